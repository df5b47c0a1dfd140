import { randomBytes } from 'node:crypto';
import { warning } from '@actions/core';
import * as v from 'valibot';
import { readIfThere } from '../files/files.ts';
import { type MintedMark, MintedMarkSchema } from '../minting/minted-mark.ts';
import { isRegistryHost } from '../registry/registry-host.ts';
import type { Job } from '../runner/job.ts';
import { disarm } from '../text/disarm.ts';
import { parseJson } from '../text/json.ts';
import { optionalText } from '../text/schemas.ts';
import { isKeptName } from './kept.ts';

/*
 * What each login replaced, so that it can be put back. Every step of a job can write the file: what is in it
 * is read through these schemas, and what this action would not have written does not count. Members that a
 * newer version has added are kept.
 */

/** What an entry replaced. */
const ReplacedSchema = v.looseObject({
  /**
   * The JSON text of the entry that was there; missing where there was none. Of an entry in a credential
   * store it is the name under which the store itself keeps it: its secret never comes to the disk.
   */
  entry: optionalText,
  /** The record of the login that had written it, where this action had. */
  record: optionalText,
});

const DirectorySchema = v.looseObject({ device: v.string(), inode: v.string() });

/** One login: what it put in, what that replaced, and whose it is. */
const recordMembers = {
  id: v.pipe(v.string(), v.nonEmpty()),
  host: v.pipe(v.string(), v.check(isRegistryHost)),
  /** The credential helper that has the entry, missing for the config file. */
  store: v.optional(v.pipe(v.string(), v.regex(/^[\w.-]+$/))),
  /** Salted SHA-256 of the entry it wrote, see `fingerprint.ts`. */
  fingerprint: v.pipe(v.string(), v.nonEmpty()),
  replaced: ReplacedSchema,
  /** See `Job`. */
  job: v.looseObject({
    marker: v.pipe(v.string(), v.nonEmpty()),
    id: v.pipe(v.string(), v.nonEmpty()),
    directory: v.fallback(v.optional(DirectorySchema), undefined),
  }),
  /** `octo/app run 12/1 job build`. */
  run: v.fallback(v.string(), ''),
  at: v.fallback(v.string(), ''),
  /** When its credential expires, ISO 8601. */
  expiresAt: optionalText,
  /** What its step trusted on its way to IBM Cloud, with the ID as the salt; see `trust.ts`. */
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

/** A record whose `minted` is damaged: the login is undone all the same. */
const UnmintedSchema = v.pipe(v.looseObject(recordMembers), v.check(isReplaceable));

/** An entry is put back as it was written down: it has to be one. */
function isReplaceable({ host, store, replaced: { entry } }: RecordMembers): boolean {
  return (
    entry === undefined ||
    (store === undefined ? parseJson(entry) !== undefined : isKeptName(entry, host))
  );
}

/** What was not there before the first login, and goes with the last one. */
const CreatedSchema = v.looseObject({
  file: v.fallback(v.boolean(), false),
  /** The text of a file that was empty but for whitespace. */
  blank: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^\s*$/))), undefined),
  /** The topmost directory that was made. */
  directory: optionalText,
  /** `auths` was missing, or was the JSON text in `authsBefore`. */
  auths: v.fallback(v.boolean(), false),
  authsBefore: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^null$/))), undefined),
});

/** All logins of one config that are to be undone, in the order they were made. */
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

/** The value for a config that was there, whole. */
export const NOTHING_CREATED: Created = {
  file: false,
  blank: undefined,
  directory: undefined,
  auths: false,
  authsBefore: undefined,
};

/** The journal of a config. */
export function journalPath(configPath: string): string {
  return `${configPath}.icr-login-journal`;
}

/** The text of a journal, for its file. */
export function formatJournal(journal: Journal): string {
  return `${JSON.stringify(journal, undefined, 2)}\n`;
}

/** A journal that was read. */
export interface ReadJournal {
  readonly journal: Journal;
  /** What does not count, because this action would not have written it. */
  readonly damage: 'none' | 'records' | 'all';
}

/** Reads the text of a journal; what is damaged is left out. */
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

/** A journal without a record. */
export function emptyJournal(): Journal {
  return {
    version: 1,
    salt: randomBytes(16).toString('hex'),
    created: NOTHING_CREATED,
    records: [],
  };
}

/**
 * Reads the journal of a config; an empty one where there is none yet.
 *
 * @returns its bytes as well, `undefined` where there is no file.
 */
export async function readJournal(
  configPath: string,
): Promise<ReadJournal & { readonly bytes: Buffer | undefined }> {
  const bytes = await readIfThere(journalPath(configPath));
  return bytes === undefined
    ? { journal: emptyJournal(), damage: 'none', bytes }
    : { ...parseJournal(bytes.toString('utf8')), bytes };
}

/** The configs whose journals have been warned of. */
const warned = new Set<string>();

/** Warns of what is damaged in the journal of a config, once. */
export function warnOfDamage(configPath: string, damage: ReadJournal['damage']): void {
  if (damage !== 'none' && !warned.has(configPath)) {
    warned.add(configPath);
    const flaw =
      damage === 'all'
        ? 'is damaged, so a new one is started'
        : 'has records that this action has not written, which do not count';
    warning(
      `${disarm(journalPath(configPath))} ${flaw}. Logins that were still to be undone stay in ${disarm(configPath)}; \`docker logout\` removes them.`,
    );
  }
}

/** Whether the journal of a config may have one of these records; it can be asked without the lock. */
export async function hasRecords(configPath: string, ids: readonly string[]): Promise<boolean> {
  try {
    const bytes = await readIfThere(journalPath(configPath));
    if (bytes === undefined) {
      return false;
    }
    const { journal, damage } = parseJournal(bytes.toString('utf8'));
    return damage !== 'none' || journal.records.some(({ id }) => ids.includes(id));
  } catch {
    // What cannot be read may have them.
    return true;
  }
}
