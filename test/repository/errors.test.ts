import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';
import { ERROR_CODES } from '../../src/errors/codes.ts';

/** The tests that run the built action. */
const PLAYS = globSync(['test/scenarios/*.ts', 'test/fault-matrix/*.ts'], { cwd: ROOT })
  .map((path) => readFileSync(join(ROOT, path), 'utf8'))
  .join('\n');

test.each(ERROR_CODES)('a scenario covers the error %s', (code) => {
  // Either as returned by `readError`, or as in the log.
  expect(PLAYS).toMatch(new RegExp(`'${code}'|icr-login: ${code}\\)`));
});
