import { execFileSync } from 'node:child_process';
import { findProgram } from '../ibm-cloud/programs.ts';

/**
 * A command prefix that makes a node process respect the permission bits of files, even if it runs as root.
 * For the option `launcher` of a job.
 */
export function enforceModes(): readonly string[] {
  if (process.getuid?.() !== 0) {
    return [];
  }
  return [find('setpriv'), '--bounding-set=-dac_override,-dac_read_search', '--'];
}

/**
 * A command prefix that prevents a node process from giving a file to another user, even if it runs as
 * root. It can give a file only to the groups that it is in.
 */
export function enforceOwners(groups: readonly number[] = []): readonly string[] {
  if (process.getuid?.() !== 0) {
    return [];
  }
  const others = groups.length === 0 ? '--clear-groups' : `--groups=${groups.join(',')}`;
  return [find('setpriv'), '--bounding-set=-chown', others, '--'];
}

/**
 * A command prefix that limits the size of every file that a node process writes, as an exhausted quota
 * does. It turns off coverage and the compile cache, because their files exceed the limit as well.
 */
export function limitFileSize(bytes: number | 'unlimited'): readonly string[] {
  const writing = ['NODE_V8_COVERAGE', 'NODE_COMPILE_CACHE'].flatMap((name) => ['-u', name]);
  return [find('env'), ...writing, find('prlimit'), `--fsize=${bytes}`, '--'];
}

/** Sets the same limit for a running process. */
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
