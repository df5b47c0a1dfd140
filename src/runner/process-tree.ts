import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import treeKill from 'tree-kill';

/**
 * Kills a process immediately, with everything that it has started.
 *
 * `tree-kill` runs `taskkill` on Windows and `pgrep` on macOS. On Linux it would need `ps`, which slim containers do
 * not have, so there the processes are read from `/proc`.
 */
export async function killTree(pid: number | undefined): Promise<void> {
  if (pid === undefined) {
    return;
  }
  /* v8 ignore start -- Coverage is measured on Linux. */
  if (platform() !== 'linux') {
    // A failure means that the process has already ended.
    await new Promise<void>((resolve) => treeKill(pid, 'SIGKILL', () => resolve()));
    return;
  }
  /* v8 ignore stop */
  killLinuxTree(pid);
}

/** Kills the process before its children, because it could start more of them. */
function killLinuxTree(pid: number): void {
  for (const one of listTree(pid)) {
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // It has already ended.
    }
  }
}

function listTree(pid: number): readonly number[] {
  return [pid, ...listChildren(pid).flatMap(listTree)];
}

/** Lists the children of all threads, because the kernel lists them by thread. */
function listChildren(pid: number): readonly number[] {
  const threads = orNothing(() => readdirSync(`/proc/${pid}/task`));
  return threads.flatMap((id) =>
    orNothing(() => readFileSync(`/proc/${pid}/task/${id}/children`, 'utf8').split(' '))
      .filter((text) => text !== '')
      .map(Number),
  );
}

/** A process or a thread may already have ended, and not every kernel has the file `children`. */
function orNothing(list: () => readonly string[]): readonly string[] {
  try {
    return list();
  } catch {
    return [];
  }
}
