import { findProgram } from '../ibm-cloud/programs.ts';

/**
 * A command that a node process is started through so that it has to mind the permission bits of files,
 * also as root; see the option `launcher` of a job.
 */
export function mindModes(): readonly string[] {
  if (process.getuid?.() !== 0) {
    return [];
  }
  const setpriv = findProgram('setpriv');
  if (setpriv === undefined) {
    throw new Error('As root, this test needs setpriv (of util-linux).');
  }
  return [setpriv, '--bounding-set=-dac_override,-dac_read_search', '--'];
}
