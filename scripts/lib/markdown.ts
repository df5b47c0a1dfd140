/** Code spans, URLs, and single characters that would be markup outside them. */
const TOKENS = /`[^`]*`|https?:\/\/\S+|[\\*_[\]<>~]/g;

/** Writes a table. Its cells are Markdown. */
export function writeTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const rule = head.map(() => '---');
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/**
 * Converts the description of an input or output to Markdown for a table cell: one line, in which `code
 * spans` stay, URLs become links, and everything else is plain text.
 */
export function toCell(description: string): string {
  const line = description.trim().replace(/\s+/g, ' ');
  const text = line.replace(TOKENS, (token) => (token.length === 1 ? `\\${token}` : token));
  // A bar ends a table cell even in a code span.
  return text.replaceAll('|', '\\|');
}
