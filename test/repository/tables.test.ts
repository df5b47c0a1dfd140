import { expect, test } from 'vitest';
import { toCell, writeTable } from '../../scripts/lib/markdown.ts';

test('a description becomes one line, in which only code spans and URLs are markup', () => {
  const description =
    'A `*.icr.io` host,\n  or *all_of_them* <here>.\nSee https://example.com/a_b?c=d_e.\n';

  expect(toCell(description)).toBe(
    'A `*.icr.io` host, or \\*all\\_of\\_them\\* \\<here\\>. See https://example.com/a_b?c=d_e.',
  );
});

test('a bar does not end a cell, not even in a code span', () => {
  expect(toCell('`a|b` or c|d')).toBe('`a\\|b` or c\\|d');
});

test('a table has a header row, a delimiter row, and the other rows', () => {
  expect(writeTable(['Input', 'Meaning'], [['`region`', 'Where']])).toEqual([
    '| Input | Meaning |',
    '| --- | --- |',
    '| `region` | Where |',
  ]);
});
