import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { findProgram } from '../ibm-cloud/programs.ts';

/** Where `.ci/install-clients` puts what it builds. */
const FOLDER = resolve(import.meta.dirname, '..', '..', '.cache', 'bin');

/** The path of a container client that Debian does not package: the one built here, else the one on the PATH. */
export function findBuiltClient(name: string): string | undefined {
  return findProgram(name, FOLDER) ?? findProgram(name);
}

/**
 * Says that a test has to do without such a client. It is a failure in CI, where there is Go to build it
 * with; elsewhere it is a test that is skipped, with a line that says so.
 */
export function missClient(name: string): void {
  if ((process.env['CI'] ?? '') !== '' && findProgram('go') !== undefined) {
    it(name, () => expect.fail(`${join(FOLDER, name)} is missing: .ci/install-clients builds it`));
    return;
  }
  process.stderr.write(
    `Skipped: ${name}, which is neither in .cache/bin nor on the PATH. .ci/install-clients builds it, with Go.\n`,
  );
  it.skip(`${name} (needs ${name}, which .ci/install-clients builds)`);
}
