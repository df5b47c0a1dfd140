/**
 * `npm run test:load [-- --only many-mints|one-home] [--jobs N] [--seed N]`: what holds when many jobs do the
 * same thing at the same time. The stories run one after the other.
 *
 * All of it is on loopback only, starts a bounded number of processes, and ends by itself.
 */
import { parseArgs } from 'node:util';
import { playManyMints } from './load/many-mints.ts';
import { playOneHome } from './load/one-home.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    jobs: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
});

const seed = Number(values.seed);

const STORIES: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  'many-mints': () => playManyMints(Number(values.jobs), seed),
  'one-home': () => playOneHome(seed),
};

for (const name of values.only === undefined ? Object.keys(STORIES) : [values.only]) {
  const play = STORIES[name];
  if (play === undefined) {
    throw new Error(`There is no story ${name}, but ${Object.keys(STORIES).join(' and ')}.`);
  }
  const broken = await play();
  for (const text of broken.slice(0, 10)) {
    console.error(text);
  }
  console.log(broken.length === 0 ? 'Everything held.' : `${broken.length} things did not hold.`);
  process.exitCode = broken.length === 0 ? process.exitCode : 1;
}
