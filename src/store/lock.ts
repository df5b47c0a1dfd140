import { mkdirSync, realpathSync, rmdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import { type Deadline, now } from '../http/deadline.ts';
import { isFileError } from './files.ts';

/** A lock whose holder does not show signs of life for this long is broken. */
const STALE_MS = 5_000;
const SIGN_OF_LIFE_MS = 1_000;
/** The lock of a dead process is worth waiting for, however little time the step has left. */
const LEAST_PATIENCE_MS = 2 * STALE_MS;
/** What a lock needs. Of a whole node:fs, proper-lockfile makes a copy, which loads streams that nobody uses. */
const LOCK_FS = { mkdirSync, realpathSync, rmdirSync, statSync, utimesSync };
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
  // Half of the time at most: the rest is for taking back what was minted, should the turn not come.
  const patienceMs = Math.max(deadline.remainingMs() / 2, LEAST_PATIENCE_MS);
  const release = await acquire(path, patienceMs);
  try {
    return await work();
  } finally {
    try {
      release();
    } catch {
      // Where it is not ours any more, there is nothing to release.
    }
  }
}

/** proper-lockfile's own retries would also repeat what no waiting helps against: a read-only directory. */
async function acquire(path: string, patienceMs: number): Promise<() => void> {
  const endsAt = now() + patienceMs;
  for (let wait = SHORTEST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return take(path);
    } catch (error) {
      if (!isFileError(error, 'ELOCKED') || now() > endsAt) {
        throw error;
      }
    }
    breakIfDead(path);
    // Several jobs that wait must not come back at the same moments.
    await sleep(wait * (0.5 + Math.random() / 2));
  }
}

function take(path: string): () => void {
  return lockfile.lockSync(path, {
    lockfilePath: path,
    fs: LOCK_FS,
    realpath: false,
    // It would break a dead lock with nothing in the way of others that have found it dead, too: the second
    // of them removes what the first has just taken.
    stale: Number.POSITIVE_INFINITY,
    update: SIGN_OF_LIFE_MS,
    // A lost lock is noticed at the next write of somebody else at worst; what is written is whole either way.
    onCompromised: () => undefined,
  });
}

/** Removes the lock of a dead process, under a lock of its own, and only if it is still that one. */
function breakIfDead(path: string): void {
  if (!isDead(path)) {
    return;
  }
  const guard = `${path}-breaking`;
  let release: () => void;
  try {
    release = take(guard);
  } catch {
    // Another process is at it, or has died of it.
    breakIfDead(guard);
    return;
  }
  if (isDead(path)) {
    rmSync(path, { recursive: true, force: true });
  }
  release();
}

/** A lock that was given back meanwhile is not there any more. */
function isDead(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats !== undefined && stats.mtimeMs < Date.now() - STALE_MS;
}
