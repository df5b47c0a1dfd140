import { setSecret } from '@actions/core';

/** Shorter values are not masked: they would turn harmless text of the log into `***`. */
export const MASKED_CHARACTERS = 8;

const masked = new Set<string>();
/** Every form of what is masked, for text that is not the log. */
const hidden = new Set<string>();

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
  hide(secret);
}

/** Keeps a secret, in every form, from child processes; nothing is told to the runner. */
export function hide(secret: string): void {
  if (secret.length < MASKED_CHARACTERS) {
    return;
  }
  hidden.add(secret).add(encodeURIComponent(secret)).add(JSON.stringify(secret).slice(1, -1));
  for (const before of [0, 1, 2]) {
    for (const encoding of ['base64', 'base64url'] as const) {
      hidden.add(encodeInside(secret, before, encoding));
    }
  }
}

/** What stands in the base64 of any text with the secret in it, behind 3n + `before` other bytes. */
function encodeInside(secret: string, before: number, encoding: 'base64' | 'base64url'): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  // Characters at both ends depend on the bytes around it as well.
  const start = before === 0 ? 0 : before + 1;
  const whole = Math.floor(bytes.length / 3) * 4;
  return bytes.toString(encoding).slice(start, whole);
}

/** Base64 of `user:secret`. */
export function encodeBasic(username: string, secret: string): string {
  return Buffer.from(`${username}:${secret}`).toString('base64');
}

/** The text without anything that {@link mask} was told: the runner would not know a secret that is cut in two. */
export function redact(text: string): string {
  return [...masked].reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}

/** How often a text is decoded in which a secret may be encoded. */
const LAYERS = 3;

/** Whether a text contains a secret that {@link mask} or {@link hide} was told, in any of its forms. */
export function containsSecret(text: string, layers = LAYERS): boolean {
  return (
    [...masked, ...hidden].some((secret) => text.includes(secret)) ||
    (layers > 0 && listDecoded(text).some((decoded) => containsSecret(decoded, layers - 1)))
  );
}

/** What a text may be the encoding of: a pull secret of Kubernetes has base64 in JSON in base64. */
function listDecoded(text: string): readonly string[] {
  // Programs break long lines of base64.
  const joined = text.replace(/\s+/g, '');
  return [
    ...[text, joined].flatMap((one) => decodeRuns(one, /[\w+/-]{12,}/g, 'base64')),
    ...decodeRuns(joined, /(?:[0-9a-f]{2}){8,}/gi, 'hex'),
    // Also where other characters follow a sign that begins no escape.
    ...(text.includes('%') ? [text.replace(/(?:%[0-9a-f]{2})+/gi, decodeEscapes)] : []),
  ];
}

function decodeRuns(text: string, run: RegExp, encoding: 'base64' | 'hex'): readonly string[] {
  return [...text.matchAll(run)].map(([found]) => Buffer.from(found, encoding).toString());
}

function decodeEscapes(escapes: string): string {
  return Buffer.from(escapes.replaceAll('%', ''), 'hex').toString();
}
