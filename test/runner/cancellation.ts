import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long the runner waits during a cancellation. Tests can shorten these times. */
export interface CancelTimes {
  /** Time between SIGINT and SIGTERM; 7500 in ProcessInvoker.cs. */
  readonly sigintMs?: number;
  /** Time between SIGTERM and SIGKILL; 2500 in ProcessInvoker.cs. */
  readonly sigtermMs?: number;
}

/** Ends a process as the runner does after a cancellation. Its children get no signal (NixKillProcessTree). */
export async function cancelProcess(
  child: ChildProcess,
  exit: Promise<unknown>,
  { sigintMs = 7500, sigtermMs = 2500 }: CancelTimes,
): Promise<void> {
  const isOver = exit.then(
    () => true,
    () => true,
  );
  for (const [signal, patienceMs] of [
    ['SIGINT', sigintMs],
    ['SIGTERM', sigtermMs],
  ] as const) {
    if (child.kill(signal) && (await isOverWithin(isOver, patienceMs))) {
      return;
    }
  }
  child.kill('SIGKILL');
  await isOver;
}

async function isOverWithin(isOver: Promise<boolean>, patienceMs: number): Promise<boolean> {
  const abort = new AbortController();
  const patience = sleep(patienceMs, false, { signal: abort.signal }).catch(() => false);
  const result = await Promise.race([isOver, patience]);
  abort.abort();
  return result;
}
