import { type MintedMark, parseMintedMark } from '../mint/minted-mark.ts';
import { isJsonObject, type JsonObject, parseJsonObject, stringMember } from '../text/json.ts';

/** What an entry replaced. */
export interface Replaced {
  /**
   * The JSON text of the entry that was there; `undefined` where there was none. Of an entry in a credential
   * store it is the name under which the store itself keeps it: its secret never comes to the disk.
   */
  readonly entry: string | undefined;
  /** The record of the login that had written it, where this action had. */
  readonly record: string | undefined;
}

/** One login: what it put in, what that replaced, and whose it is. */
export interface JournalRecord {
  readonly id: string;
  readonly host: string;
  /** The credential store that has the entry, `undefined` for the config file. */
  readonly store?: string | undefined;
  /** Salted SHA-256 of the entry it wrote, see `fingerprint.ts`. */
  readonly fingerprint: string;
  readonly replaced: Replaced;
  /** Path and content of the marker file of its job: the job is over when they do not match. */
  readonly job: { readonly marker: string; readonly id: string };
  /** `octo/app run 12/1 job build`, for a person who looks into the file. */
  readonly run: string;
  readonly at: string;
  /** When its credential ends, ISO 8601. */
  readonly expiresAt: string | undefined;
  /** What was minted for it. */
  readonly minted: MintedMark | undefined;
}

/** What was not there before the first login, and goes with the last one. */
export interface Created {
  readonly file: boolean;
  /** The text of a file that was empty but for white space. */
  readonly blank: string | undefined;
  /** The topmost directory that was made. */
  readonly directory: string | undefined;
  /** `auths` was missing, or was the JSON text given. */
  readonly auths: boolean;
  readonly authsBefore: string | undefined;
}

/** The value for a config that was there, whole. */
export const NOTHING_CREATED: Created = {
  file: false,
  blank: undefined,
  directory: undefined,
  auths: false,
  authsBefore: undefined,
};

/** All logins of one config that are to be undone, in the order they were made. */
export interface Journal {
  readonly version: 1;
  readonly salt: string;
  readonly created: Created;
  readonly records: readonly JournalRecord[];
}

/** The text of a journal, for its file. */
export function formatJournal(journal: Journal): string {
  return `${JSON.stringify(journal, undefined, 2)}\n`;
}

/** Reads the text of a journal; `undefined` where it is damaged. */
export function parseJournal(text: string): Journal | undefined {
  const object = parseJsonObject(text);
  const created = object?.['created'];
  const records = object?.['records'];
  const salt = object === undefined ? undefined : stringMember(object, 'salt');
  if (object?.['version'] !== 1 || salt === undefined || !isJsonObject(created)) {
    return undefined;
  }
  const read = Array.isArray(records) ? records.map(parseRecord) : [undefined];
  const whole = read.filter((record) => record !== undefined);
  return whole.length === read.length
    ? { version: 1, salt, created: parseCreated(created), records: whole }
    : undefined;
}

function parseCreated(created: JsonObject): Created {
  return {
    file: created['file'] === true,
    blank: typeof created['blank'] === 'string' ? created['blank'] : undefined,
    directory: stringMember(created, 'directory'),
    auths: created['auths'] === true,
    authsBefore: stringMember(created, 'authsBefore'),
  };
}

function parseRecord(value: unknown): JournalRecord | undefined {
  if (!isJsonObject(value) || !isJsonObject(value['job']) || !isJsonObject(value['replaced'])) {
    return undefined;
  }
  const id = stringMember(value, 'id');
  const host = stringMember(value, 'host');
  const fingerprint = stringMember(value, 'fingerprint');
  const marker = stringMember(value['job'], 'marker');
  const jobId = stringMember(value['job'], 'id');
  if (!(id && host && fingerprint && marker && jobId)) {
    return undefined;
  }
  return {
    id,
    host,
    store: stringMember(value, 'store'),
    fingerprint,
    replaced: {
      entry: stringMember(value['replaced'], 'entry'),
      record: stringMember(value['replaced'], 'record'),
    },
    job: { marker, id: jobId },
    run: stringMember(value, 'run') ?? '',
    at: stringMember(value, 'at') ?? '',
    expiresAt: stringMember(value, 'expiresAt'),
    minted: isJsonObject(value['minted']) ? parseMintedMark(value['minted']) : undefined,
  };
}
