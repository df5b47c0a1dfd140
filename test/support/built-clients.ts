import { join } from 'node:path';
import { findProgram } from '../ibm-cloud/programs.ts';
import { CACHE, reportMissingProgram } from './installed.ts';

/** The folder where `.ci/install-clients` puts the programs that it builds. */
const FOLDER = join(CACHE, 'bin');

/**
 * The path of a container client that Debian does not package. A client built here takes precedence over
 * one on the PATH.
 */
export function findBuiltClient(name: string): string | undefined {
  return findProgram(name, FOLDER) ?? findProgram(name);
}

/** Reports that tests are skipped because such a client is missing. */
export function reportMissingClient(name: string): void {
  reportMissingProgram(name, { folder: FOLDER, script: '.ci/install-clients', tool: 'go' });
}
