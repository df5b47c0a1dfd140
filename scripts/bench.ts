/**
 * `npm run bench [-- --rounds N] [--dry-run]`: measures the budgets of the action, most of them as ratios, in
 * one run, prints what it found and writes docs/performance.md. Nothing here is a test: machines are noisy.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { weighDist } from './bench/code-size.ts';
import { countCosts } from './bench/costs.ts';
import { readFacts } from './bench/facts.ts';
import { writePage } from './bench/page.ts';
import type { Results } from './bench/results.ts';
import { playRound, ROUND_TRIP_MS, type Sites, weigh } from './bench/rounds.ts';
import { closeSite, openSite } from './bench/site.ts';
import { ROOT } from './lib/root.ts';

const WEIGHINGS = 3;

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    'dry-run': { type: 'boolean', default: false },
  },
});

const near = await openSite(0);
const far = await openSite(ROUND_TRIP_MS);
try {
  const page = writePage(await measure({ near, far }, Number(values.rounds)));
  console.log(page);
  if (!values['dry-run']) {
    await writeFile(join(ROOT, 'docs', 'performance.md'), page);
  }
} finally {
  await Promise.all([near, far].map(closeSite));
}

async function measure(sites: Sites, rounds: number): Promise<Results> {
  const facts = await readFacts(sites.near, rounds);
  const costs = await countCosts(sites.near);
  for (let weighing = 0; weighing < WEIGHINGS; weighing += 1) {
    await weigh(sites);
  }
  for (let round = 0; round < rounds; round += 1) {
    await playRound(sites);
  }
  const series = { near: sites.near.series, far: sites.far.series };
  return { facts, ...series, costs, distBytes: weighDist() };
}
