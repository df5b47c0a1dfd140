import { join } from 'node:path';
import { findProgram } from '../ibm-cloud/programs.ts';
import { CACHE, missInstalled } from './installed.ts';

/** Where `.ci/install-clients` puts what it builds. */
const FOLDER = join(CACHE, 'bin');

/** The path of a container client that Debian does not package: the one built here, else the one on the PATH. */
export function findBuiltClient(name: string): string | undefined {
  return findProgram(name, FOLDER) ?? findProgram(name);
}

/** Says that a test has to do without such a client. */
export function missClient(name: string): void {
  missInstalled(name, { folder: FOLDER, script: '.ci/install-clients', tool: 'go' });
}
