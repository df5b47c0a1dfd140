import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { ROOT } from '../../scripts/lib/root.ts';
import { findProgram } from '../ibm-cloud/programs.ts';
import { NODE, PROGRAMS } from './wine/folders.ts';

const SCENARIOS = 'test/scenarios';
/** The scenarios that run only on Windows, and those that run on every system, which declare it themselves. */
const FILES = [
  'test/windows/**/*.test.ts',
  ...readdirSync(join(ROOT, SCENARIOS))
    .map((name) => `${SCENARIOS}/${name}`)
    .filter((path) => readFileSync(join(ROOT, path), 'utf8').includes('EVERYWHERE')),
];

const isCi = (process.env['CI'] ?? '') !== '';
/** By default, Wine simulates Windows on Linux. Other systems run the scenarios themselves. */
const usesWine = process.platform === 'linux' && process.env['SCENARIO_SYSTEM'] !== 'native';
const isReady = !usesWine || hasWine();
if (isReady && (usesWine || process.platform === 'win32') && !existsSync(PROGRAMS)) {
  const needed = 'what .ci/install-windows builds, with Go';
  skip('some scenarios of Windows', needed, isCi && findProgram('go') !== undefined);
}

export default defineConfig({
  test: {
    root: ROOT,
    include: isReady ? FILES : [],
    passWithNoTests: !isReady,
    env: { SCENARIO_SYSTEM: usesWine ? 'wine' : 'native' },
    globalSetup: usesWine && isReady ? ['test/windows/wine/prepare.ts'] : [],
    maxWorkers: 3,
    maxConcurrency: 4,
    isolate: false,
    expect: { poll: { timeout: 20_000 } },
    reporters: [
      'default',
      ['json', { outputFile: join(ROOT, '.cache', 'windows-test-results.json') }],
    ],
  },
});

function hasWine(): boolean {
  if (findProgram('wine') === undefined) {
    skip('the scenarios of Windows', 'wine and wine64', isCi);
    return false;
  }
  if (!existsSync(NODE)) {
    skip('the scenarios of Windows', 'the Node.js that .ci/install-windows installs', isCi);
    return false;
  }
  return true;
}

/** Reports that something is skipped. If it is required, this is an error. */
function skip(what: string, needed: string, isRequired: boolean): void {
  const message = `${what} need ${needed}.`;
  if (isRequired) {
    throw new Error(`In CI no test may be skipped: ${message}`);
  }
  process.stderr.write(`Skipped: ${message}\n`);
}
