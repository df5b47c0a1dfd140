import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Whether this system shows its processes under /proc; elsewhere nothing is measured or found. */
export const hasProcessTable: boolean = existsSync('/proc/self/stat');

const GRACE_MS = 1000;
const POLL_MS = 25;

/** What makes a process part of a step: the session of its node process, or an ID in its environment. */
export interface ProcessMark {
  readonly session: number;
  readonly id: string;
}

/** Highest resident set so far (VmHWM), unless the process is over. */
export function readPeakMemoryKiB(pid: number): number | undefined {
  const match = /^VmHWM:\s+(\d+) kB$/m.exec(readProcFile(pid, 'status'));
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
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => isMarked(pid, mark));
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
  // After the command name in parentheses: state, parent, process group, session.
  const fields = readProcFile(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  const isOver = fields[0] === 'Z' || fields[0] === 'X' || fields[0] === '';
  if (isOver || pid === process.pid) {
    return false;
  }
  return Number(fields[3]) === mark.session || readProcFile(pid, 'environ').includes(mark.id);
}

function readProcFile(pid: number, name: string): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    // Because the process is gone, or belongs to somebody else.
    return '';
  }
}
