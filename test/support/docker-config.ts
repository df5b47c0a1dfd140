import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file that exists before the job starts, and creates its parent directories. Each character is
 * one byte.
 */
export function writeBefore(path: string, bytes: string, mode = 0o600): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, bytes, { encoding: 'latin1', mode });
}

/** The entry in `auths` for a secret and a user name. */
export function toEntry(secret: string, username = 'iamapikey'): { readonly auth: string } {
  return { auth: Buffer.from(`${username}:${secret}`).toString('base64') };
}

/**
 * The part of `before` that `after` no longer contains, without their common prefix and suffix. It is empty
 * if text was only inserted.
 */
export function findReplaced(before: string, after: string): string {
  let start = 0;
  while (start < before.length && before[start] === after[start]) {
    start += 1;
  }
  let end = 0;
  while (end < before.length - start && before.at(-1 - end) === after.at(-1 - end)) {
    end += 1;
  }
  return before.slice(start, before.length - end);
}
