import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { ROOT } from '../../scripts/lib/root.ts';
import { findProgram } from '../ibm-cloud/programs.ts';
import { NODE } from './wine/folders.ts';

/** Scenarios of Linux that are played on other systems too, where they say so; and those of Windows alone. */
const SCENARIOS = [
  'config-place',
  'config-shapes',
  'credential-store',
  'first-login',
  'isolated-config',
  'killed',
  'logout',
  'mint',
  'mint-api-key',
  'names',
  'regions',
  'shared-home',
  'sweep',
];
const FILES = [
  'test/windows/**/*.test.ts',
  ...SCENARIOS.map((name) => `test/scenarios/${name}.test.ts`),
];

/** Linux plays Windows with Wine, unless told otherwise; other systems are what they are. */
const usesWine = process.platform === 'linux' && process.env['SCENARIO_SYSTEM'] !== 'native';
const missing = usesWine ? findMissing() : undefined;
if (missing !== undefined) {
  const message = `the scenarios of Windows need ${missing}`;
  if ((process.env['CI'] ?? '') !== '') {
    throw new Error(`In CI no test may be skipped: ${message}.`);
  }
  process.stderr.write(`Skipped: ${message}.\n`);
}

export default defineConfig({
  test: {
    root: ROOT,
    include: missing === undefined ? FILES : [],
    passWithNoTests: missing !== undefined,
    env: { SCENARIO_SYSTEM: usesWine ? 'wine' : 'native' },
    globalSetup: usesWine && missing === undefined ? ['test/windows/wine/prepare.ts'] : [],
    maxWorkers: 3,
    maxConcurrency: 4,
    isolate: false,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', ['json', { outputFile: '.cache/windows-test-results.json' }]],
  },
});

function findMissing(): string | undefined {
  if (findProgram('wine') === undefined) {
    return 'wine, with wine64';
  }
  return existsSync(NODE) ? undefined : 'node.exe, which .ci/install-windows installs';
}
