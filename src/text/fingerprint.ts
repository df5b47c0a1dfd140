import { createHash } from 'node:crypto';
import { parseJsonObject } from './json.ts';

/** Computes the salted SHA-256 of a text, in hexadecimal digits. It does not reveal a secret in the text. */
export function fingerprint(salt: string, text: string): string {
  return createHash('sha256').update(salt).update('\0').update(text).digest('hex');
}

/**
 * Computes the fingerprint of an entry, which does not reveal the secret in it. The order of members and whitespace do
 * not count, because other programs may format the same login differently.
 *
 * @param entry JSON text of an entry of `auths`, or of a credential helper.
 */
export function fingerprintEntry(salt: string, entry: string): string {
  const members = Object.entries(parseJsonObject(entry) ?? {});
  const known = members.sort(([a], [b]) => (a < b ? -1 : 1));
  return fingerprint(salt, JSON.stringify(known));
}
