import { randomBytes } from 'node:crypto';
import { describeRun } from '../runner/job.ts';

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

/** The description of a credential: what the user says of it, made one line, and the mark at its end. */
export function describeMarked(words: string | undefined, mark: string): string {
  const line = words?.replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return line === undefined || line === '' ? mark : `${line} ${mark}`;
}
