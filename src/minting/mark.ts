import { randomBytes } from 'node:crypto';
import { describeRun } from '../runner/job.ts';

/** What a mark says. */
export interface Mark {
  /** All of it. */
  readonly text: string;
  readonly repository: string;
  readonly run: string;
  readonly attempt: string;
  readonly at: Date;
  /** As it was asked for: `6h`, `never`. */
  readonly lifetime: string;
  /** 32 hexadecimal digits. */
  readonly random: string;
}

/** The whole of a mark, at the end of a description. */
const MARK_AT_END =
  /icr-login (?<repository>\S+) run (?<run>[^\s/]+)\/(?<attempt>[^\s/]+) job \S+ at (?<at>\d{4}-\d\d-\d\dT\d\d:\d\dZ) lifetime (?<lifetime>\d{1,4}[mhd]|never) (?<random>[0-9a-f]{32})$/;

/** A mark, and nothing else. */
export const MARK = new RegExp(`^${MARK_AT_END.source}`);

/**
 * A mark that no other credential has: 128 random bits behind words that tell a person whose credential it
 * is. It is saved before the request that makes the credential, and every try carries the same.
 *
 * @param lifetime as it was asked for: `24h`, `never`.
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

/** The description of a credential: what the user says of it, made one line, and the mark at its end. */
export function describeMarked(words: string | undefined, mark: string): string {
  const line = words?.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line === undefined || line === '' ? mark : `${line} ${mark}`;
}

/** Reads the mark at the end of a description; `undefined` where there is none. */
export function readMark(description: string): Mark | undefined {
  const match = MARK_AT_END.exec(description);
  if (match === null) {
    return undefined;
  }
  // Each group is in every match.
  const words = match.groups as Readonly<Record<Exclude<keyof Mark, 'text'>, string>>;
  const at = new Date(words.at);
  return Number.isNaN(at.getTime()) ? undefined : { ...words, text: match[0], at };
}

/** The name of an API key: run, attempt and the random digits of its mark. */
export function nameMarked({ run, attempt, random }: Mark): string {
  const toNumber = (text: string): string => (/^\d+$/.test(text) ? text : '0');
  return `${NAME_PREFIX}${toNumber(run)}-${toNumber(attempt)}-${random}`;
}

/** What the name of every API key starts with that this action makes. */
export const NAME_PREFIX = 'icr-login-';
