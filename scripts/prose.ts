/** Part of `npm run check`: checks the English that people read, and fails if textlint finds a problem. */
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findFaults } from './lib/prose.ts';
import { readProse } from './lib/prose-sources.ts';
import { ROOT } from './lib/root.ts';

/** What is checked. */
const PAGES = [
  '*.md',
  'docs/*.md',
  'examples/**/*.{md,yml}',
  '{,sweep/,logout/}action.yml',
  '.github/ISSUE_TEMPLATE/*.yml',
  'src/**/*.ts',
];

let found = 0;
for (const path of globSync(PAGES, { cwd: ROOT }).toSorted()) {
  const prose = readProse(path, await readFile(join(ROOT, path), 'utf8'));
  const faults = await findFaults(prose.text);
  found += faults.length;
  for (const { line, message } of faults) {
    console.error(`${path}:${prose.toLine(line)}: ${message}`);
  }
}
process.exitCode = found > 0 ? 1 : 0;
