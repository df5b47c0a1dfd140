import { findProgram } from '../ibm-cloud/programs.ts';

/*
 * Commands that a node process is started through so that it meets what root, or a large disk, never
 * meets; see the option `launcher` of a job.
 */

/** Starts a process that has to mind the permission bits of files, also as root. */
export function mindModes(): readonly string[] {
  return process.getuid?.() === 0
    ? [requireProgram('setpriv'), '--bounding-set=-dac_override,-dac_read_search', '--']
    : [];
}

/** Starts a process that cannot write a file of more than 4 MB, as on a disk that is full. */
export function limitFiles(): readonly string[] {
  // A plain sh loses variables whose names have dashes, such as INPUT_API-KEY.
  return [requireProgram('bash'), '-c', 'trap "" XFSZ && ulimit -f 4096 && exec "$@"', 'bash'];
}

function requireProgram(name: string): string {
  const path = findProgram(name);
  if (path === undefined) {
    throw new Error(`${name} is not on the PATH of this computer`);
  }
  return path;
}
