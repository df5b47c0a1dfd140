/** Code spans, URLs, and single characters that would be markup outside of both. */
const TOKENS = /`[^`]*`|https?:\/\/\S+|[\\*_[\]<>~]/g;

/** Writes a table; cells are Markdown. */
export function writeTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  const rule = head.map(() => '---');
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/**
 * Turns the description of an input or output into the Markdown of a table's cell: one line, in which
 * `code spans` stay, URLs become links, and everything else means itself.
 */
export function toCell(description: string): string {
  const line = description.trim().replace(/\s+/g, ' ');
  const text = line.replace(TOKENS, (token) => (token.length === 1 ? `\\${token}` : token));
  // A table's cells end at a bar, in code spans too.
  return text.replaceAll('|', '\\|');
}
