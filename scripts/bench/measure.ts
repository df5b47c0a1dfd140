import { type ProcessExit, startProcess } from '../../test/runner/node-process.ts';
import { DRAIN_MS } from '../../test/runner/process-output.ts';

const TIMEOUT_MS = 60_000;

/** A process that is measured beside the steps of the action. */
export interface MeasuredProcess {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly input?: string;
}

/** Runs a process to its end through the door that the steps of an action go through, so that times compare. */
export async function runProcess(options: MeasuredProcess): Promise<ProcessExit> {
  const { exit } = startProcess({
    ...options,
    timeoutMs: TIMEOUT_MS,
    drainMs: DRAIN_MS,
    onLine: () => undefined,
  });
  const ended = await exit;
  if (ended.exitCode !== 0) {
    throw new Error(`${options.file} ended with exit code ${ended.exitCode}:\n${ended.stderr}`);
  }
  return ended;
}

/** The middle of several measurements, and the bounds of their middle half. */
export interface Summary {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Sums up measurements in any order.
 *
 * @throws where there are none.
 */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const value = sorted[Math.round((sorted.length - 1) * share)];
    if (value === undefined) {
      throw new Error('Nothing was measured.');
    }
    return value;
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** Measurements by their name; each round takes every one once, so that noise meets all alike. */
export class Series {
  readonly #values = new Map<string, number[]>();

  add(name: string, value: number): void {
    this.#values.set(name, [...(this.#values.get(name) ?? []), value]);
  }

  /** @throws for a name under which nothing was measured. */
  summarize(name: string): Summary {
    return summarize(this.#values.get(name) ?? []);
  }

  median(name: string): number {
    return this.summarize(name).median;
  }
}
