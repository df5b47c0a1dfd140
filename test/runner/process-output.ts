import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLines } from './line-reader.ts';

/** ProcessInvoker.cs: how long output that a descendant holds open is waited for. */
export const DRAIN_MS = 5000;

/** What a process has printed so far; it grows while the process runs. */
export interface ProcessOutput {
  stdout: string;
  stderr: string;
}

/** Collects both streams whole, and tells of each line as it comes. */
export function collectOutput(child: ChildProcess, onLine: (line: string) => void): ProcessOutput {
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    const stream = child[name];
    if (stream !== null) {
      const decoder = new TextDecoder();
      stream.on('data', (chunk: Buffer) => {
        output[name] += decoder.decode(chunk, { stream: true });
      });
      readLines(stream, onLine);
    }
  }
  return output;
}

/** Reads what is left. A child of the process may hold its output open: after a while it is cut off. */
export async function drainOutput(
  child: ChildProcess,
  closed: Promise<unknown>,
  drainMs: number,
): Promise<void> {
  const abort = new AbortController();
  const patience = sleep(drainMs, undefined, { signal: abort.signal }).catch(() => undefined);
  await Promise.race([closed, patience]);
  abort.abort();
  child.stdout?.destroy();
  child.stderr?.destroy();
}
