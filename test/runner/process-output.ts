import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { readLines } from './line-reader.ts';

/** How long the runner waits for output that a descendant keeps open (ProcessInvoker.cs). */
export const DRAIN_MS = 5000;

/** The output of a process so far. It grows while the process runs. */
export interface ProcessOutput {
  stdout: string;
  stderr: string;
}

/** Collects both streams, and calls back for each line as it arrives. */
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

/**
 * Reads the remaining output. A child of the process may keep the output open, so reading stops after a
 * while.
 */
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
