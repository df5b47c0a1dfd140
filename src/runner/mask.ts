import { setSecret } from '@actions/core';

/** Shorter values are not masked: they would turn harmless text of the log into `***`. */
export const MASKED_CHARACTERS = 8;

const masked = new Set<string>();

/**
 * Hides a secret from the log, before its first use: the value itself, and base64 of `user:secret` as
 * Docker's config and HTTP's Basic authentication carry it. (The runner adds the base64, URL and JSON
 * forms of each.)
 *
 * @param usernames the Docker user names that the secret may be used with.
 */
export function mask(secret: string, ...usernames: readonly string[]): void {
  if (secret.length < MASKED_CHARACTERS) {
    return;
  }
  for (const form of [secret, ...usernames.map((username) => encodeBasic(username, secret))]) {
    if (!masked.has(form)) {
      masked.add(form);
      setSecret(form);
    }
  }
}

/** Base64 of `user:secret`. */
export function encodeBasic(username: string, secret: string): string {
  return Buffer.from(`${username}:${secret}`).toString('base64');
}

/** The text without anything that {@link mask} was told: the runner would not know a secret that is cut in two. */
export function redact(text: string): string {
  return [...masked].reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}

/** Whether a text contains anything that {@link mask} was told. */
export function containsSecret(text: string): boolean {
  return [...masked].some((secret) => text.includes(secret));
}
