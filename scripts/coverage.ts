/**
 * `npm run coverage`: runs the tests with the action as it is in `src/`, not as it is built, and fails unless all
 * of it was run, by tests or by a process that they started. It needs every program that tests are skipped without.
 *
 * What runs is `src/` with spaces in place of the types, so that what Node.js counts has its exact place: the source
 * maps of a build know lines only. The spaces are put in once, not again by each of thousands of processes.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRIES } from './lib/entries.ts';
import { ROOT } from './lib/root.ts';
import { copyAsJavaScript } from './lib/source-code.ts';
import { findUncovered } from './lib/uncovered.ts';

const SOURCE = join(ROOT, 'src');
const FOLDER = join(ROOT, '.cache', 'coverage');
const COUNTS = join(FOLDER, 'counts');

rmSync(FOLDER, { recursive: true, force: true });
// The version in it is part of each request.
mkdirSync(FOLDER, { recursive: true });
copyFileSync(join(ROOT, 'package.json'), join(FOLDER, 'package.json'));
const files = await copyAsJavaScript(SOURCE, join(FOLDER, 'src'));
for (const entry of ENTRIES) {
  mkdirSync(join(FOLDER, entry), { recursive: true });
  writeFileSync(join(FOLDER, entry, 'index.js'), `import '../src/${entry}.js';\n`);
}
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const args = [vitest, 'run', '--project=tests', '--reporter=dot', ...process.argv.slice(2)];
const env = { ...process.env, NODE_V8_COVERAGE: COUNTS, ICR_LOGIN_DIST: FOLDER };
const { status } = spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });

const report = join(ROOT, 'coverage');
const { uncovered, total } = await findUncovered({ counts: COUNTS, files, report });
rmSync(FOLDER, { recursive: true });
for (const place of uncovered) {
  console.log(place);
}
console.log(`Coverage of src/: ${total}; not run: ${uncovered.length}.`);
process.exitCode = status === 0 && uncovered.length === 0 ? 0 : 1;
