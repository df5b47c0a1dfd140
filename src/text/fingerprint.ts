import { createHash } from 'node:crypto';

/** Salted SHA-256 of a text, in hexadecimal digits: it tells nothing of a secret. */
export function fingerprint(salt: string, text: string): string {
  return createHash('sha256').update(salt).update('\0').update(text).digest('hex');
}
