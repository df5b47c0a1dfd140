/**
 * `npm run coverage`: runs the tests with the action in `src/` instead of the build, and fails unless
 * tests, or processes that they start, run all of its code. It needs every program without which tests are
 * skipped.
 *
 * The processes run `src/` with the types replaced by spaces, so that the positions in Node.js's coverage
 * match the source: the source maps of a build are precise only to the line. The replacement is done once,
 * not in each of thousands of processes.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ENTRIES } from './lib/entries.ts';
import { ROOT } from './lib/root.ts';
import { copyAsJavaScript } from './lib/source-code.ts';
import { findUncovered } from './lib/uncovered.ts';

const SOURCE = join(ROOT, 'src');
/** Takes the place of `dist/`. */
const FOLDER = join(ROOT, '.cache', 'coverage');
/** Gigabytes in the end, so not in a folder that tests copy. */
const COUNTS = join(ROOT, '.cache', 'coverage-counts');

removeFolders();
// Each request contains the version in it.
mkdirSync(FOLDER, { recursive: true });
copyFileSync(join(ROOT, 'package.json'), join(FOLDER, 'package.json'));
const files = await copyAsJavaScript(SOURCE, join(FOLDER, 'src'));
for (const entry of ENTRIES) {
  mkdirSync(join(FOLDER, entry), { recursive: true });
  // Tests copy the entries, but not what they need.
  const { href } = pathToFileURL(join(FOLDER, 'src', `${entry}.js`));
  writeFileSync(join(FOLDER, entry, 'index.js'), `import '${href}';\n`);
}
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
// Fewer at a time than usual: what is counted takes the processors, and every test has a time limit.
const atOnce = ['--maxWorkers=4', '--maxConcurrency=4'];
const options = ['--project=tests', '--reporter=dot', ...atOnce, ...process.argv.slice(2)];
const args = [vitest, 'run', ...options];
const env = { ...process.env, NODE_V8_COVERAGE: COUNTS, ICR_LOGIN_DIST: FOLDER };
const { status } = spawnSync(process.execPath, args, { cwd: ROOT, env, stdio: 'inherit' });

const report = join(ROOT, 'coverage');
const { uncovered, total } = await findUncovered({ counts: COUNTS, files, report });
removeFolders();
for (const place of uncovered) {
  console.log(place);
}
console.log(`Coverage of src/: ${total}; not run: ${uncovered.length}.`);
process.exitCode = status === 0 && uncovered.length === 0 ? 0 : 1;

function removeFolders(): void {
  for (const folder of [FOLDER, COUNTS]) {
    rmSync(folder, { recursive: true, force: true });
  }
}
