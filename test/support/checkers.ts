import { join } from 'node:path';
import { findProgram } from '../ibm-cloud/programs.ts';
import { CACHE, type Installation, missInstalled } from './installed.ts';

const script = '.ci/install-checkers';
const built = { folder: join(CACHE, 'bin'), script, tool: 'go' };

/** What `.ci/install-checkers` installs. */
const CHECKERS = {
  act: built,
  actionlint: built,
  zizmor: { folder: join(CACHE, 'zizmor', 'bin'), script, tool: 'pip3' },
} as const satisfies Readonly<Record<string, Installation>>;

/** A tool that checks or plays workflows. */
export type Checker = keyof typeof CHECKERS;

/** The path of such a tool. One that happens to be on the PATH is of another version, and finds other things. */
export function findChecker(name: Checker): string | undefined {
  return findProgram(name, CHECKERS[name].folder);
}

/** Says that a test has to do without such a tool. */
export function missChecker(name: Checker): void {
  missInstalled(name, CHECKERS[name]);
}
