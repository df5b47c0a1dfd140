import { join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { findProgram } from '../ibm-cloud/programs.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');

/** The folder where the scripts in `.ci` install programs. */
export const CACHE = join(ROOT, '.cache');

/** How a program is installed. */
export interface Installation {
  readonly folder: string;
  readonly script: string;
  /** The program that the script needs. */
  readonly tool: string;
}

/**
 * Reports that a program is missing. In CI, this is a failure if the tool to install it is there.
 * Otherwise, it is a skipped test and a line on standard error.
 */
export function reportMissingProgram(
  name: string,
  { folder, script, tool }: Installation,
  title = name,
): void {
  if ((process.env['CI'] ?? '') !== '' && findProgram(tool) !== undefined) {
    it(title, () => expect.fail(`${join(folder, name)} is missing: ${script} installs it`));
    return;
  }
  process.stderr.write(
    `Skipped: what needs ${name}, which is not in ${relative(ROOT, folder)}. ${script} installs it, with ${tool}.\n`,
  );
  it.skip(`${title} (needs ${name}, which ${script} installs)`);
}
