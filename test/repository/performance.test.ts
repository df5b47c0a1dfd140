import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';

const HEADING = '| | This action | docker/login-action | Bare `docker login` |';

test('docs/performance.md has a table with both actions, the machine, and how to repeat the measurement', () => {
  const lines = readFileSync(join(ROOT, 'docs', 'performance.md'), 'utf8').split('\n');

  expect(lines.filter((line) => line.startsWith('#'))).toEqual([
    '# Performance',
    '## Machine',
    '## How to repeat it',
  ]);
  const tables = lines.filter((line) => line.startsWith('|'));
  expect(tables[0]).toBe(HEADING);
  const measured = tables.filter((line) => / \d+ (?:ms|MiB)/.test(line));
  expect(measured).toHaveLength(7);
  for (const row of measured) {
    expect(row).toMatch(/^\|[^|]+(?:\| \d+ (?:ms|MiB)[^|]*){3}\|$/);
  }
});
