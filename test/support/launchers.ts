import { execFileSync } from 'node:child_process';
import { findProgram } from '../ibm-cloud/programs.ts';

/**
 * A command that a node process is started through so that it has to mind the permission bits of files,
 * also as root; see the option `launcher` of a job.
 */
export function mindModes(): readonly string[] {
  if (process.getuid?.() !== 0) {
    return [];
  }
  return [find('setpriv'), '--bounding-set=-dac_override,-dac_read_search', '--'];
}

/**
 * A command that a node process is started through so that it cannot give a file to another user, also as root;
 * to a group it can where it is in that one.
 */
export function mindOwners(groups: readonly number[] = []): readonly string[] {
  if (process.getuid?.() !== 0) {
    return [];
  }
  const others = groups.length === 0 ? '--clear-groups' : `--groups=${groups.join(',')}`;
  return [find('setpriv'), '--bounding-set=-chown', others, '--'];
}

/**
 * A command that a node process is started through so that no file it writes can get longer than this,
 * as where a quota is used up. It reports no coverage and keeps no compiled code: files that are too long as well.
 */
export function limitFileSize(bytes: number | 'unlimited'): readonly string[] {
  const writing = ['NODE_V8_COVERAGE', 'NODE_COMPILE_CACHE'].flatMap((name) => ['-u', name]);
  return [find('env'), ...writing, find('prlimit'), `--fsize=${bytes}`, '--'];
}

/** The same for a process that runs. */
export function limitProcess(pid: number, bytes: number): void {
  execFileSync(find('prlimit'), [`--pid=${pid}`, `--fsize=${bytes}`]);
}

function find(name: string): string {
  const path = findProgram(name);
  if (path === undefined) {
    throw new Error(`This test needs ${name} (of util-linux or coreutils).`);
  }
  return path;
}
