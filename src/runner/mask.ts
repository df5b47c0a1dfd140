import { setSecret } from '@actions/core';

/** Shorter values are not masked, because `***` would then replace harmless text in the log. */
const MASKED_CHARACTERS = 8;

/** What the runner masks in the log. */
const masked = new Set<string>();
/** Further forms of the secrets, to find them in text that the runner does not mask. */
const hidden = new Set<string>();

/**
 * Masks a secret in the log, before its first use. This covers the value itself, and the base64 of `user:secret` that
 * Docker configs and HTTP Basic authentication contain. (The runner adds the base64, URL and JSON forms of each.)
 *
 * @param usernames the Docker usernames that the secret may be used with.
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

/** Keeps every form of a secret from child processes. The runner is not told, so it does not mask the secret. */
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

/** The part that the base64 of any text contains if the secret follows 3n + `before` other bytes of that text. */
function encodeInside(secret: string, before: number, encoding: 'base64' | 'base64url'): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]);
  // The characters at both ends also depend on the bytes around the secret.
  const start = before === 0 ? 0 : before + 1;
  const whole = Math.floor(bytes.length / 3) * 4;
  return bytes.toString(encoding).slice(start, whole);
}

/** Base64 of `user:secret`. */
export function encodeBasic(username: string, secret: string): string {
  return Buffer.from(`${username}:${secret}`).toString('base64');
}

/** Masks in a text what {@link mask} masks in the log. Use it before text is cut: the runner masks only whole ones. */
export function redact(text: string): string {
  return [...masked].reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
}

/** How many layers of encoding are decoded to find a secret. */
const LAYERS = 3;

/** Whether a text contains, in any form, a secret that was passed to {@link mask} or {@link hide}. */
export function containsSecret(text: string, layers = LAYERS): boolean {
  return (
    [...masked, ...hidden].some((secret) => text.includes(secret)) ||
    (layers > 0 && listDecoded(text).some((decoded) => containsSecret(decoded, layers - 1)))
  );
}

/** What a text may decode to. For example, a Kubernetes pull secret has base64 in JSON in base64. */
function listDecoded(text: string): readonly string[] {
  // Programs wrap long base64.
  const joined = text.replace(/\s+/g, '');
  return [
    ...[text, joined].flatMap((one) => decodeRuns(one, /[\w+/-]{12,}/g, 'base64')),
    ...decodeRuns(joined, /(?:[0-9a-f]{2}){8,}/gi, 'hex'),
    // Unlike `decodeURIComponent`, this accepts a `%` that does not start an escape.
    ...(text.includes('%') ? [text.replace(/(?:%[0-9a-f]{2})+/gi, decodeEscapes)] : []),
  ];
}

function decodeRuns(text: string, run: RegExp, encoding: 'base64' | 'hex'): readonly string[] {
  return [...text.matchAll(run)].map(([found]) => Buffer.from(found, encoding).toString());
}

function decodeEscapes(escapes: string): string {
  return Buffer.from(escapes.replaceAll('%', ''), 'hex').toString();
}
