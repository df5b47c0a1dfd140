import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SecretScan } from '../runner/index.ts';

type Searched = SecretScan['searched'];

/** One line for each scenario that was searched for secrets, from all workers of a run. */
const FILE = join(import.meta.dirname, '..', '..', '.cache', 'secret-scans.jsonl');

/** Records how much a search after a scenario covered. */
export function noteScan({ searched }: SecretScan, ms: number): void {
  mkdirSync(dirname(FILE), { recursive: true });
  appendFileSync(FILE, `${JSON.stringify({ ...searched, ms })}\n`);
}

/** Before a run: deletes the results of the previous run. */
export function setup(): void {
  rmSync(FILE, { force: true });
}

/** After a run: prints how much was searched, if anything was. */
export function teardown(): void {
  const lines = existsSync(FILE) ? readFileSync(FILE, 'utf8').trimEnd().split('\n') : [];
  const scans = lines.map((line): Searched & { readonly ms: number } => JSON.parse(line));
  const sum = (name: keyof (typeof scans)[number]): number =>
    scans.reduce((total, scan) => total + scan[name], 0);
  if (scans.length > 0) {
    const sought = `${sum('secrets')} secrets in ${sum('forms')} forms`;
    const searched = `${sum('places')} places with ${sum('bytes')} bytes`;
    console.log(
      `Secrets: after each of ${scans.length} scenarios, ${sought} were looked for in ${searched} (${Math.round(sum('ms'))} ms)`,
    );
  }
}
