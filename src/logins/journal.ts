import { randomBytes } from 'node:crypto';
import { warning } from '@actions/core';
import * as v from 'valibot';
import { readIfThere } from '../files/files.ts';
import { type MintedMark, MintedMarkSchema } from '../minting/minted.ts';
import { isRegistryHost } from '../registry/registry-host.ts';
import type { Job } from '../runner/job.ts';
import { disarm } from '../text/disarm.ts';
import { isJsonObject, parseJson } from '../text/json.ts';
import { optionalText } from '../text/schemas.ts';
import { isKeptName } from './kept.ts';

/*
 * What each login replaced, so that it can be restored. Every step of a job can write this file, so it is read
 * through these schemas, and whatever this action would not have written is ignored. Members that a newer version
 * has added are kept.
 */

/** What a login replaced. */
const ReplacedSchema = v.looseObject({
  /**
   * The JSON text of the previous entry; missing if there was none. For a credential helper, this is the name under
   * which the helper itself keeps the previous entry, so that its secret is never written to disk.
   */
  entry: optionalText,
  /** The ID of the record of the login that wrote the previous entry, if this action did. */
  record: optionalText,
});

const DirectorySchema = v.looseObject({ device: v.string(), inode: v.string() });

/** One login: what it wrote, what that replaced, and which job it belongs to. */
const recordMembers = {
  id: v.pipe(v.string(), v.nonEmpty()),
  host: v.pipe(v.string(), v.check(isRegistryHost)),
  /** The credential helper that has the entry; missing for the config file. */
  store: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]+$/))),
  /** Salted SHA-256 of the entry that the login wrote, see `fingerprint.ts`. */
  fingerprint: v.pipe(v.string(), v.nonEmpty()),
  replaced: ReplacedSchema,
  /** See `Job`. */
  job: v.looseObject({
    marker: v.pipe(v.string(), v.nonEmpty()),
    id: v.pipe(v.string(), v.nonEmpty()),
    directory: v.fallback(v.optional(DirectorySchema), undefined),
    tracking: optionalText,
  }),
  /** The run, as `describeRun` names it: `octo/app run 12/1 job build`. */
  run: v.fallback(v.string(), ''),
  /** When the record was created, ISO 8601. */
  at: v.fallback(v.string(), ''),
  /** When its credential expires, ISO 8601. */
  expiresAt: optionalText,
  /** Fingerprints of what its step trusted to reach IBM Cloud, with the ID as the salt; see `trust.ts`. */
  trust: v.fallback(v.optional(v.record(v.string(), v.string())), undefined),
};

type RecordMembers = v.InferOutput<v.LooseObjectSchema<typeof recordMembers, undefined>>;

const RecordSchema = v.pipe(
  v.looseObject({
    ...recordMembers,
    /** What was minted for it. */
    minted: v.optional(MintedMarkSchema),
  }),
  v.check(isReplaceable),
);

/** A record whose `minted` may be damaged: its login is undone anyway. */
const UnmintedSchema = v.pipe(v.looseObject(recordMembers), v.check(isReplaceable));

/** An entry is restored exactly as it was recorded, so it must be valid for its store. */
function isReplaceable({ host, store, replaced: { entry } }: RecordMembers): boolean {
  return (
    entry === undefined ||
    (store === undefined ? isEntry(parseJson(entry)) : isKeptName(entry, host))
  );
}

/** Docker ignores the whole config if an entry is anything else. */
function isEntry(value: unknown): boolean {
  return value === null || isJsonObject(value);
}

/** What did not exist before the first login, and is removed with the last one. */
const CreatedSchema = v.looseObject({
  file: v.fallback(v.boolean(), false),
  /** The text of a file that contained only whitespace. */
  blank: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^\s*$/))), undefined),
  /** The topmost directory that was created. */
  directory: optionalText,
  /** Whether `auths` was missing, or was the JSON text in `authsBefore`. */
  auths: v.fallback(v.boolean(), false),
  authsBefore: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^null$/))), undefined),
});

/** All logins of one config that have not been undone yet, in the order they were made. */
const JournalSchema = v.looseObject({
  version: v.literal(1),
  salt: v.pipe(v.string(), v.nonEmpty()),
  created: CreatedSchema,
  records: v.array(v.unknown()),
});

/** See {@link ReplacedSchema}. */
export type Replaced = Readonly<Pick<v.InferOutput<typeof ReplacedSchema>, 'entry' | 'record'>>;
/** See {@link RecordSchema}. */
export interface JournalRecord
  extends Readonly<
    Pick<
      RecordMembers,
      'id' | 'host' | 'store' | 'fingerprint' | 'run' | 'at' | 'expiresAt' | 'trust'
    >
  > {
  readonly replaced: Replaced;
  readonly job: Job;
  readonly minted?: MintedMark | undefined;
}
/** See {@link CreatedSchema}. */
export type Created = Readonly<
  Pick<
    v.InferOutput<typeof CreatedSchema>,
    'file' | 'blank' | 'directory' | 'auths' | 'authsBefore'
  >
>;
/** See {@link JournalSchema}. */
export interface Journal {
  readonly version: 1;
  readonly salt: string;
  readonly created: Created;
  readonly records: readonly JournalRecord[];
}

/** For a config in which nothing was missing before the first login. */
export const NOTHING_CREATED: Created = {
  file: false,
  blank: undefined,
  directory: undefined,
  auths: false,
  authsBefore: undefined,
};

/** The path of the journal of a config. */
export function journalPath(configPath: string): string {
  return `${configPath}.icr-login-journal`;
}

/** The text to write to the file of a journal. */
export function formatJournal(journal: Journal): string {
  return `${JSON.stringify(journal, undefined, 2)}\n`;
}

/** A journal as it was read. */
export interface ReadJournal {
  readonly journal: Journal;
  /** What is ignored because this action would not have written it. */
  readonly damage: 'none' | 'records' | 'all';
}

/** Parses the text of a journal, without what is damaged. */
export function parseJournal(text: string): ReadJournal {
  const read = v.safeParse(JournalSchema, parseJson(text));
  if (!read.success) {
    return { journal: emptyJournal(), damage: 'all' };
  }
  const { records, ...journal } = read.output;
  const parsed = records.map(parseRecord);
  const damage = parsed.every(({ isWhole }) => isWhole) ? 'none' : 'records';
  const known = parsed.flatMap(({ record }) => record ?? []);
  return { journal: { ...journal, records: known }, damage };
}

function parseRecord(value: unknown): {
  readonly record: JournalRecord | undefined;
  readonly isWhole: boolean;
} {
  const whole = v.safeParse(RecordSchema, value);
  if (whole.success) {
    return { record: whole.output, isWhole: true };
  }
  const rest = v.safeParse(UnmintedSchema, value);
  const record = rest.success ? { ...rest.output, minted: undefined } : undefined;
  return { record, isWhole: false };
}

/** A journal without records, with a new salt. */
export function emptyJournal(): Journal {
  return {
    version: 1,
    salt: randomBytes(16).toString('hex'),
    created: NOTHING_CREATED,
    records: [],
  };
}

/**
 * Reads the journal of a config, an empty one if there is none yet.
 *
 * @returns also the bytes of its file, `undefined` if there is none.
 */
export async function readJournal(
  configPath: string,
): Promise<ReadJournal & { readonly bytes: Buffer | undefined }> {
  const bytes = await readIfThere(journalPath(configPath));
  return bytes === undefined
    ? { journal: emptyJournal(), damage: 'none', bytes }
    : { ...parseJournal(bytes.toString('utf8')), bytes };
}

/** The configs whose damaged journals have been reported. */
const warned = new Set<string>();

/** Warns that the journal of a config is damaged, once for each config. */
export function warnOfDamage(configPath: string, damage: ReadJournal['damage']): void {
  if (damage !== 'none' && !warned.has(configPath)) {
    warned.add(configPath);
    const flaw =
      damage === 'all'
        ? 'is damaged, so a new one is started'
        : 'has records that this action did not write, which are ignored';
    warning(
      `${disarm(journalPath(configPath))} ${flaw}. Logins that have not been undone yet stay in ${disarm(configPath)}. To remove them, run \`docker logout HOST\` for each registry host.`,
    );
  }
}

/** Whether the journal of a config may have one of these records. Does not need the lock. */
export async function hasRecords(configPath: string, ids: readonly string[]): Promise<boolean> {
  try {
    const bytes = await readIfThere(journalPath(configPath));
    if (bytes === undefined) {
      return false;
    }
    const { journal, damage } = parseJournal(bytes.toString('utf8'));
    return damage !== 'none' || journal.records.some(({ id }) => ids.includes(id));
  } catch {
    // A journal that cannot be read may have them.
    return true;
  }
}
