import { join } from 'node:path';
import { findProgram } from '../ibm-cloud/programs.ts';
import { CACHE, type Installation, reportMissingProgram } from './installed.ts';

const script = '.ci/install-checkers';
const built = { folder: join(CACHE, 'bin'), script, tool: 'go' };

/** The tools that `.ci/install-checkers` installs. */
const CHECKERS = {
  act: built,
  actionlint: built,
  zizmor: { folder: join(CACHE, 'zizmor', 'bin'), script, tool: 'pip3' },
} as const satisfies Readonly<Record<string, Installation>>;

/** A tool that checks or runs workflows. */
export type Checker = keyof typeof CHECKERS;

/** The path of a checker. A copy on the PATH does not count: another version reports different problems. */
export function findChecker(name: Checker): string | undefined {
  return findProgram(name, CHECKERS[name].folder);
}

/** Reports that tests are skipped because a checker is missing. */
export function reportMissingChecker(name: Checker): void {
  reportMissingProgram(name, CHECKERS[name]);
}
