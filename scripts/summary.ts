/** Prints how many tests there were in the last run, and fails unless there were some and all passed. */
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

const text = await readFile(join(ROOT, '.cache', 'test-results.json'), 'utf8');
const results = JSON.parse(text) as Results;
// A file that could not be loaded has no tests: it counts as one that failed.
const broken = results.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
);
const failed = results.numFailedTests + broken.length;
const skipped = results.numPendingTests + results.numTodoTests;
const counts = [`${results.numPassedTests} passed`, `${failed} failed`];
console.log([...counts, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(', '));
process.exitCode = results.success && failed === 0 && results.numPassedTests > 0 ? 0 : 1;
