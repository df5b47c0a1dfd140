import { randomBytes } from 'node:crypto';
import { describeRun } from '../runner/job.ts';

/** A mark and its parts. */
export interface Mark {
  /** The complete mark. */
  readonly text: string;
  readonly repository: string;
  readonly run: string;
  readonly attempt: string;
  readonly at: Date;
  /** As it was requested: `6h` or `never`. */
  readonly lifetime: string;
  /** 32 hexadecimal digits. */
  readonly random: string;
}

/** Matches a complete mark at the end of a description. */
const MARK_AT_END =
  /icr-login (?<repository>\S+) run (?<run>[^\s/]+)\/(?<attempt>[^\s/]+) job \S+ at (?<at>\d{4}-\d\d-\d\dT\d\d:\d\dZ) lifetime (?<lifetime>\d{1,4}[mhd]|never) (?<random>[0-9a-f]{32})$/;

/** Matches one complete mark and nothing else. */
export const MARK = new RegExp(`^${MARK_AT_END.source}`);

/**
 * Makes a mark that no other credential has: words that tell people whose credential it is, then 128 random bits. It
 * is saved before the request that creates the credential, and every try sends the same mark.
 *
 * @param lifetime as it was requested: `24h` or `never`.
 */
export function makeMark(lifetime: string, now = new Date()): string {
  const minute = `${now.toISOString().slice(0, 16)}Z`;
  const random = randomBytes(16).toString('hex');
  return `icr-login ${describeRun()} at ${minute} lifetime ${lifetime} ${random}`;
}

/** Whether a mark was made in this run, attempt and job. */
export function isOwnMark(mark: string): boolean {
  return MARK.test(mark) && mark.startsWith(`icr-login ${describeRun()} at `);
}

/** Makes the description of a credential: the user's text on one line, followed by the mark. */
export function describeMarked(words: string | undefined, mark: string): string {
  const line = words?.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line === undefined || line === '' ? mark : `${line} ${mark}`;
}

/** Reads the mark at the end of a description. Returns `undefined` if there is none. */
export function readMark(description: string): Mark | undefined {
  const match = MARK_AT_END.exec(description);
  if (match === null) {
    return undefined;
  }
  // Every match contains all groups.
  const words = match.groups as Readonly<Record<Exclude<keyof Mark, 'text'>, string>>;
  const at = new Date(words.at);
  return Number.isNaN(at.getTime()) ? undefined : { ...words, text: match[0], at };
}

/** Makes the name of an API key from the run, the attempt and the random digits of its mark. */
export function nameMarked({ run, attempt, random }: Mark): string {
  const toNumber = (text: string): string => (/^\d+$/.test(text) ? text : '0');
  return `${NAME_PREFIX}${toNumber(run)}-${toNumber(attempt)}-${random}`;
}

/** The start of the name of every API key that this action creates. */
export const NAME_PREFIX = 'icr-login-';
