import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether this system lists its processes in /proc. Otherwise nothing can be measured or found. */
export const hasProcessTable: boolean = existsSync('/proc/self/stat');

const GRACE_MS = 1000;
const POLL_MS = 25;

/** Positions of fields after the command name in parentheses (proc_pid_stat(5)). */
const STAT = { state: 0, session: 3, startTime: 19 } as const;

/**
 * How to recognize the processes of a step: by the session of its node process, or by an ID in the
 * environment.
 */
export interface ProcessMark {
  readonly session: number;
  readonly id: string;
  /** When the node process started, in kernel ticks. Older processes cannot belong to the step. */
  readonly startedAt: number;
}

/** When a process started, in ticks since the system booted, or 0 if this is unknown. */
export function readStartTime(pid: number): number {
  return Number(readStat(pid)[STAT.startTime] ?? 0);
}

/** The highest resident set size so far (VmHWM), or `undefined` if the process has ended. */
export function readPeakMemoryKiB(pid: number): number | undefined {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(readProcFile(`${pid}/status`));
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/**
 * Finds the processes with this mark that are still running after a grace period of one second: a killed
 * child does not disappear instantly.
 */
export async function findLeftover(mark: ProcessMark): Promise<readonly number[]> {
  const deadline = Date.now() + GRACE_MS;
  let found = findProcesses(mark);
  while (found.length > 0 && Date.now() < deadline) {
    await sleep(POLL_MS);
    found = findProcesses(mark);
  }
  return found;
}

/** Finds the running processes with this mark, including the step's node process. */
export function findProcesses(mark: ProcessMark): readonly number[] {
  if (!hasProcessTable) {
    return [];
  }
  const first = mark.session <= readLastPid() ? mark.session : 0;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => pid >= first && isMarked(pid, mark));
}

/**
 * The process ID that was assigned last. Linux assigns IDs in ascending order and wraps around at the
 * maximum. As long as this ID is higher than that of a process, every younger process has a higher ID too.
 */
function readLastPid(): number {
  return Number(readProcFile('loadavg').split(' ').at(-1));
}

/** Kills processes. Those that have already ended are ignored. */
export function killProcesses(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // The process has already ended.
    }
  }
}

function isMarked(pid: number, mark: ProcessMark): boolean {
  if (pid === process.pid) {
    return false;
  }
  const fields = readStat(pid);
  const state = fields[STAT.state];
  const isOver = state === 'Z' || state === 'X' || state === '';
  if (isOver || Number(fields[STAT.startTime]) < mark.startedAt) {
    return false;
  }
  return (
    Number(fields[STAT.session]) === mark.session ||
    readProcFile(`${pid}/environ`).includes(mark.id)
  );
}

function readStat(pid: number): readonly string[] {
  return readProcFile(`${pid}/stat`)
    .replace(/^.*\) /s, '')
    .split(' ');
}

function readProcFile(name: string): string {
  try {
    return readFileSync(`/proc/${name}`, 'latin1');
  } catch {
    // The process is gone, or belongs to another user.
    return '';
  }
}
