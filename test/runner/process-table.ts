import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether this system shows its processes under /proc; elsewhere nothing is measured or found. */
export const hasProcessTable: boolean = existsSync('/proc/self/stat');

const GRACE_MS = 1000;
const POLL_MS = 25;

/** Positions of fields after the command name in parentheses (proc_pid_stat(5)). */
const STAT = { state: 0, session: 3, startTime: 19 } as const;

/** What makes a process part of a step: the session of its node process, or an ID in its environment. */
export interface ProcessMark {
  readonly session: number;
  readonly id: string;
  /** When its node process was started, in the kernel's ticks: nothing older can be part of it. */
  readonly startedAt: number;
}

/** When a process was started, in ticks since the machine was; 0 where that is not known. */
export function readStartTime(pid: number): number {
  return Number(readStat(pid)[STAT.startTime] ?? 0);
}

/** Highest resident set so far (VmHWM), unless the process is over. */
export function readPeakMemoryKiB(pid: number): number | undefined {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(readProcFile(`${pid}/status`));
  return match?.[1] === undefined ? undefined : Number(match[1]);
}

/** Processes that still run with this mark after a second's grace: a killed child takes a moment to go. */
export async function findLeftover(mark: ProcessMark): Promise<readonly number[]> {
  const deadline = Date.now() + GRACE_MS;
  let found = findProcesses(mark);
  while (found.length > 0 && Date.now() < deadline) {
    await sleep(POLL_MS);
    found = findProcesses(mark);
  }
  return found;
}

/** Living processes with this mark, the step's own node process included. */
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
 * The last process ID that was given. Linux counts up, and only after the highest begins anew: what is
 * younger than a process has a higher ID, as long as this one is higher as well.
 */
function readLastPid(): number {
  return Number(readProcFile('loadavg').split(' ').at(-1));
}

/** Kills processes; one that has ended meanwhile is no error. */
export function killProcesses(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Because it ended by itself.
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
    // Because the process is gone, or belongs to somebody else.
    return '';
  }
}
