import lockfile from 'proper-lockfile';
import type { Deadline } from '../http/deadline.ts';

/** A lock whose holder does not show signs of life for this long is broken. */
const STALE_MS = 5_000;
const SIGN_OF_LIFE_MS = 1_000;
const SHORTEST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 60;

/**
 * Runs work while no other use of this action on the machine, in whatever process, runs work under the
 * same lock.
 *
 * @param path a directory that is made and removed; the one around it must be there.
 * @throws an error with the code ELOCKED when the turn does not come in time.
 */
export async function withLock<T>(
  path: string,
  deadline: Deadline,
  work: () => Promise<T>,
): Promise<T> {
  const release = await lockfile.lock(path, {
    lockfilePath: path,
    realpath: false,
    stale: STALE_MS,
    update: SIGN_OF_LIFE_MS,
    // A lost lock is noticed at the next write of somebody else at worst; what is written is whole either way.
    onCompromised: () => undefined,
    retries: {
      retries: Math.ceil(Math.max(deadline.remainingMs(), 2 * STALE_MS) / LONGEST_WAIT_MS),
      factor: 1.5,
      minTimeout: SHORTEST_WAIT_MS,
      maxTimeout: LONGEST_WAIT_MS,
      randomize: true,
    },
  });
  try {
    return await work();
  } finally {
    await release().catch(() => undefined);
  }
}
