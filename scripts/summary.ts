/** Prints how many tests ran in the last runs, and fails unless there were some and all of them passed. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './lib/root.ts';

interface Results {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly unknown[];
  }[];
}

/** The results of `npm test` and of `npm run test:windows`. */
const FILES = ['test-results.json', 'windows-test-results.json'];

async function readResults(name: string): Promise<Results> {
  return JSON.parse(await readFile(join(ROOT, '.cache', name), 'utf8')) as Results;
}

/** A file that failed to load contains no tests. It counts as one failed test. */
function countFailed({ numFailedTests, testResults }: Results): number {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return numFailedTests + broken.length;
}

const runs = await Promise.all(FILES.map(readResults));
const sum = (count: (results: Results) => number): number =>
  runs.reduce((total, results) => total + count(results), 0);
const failed = sum(countFailed);
// On Windows, every scenario that is not meant for it is skipped.
const { numPendingTests = 0, numTodoTests = 0 } = runs[0] ?? {};
const skipped = numPendingTests + numTodoTests;
const counts = [`${sum(({ numPassedTests }) => numPassedTests)} passed`, `${failed} failed`];
console.log([...counts, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(', '));
const isGood = runs.every(({ success, numPassedTests }) => success && numPassedTests > 0);
process.exitCode = isGood && failed === 0 ? 0 : 1;
