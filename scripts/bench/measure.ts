import { spawn } from 'node:child_process';

/** Runs a process to its end and says how long that took, in milliseconds. */
export async function timeProcess(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input = '',
): Promise<number> {
  const start = performance.now();
  const child = spawn(program, args, { env, stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
  if (code !== 0) {
    throw new Error(`${program} ${args[0] ?? ''} ended with exit code ${code}`);
  }
  return performance.now() - start;
}

/** The middle of several measurements. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) {
    throw new Error('Nothing was measured.');
  }
  return middle;
}

/** Measurements by their name; each round takes every one once, so that noise meets all alike. */
export class Series {
  readonly #values = new Map<string, number[]>();

  add(name: string, value: number): void {
    this.#values.set(name, [...(this.#values.get(name) ?? []), value]);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  median(name: string): number {
    return median(this.#values.get(name) ?? []);
  }
}
