/**
 * Part of `npm run check`: checks the English that people read, and fails if textlint finds a problem.
 *
 * Options: `--all` also prints the problems in files that do not have to pass yet.
 */
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFaults } from './lib/prose.ts';
import { readProse } from './lib/prose-sources.ts';
import { ROOT } from './lib/root.ts';

/** What has to pass. */
const PAGES = [
  '*.md',
  'docs/*.md',
  'examples/**/*.{md,yml}',
  '{,sweep/,logout/}action.yml',
  '.github/ISSUE_TEMPLATE/*.yml',
  'src/**/*.ts',
];

/** What is counted only. A file moves up by taking its line out. */
const LATER = ['src/{logins,minting,runner,stores}/*.ts'];

const { values } = parseArgs({ options: { all: { type: 'boolean', default: false } } });
const later = new Set(globSync(LATER, { cwd: ROOT }));
let found = 0;
let postponed = 0;
for (const path of [...new Set([...globSync(PAGES, { cwd: ROOT }), ...later])].toSorted()) {
  const prose = readProse(path, await readFile(join(ROOT, path), 'utf8'));
  const faults = await findFaults(prose.text);
  if (later.has(path)) {
    postponed += faults.length;
  } else {
    found += faults.length;
  }
  if (values.all || !later.has(path)) {
    for (const { line, message } of faults) {
      console.error(`${path}:${prose.toLine(line)}: ${message}`);
    }
  }
}
if (postponed > 0) {
  console.log(
    `${postponed} sentences to improve later, in ${LATER.join(', ')}: \`npm run prose -- --all\``,
  );
}
process.exitCode = found > 0 ? 1 : 0;
