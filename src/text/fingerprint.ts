import { createHash } from 'node:crypto';
import { parseJsonObject } from './json.ts';

/** Salted SHA-256 of a text, in hexadecimal digits: it tells nothing of a secret. */
export function fingerprint(salt: string, text: string): string {
  return createHash('sha256').update(salt).update('\0').update(text).digest('hex');
}

/**
 * A fingerprint of an entry, which tells nothing of the secret in it. The order of its members and whitespace
 * do not count: other programs write the same login in another way.
 *
 * @param entry JSON text of an entry of `auths`, or of a credential helper.
 */
export function fingerprintEntry(salt: string, entry: string): string {
  const members = Object.entries(parseJsonObject(entry) ?? {});
  const known = members.sort(([a], [b]) => (a < b ? -1 : 1));
  return fingerprint(salt, JSON.stringify(known));
}
