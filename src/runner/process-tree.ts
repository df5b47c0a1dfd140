import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import treeKill from 'tree-kill';

/**
 * Ends a process at once, with everything that it has started.
 *
 * `tree-kill` asks `taskkill` on Windows and `pgrep` on macOS. On Linux it would need `ps`, which slim
 * containers do not have; there the kernel tells.
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

/** The process first: one that still runs could start others. */
function killLinuxTree(pid: number): void {
  for (const one of listTree(pid)) {
    try {
      process.kill(one, 'SIGKILL');
    } catch {
      // It has ended since.
    }
  }
}

function listTree(pid: number): readonly number[] {
  return [pid, ...listChildren(pid).flatMap(listTree)];
}

/** Each thread of a process has children of its own. */
function listChildren(pid: number): readonly number[] {
  const threads = orNothing(() => readdirSync(`/proc/${pid}/task`));
  return threads.flatMap((id) =>
    orNothing(() => readFileSync(`/proc/${pid}/task/${id}/children`, 'utf8').split(' '))
      .filter((text) => text !== '')
      .map(Number),
  );
}

/** A process or a thread may have ended since; and not every kernel tells. */
function orNothing(list: () => readonly string[]): readonly string[] {
  try {
    return list();
  } catch {
    return [];
  }
}
