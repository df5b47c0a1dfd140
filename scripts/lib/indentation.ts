import { parse } from 'acorn';

/**
 * Indents a script with tabs in place of four spaces each: an eighth of a bundle is white space. Lines that
 * begin inside of a text stay as they are.
 */
export function indentWithTabs(code: string): string {
  const texts: { readonly start: number; readonly end: number }[] = [];
  parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    onToken: ({ type, start, end }) => {
      if (type.label === 'template' || type.label === 'string') {
        texts.push({ start, end });
      }
    },
  });
  let start = 0;
  let next = 0;
  const lines = code.split('\n').map((line) => {
    while ((texts[next]?.end ?? Number.POSITIVE_INFINITY) < start) {
      next += 1;
    }
    const isInText = (texts[next]?.start ?? start) < start;
    start += line.length + 1;
    return isInText ? line : line.replace(/^(?: {4})+/, (white) => '\t'.repeat(white.length / 4));
  });
  return lines.join('\n');
}
