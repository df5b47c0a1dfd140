import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { CancelTimes } from './cancellation.ts';
import { cancelProcess } from './cancellation.ts';
import { collectOutput, drainOutput } from './process-output.ts';
import { readPeakMemoryKiB } from './process-table.ts';

const SAMPLE_MS = 10;

/** What to start, and the callbacks while it runs. */
export interface ProcessOptions {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly drainMs: number;
  readonly measuresMemory?: boolean;
  /** Text for standard input, which is then closed. Without text, it is closed immediately. */
  readonly input?: string;
  readonly onLine: (line: string) => void;
}

/** How a process ended. All of its output has been read. */
export interface ProcessExit {
  readonly exitCode: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
  readonly peakMemoryKiB: number | undefined;
  readonly hasTimedOut: boolean;
}

/** A running process. Signals go only to this process, not to its children. */
export interface RunningProcess {
  readonly pid: number;
  readonly exit: Promise<ProcessExit>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly cancel: (times?: CancelTimes) => Promise<void>;
}

/** Child processes to kill if the harness ends first. */
const children = new Set<ChildProcess>();

/** Starts a process as ProcessInvoker.cs does: with standard input closed, and output read line by line. */
export function startProcess(options: ProcessOptions): RunningProcess {
  const startedMs = performance.now();
  const child = spawn(options.file, [...options.args], {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A separate session makes it possible to find the processes that it leaves running.
    detached: process.platform !== 'win32',
  });
  guardChild(child);
  // A process may exit before it has read all of its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const exit = watchProcess(child, options, startedMs);
  // A rejection must not end the harness, even if no one awaits the process.
  exit.catch(() => undefined);
  return {
    pid: child.pid ?? -1,
    exit,
    kill: (signal) => void child.kill(signal),
    cancel: (times = {}) => cancelProcess(child, exit, times),
  };
}

async function watchProcess(
  child: ChildProcess,
  options: ProcessOptions,
  startedMs: number,
): Promise<ProcessExit> {
  let hasTimedOut = false;
  const timer = setTimeout(() => {
    hasTimedOut = true;
    child.kill('SIGKILL');
  }, options.timeoutMs);
  const memory = sampleMemory(options.measuresMemory === true ? child.pid : undefined);
  const output = collectOutput(child, options.onLine);
  try {
    const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
    const { code, signal } = await waitForExit(child);
    const durationMs = performance.now() - startedMs;
    const peakMemoryKiB = memory.stop();
    await drainOutput(child, closed, options.drainMs);
    const exitCode = code ?? 128 + (signal === null ? 0 : constants.signals[signal]);
    return { exitCode, signal, ...output, durationMs, peakMemoryKiB, hasTimedOut };
  } finally {
    memory.stop();
    clearTimeout(timer);
    children.delete(child);
  }
}

async function waitForExit(
  child: ChildProcess,
): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code, signal) => resolve({ code, signal }));
    child.once('error', reject);
  });
}

function guardChild(child: ChildProcess): void {
  if (children.size === 0) {
    process.off('exit', killChildren);
    process.on('exit', killChildren);
  }
  children.add(child);
}

function killChildren(): void {
  for (const child of children) {
    child.kill('SIGKILL');
  }
}

function sampleMemory(pid: number | undefined): { readonly stop: () => number | undefined } {
  if (pid === undefined) {
    return { stop: () => undefined };
  }
  let peak: number | undefined;
  const timer = setInterval(() => {
    peak = readPeakMemoryKiB(pid) ?? peak;
  }, SAMPLE_MS);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return peak;
    },
  };
}
