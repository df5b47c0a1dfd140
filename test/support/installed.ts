import { join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { findProgram } from '../ibm-cloud/programs.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** Where the scripts of `.ci` put what they install. */
export const CACHE = join(ROOT, '.cache');

/** How a program gets here. */
export interface Installation {
  readonly folder: string;
  readonly script: string;
  /** What the script needs. */
  readonly tool: string;
}

/**
 * Says that a test has to do without a program. It is a failure in CI, where there is the tool to install it
 * with; elsewhere it is a test that is skipped, with a line that says so.
 */
export function missInstalled(name: string, { folder, script, tool }: Installation): void {
  if ((process.env['CI'] ?? '') !== '' && findProgram(tool) !== undefined) {
    it(name, () => expect.fail(`${join(folder, name)} is missing: ${script} installs it`));
    return;
  }
  process.stderr.write(
    `Skipped: what needs ${name}, which is not in ${relative(ROOT, folder)}. ${script} installs it, with ${tool}.\n`,
  );
  it.skip(`${name} (needs ${name}, which ${script} installs)`);
}
