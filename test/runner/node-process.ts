import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { CancelTimes } from './cancellation.ts';
import { cancelProcess } from './cancellation.ts';
import { collectOutput, drainOutput } from './process-output.ts';
import { readPeakMemoryKiB } from './process-table.ts';

const SAMPLE_MS = 10;

/** What to start, and whom to tell while it runs. */
export interface ProcessOptions {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly drainMs: number;
  readonly measuresMemory?: boolean;
  /** Text for standard input, which is closed after it, or at once without it. */
  readonly input?: string;
  readonly onLine: (line: string) => void;
}

/** How a process ended, its output read to the end. */
export interface ProcessExit {
  readonly exitCode: number;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly durationMs: number;
  readonly peakMemoryKiB: number | undefined;
  readonly hasTimedOut: boolean;
}

/** A process that runs. Signals go to it alone, never to its children. */
export interface RunningProcess {
  readonly pid: number;
  readonly exit: Promise<ProcessExit>;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly cancel: (times?: CancelTimes) => Promise<void>;
}

/** Children that end with the harness, should it end before them. */
const children = new Set<ChildProcess>();

/** Starts a process as ProcessInvoker.cs does: standard input closed, output read line by line. */
export function startProcess(options: ProcessOptions): RunningProcess {
  const startedMs = performance.now();
  const child = spawn(options.file, [...options.args], {
    cwd: options.cwd,
    env: { ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A session of its own, by which the processes it leaves behind are found.
    detached: process.platform !== 'win32',
  });
  guardChild(child);
  // A process that ends before it has read everything is no error.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const exit = watchProcess(child, options, startedMs);
  // A process that is started, and awaited later or never, must not end the harness.
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
