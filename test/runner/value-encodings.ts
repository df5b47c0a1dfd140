/**
 * The forms of a secret that the runner masks in addition to the secret itself (ValueEncoders.cs,
 * HostContext.cs).
 */
export const VALUE_ENCODINGS: readonly ((value: string) => string)[] = [
  (value) => encodeBase64(value, 0),
  (value) => encodeBase64(value, 1),
  (value) => encodeBase64(value, 2),
  (value) => value.replaceAll('"', '\\"'),
  (value) => value.replaceAll("'", "''"),
  escapeJson,
  escapeUri,
  escapeXml,
  trimQuotes,
  (value) => keepLong(splitAtAmpersand(value)[0]),
  (value) => keepLong(splitAtAmpersand(value)[1]),
];

/**
 * Sections shorter than this are not masked. Otherwise, the colors of PowerShell would mask half of the
 * log.
 */
const SHORTEST_SECTION = 6;

/** Base64 encodes groups of three bytes, so the text before a secret can shift it by one or two bytes. */
function encodeBase64(value: string, shift: number): string {
  const bytes = Buffer.from(value, 'utf8');
  return (bytes.length > shift ? bytes.subarray(shift) : bytes).toString('base64');
}

function escapeJson(value: string): string {
  const escaped = JSON.stringify(value).slice(1, -1);
  return escaped.replace(
    /[\u0085\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** .NET escapes five more characters than encodeURIComponent. */
function escapeUri(value: string): string {
  return encodeURIComponent(value.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function escapeXml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

function trimQuotes(value: string): string {
  const isQuoted = value.length > 8 && value.startsWith('"') && value.endsWith('"');
  return isQuoted ? value.slice(1, -1) : '';
}

/** PowerShell prints an error about `a&b` in two parts, and colors the letter after `&+`. */
function splitAtAmpersand(value: string): readonly [string, string] {
  const plus = value.indexOf('&+');
  if (plus >= 0) {
    return [value.slice(0, plus + 2), value.slice(plus + 3)];
  }
  const last = value.lastIndexOf('&');
  return last < 0 ? ['', ''] : [value.slice(0, last + 1), value.slice(last + 1)];
}

function keepLong(section: string): string {
  return section.length >= SHORTEST_SECTION ? section : '';
}
