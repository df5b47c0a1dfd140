import { createRandom, pick } from '../random.ts';

export const JOBS = 40;
export const LOGINS_PER_JOB = 5;
/** How many keys several jobs share. */
const SHARED_KEYS = 3;
const SHARED_SHARE = 0.4;
const KILLED_SHARE = 0.15;
/** Each of them costs all other jobs the time until the lock of a killed process is broken. */
const KILLED_UNDER_LOCK = 2;
/** Two files are written and replaced, or twice as many if the login of a killed job must be undone first. */
const LAST_CHANGE = 9;
const LONGEST_STAY_MS = 1_000;

/** The hosts of the regions that the jobs use. */
export const HOSTS: Readonly<Record<string, string>> = {
  'us-south': 'us.icr.io',
  'eu-de': 'de.icr.io',
  'jp-tok': 'jp.icr.io',
  'br-sao': 'br.icr.io',
  'au-syd': 'au.icr.io',
  global: 'icr.io',
};

/** More jobs use some of them than others, and some jobs use two. */
const REGIONS = [
  'us-south',
  'us-south',
  'us-south, eu-de',
  'eu-de',
  'jp-tok',
  'br-sao',
  'au-syd',
  'global',
] as const;

/**
 * When a job is killed: after a fraction of a step's usual duration, while it is logged in, or at one of
 * the file changes that it makes under the lock.
 */
export type Death =
  | { readonly at: 'main' | 'post'; readonly share: number }
  | { readonly at: 'standing' }
  | { readonly at: 'lock'; readonly atChange: number };

/** The plan of one login. */
export interface LoginPlan {
  readonly name: string;
  readonly region: string;
  /** The number of the key. Jobs that share a key have the same number. */
  readonly key: number;
  readonly stayMs: number;
  readonly death: Death | undefined;
}

/** The plan of one job: its client, and its logins in order. */
export interface JobPlan {
  readonly client: string;
  readonly logins: readonly LoginPlan[];
}

/** Plans what all jobs do. The same seed gives the same plan. */
export function planJobs(
  seed: number,
  clients: readonly [string, ...string[]],
): readonly JobPlan[] {
  const random = createRandom(seed);
  let underLock = 0;
  let nextKey = SHARED_KEYS;
  const planDeath = (): Death | undefined => {
    if (random() >= KILLED_SHARE) {
      return undefined;
    }
    if (underLock < KILLED_UNDER_LOCK) {
      underLock += 1;
      return { at: 'lock', atChange: 1 + Math.floor(random() * LAST_CHANGE) };
    }
    const at = pick(random, ['main', 'standing', 'post'] as const);
    return at === 'standing' ? { at } : { at, share: random() };
  };
  return Array.from({ length: JOBS }, (_job, job) => ({
    client: clients[job % clients.length] ?? clients[0],
    logins: Array.from({ length: LOGINS_PER_JOB }, (_login, login) => {
      const isShared = random() < SHARED_SHARE;
      nextKey += isShared ? 0 : 1;
      return {
        name: `job ${job + 1}, login ${login + 1}`,
        region: pick(random, REGIONS),
        key: isShared ? Math.floor(random() * SHARED_KEYS) : nextKey - 1,
        stayMs: random() * LONGEST_STAY_MS,
        death: planDeath(),
      };
    }),
  }));
}
