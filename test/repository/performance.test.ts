import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BUDGET_COLUMNS } from '../../scripts/bench/judge.ts';
import { HEADINGS } from '../../scripts/bench/page.ts';
import { writeTable } from '../../scripts/lib/markdown.ts';
import { ROOT } from '../../scripts/lib/root.ts';

const BUDGETS = 10;

test('docs/performance.md was written by the benchmark as it is today: run `npm run bench`', () => {
  const lines = readFileSync(join(ROOT, 'docs', 'performance.md'), 'utf8').split('\n');

  const headings = lines.filter((line) => line.startsWith('## ')).map((line) => line.slice(3));
  expect(headings).toEqual(HEADINGS);
  const table = writeTable(BUDGET_COLUMNS, []);
  const start = lines.indexOf(table[0] ?? '');
  const rows = lines.slice(start + table.length, lines.indexOf('', start));
  expect(rows).toHaveLength(BUDGETS);
  for (const row of rows) {
    expect(row).toMatch(/ \| (?:held|\*\*not held\*\*) \|$/);
  }
});
