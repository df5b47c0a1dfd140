import { randomUUID } from 'node:crypto';
import { lstat, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import lockfile from 'proper-lockfile';
import {
  isFileError,
  NotAFile,
  PRIVATE_FILE,
  readIfThere,
  removeFile,
  whileOpenElsewhere,
} from '../files/files.ts';
import { type Deadline, now } from '../time/deadline.ts';

/** How often work starts over because its lock was broken: each time, this process has slept for long. */
const TRIES = 5;
/** A lock that shows no sign of life for this long is broken. */
const STALE_MS = 4_000;
const SIGN_OF_LIFE_MS = 1_000;
/** The lock of a dead process is worth waiting for, however little time the step has left. */
const LEAST_PATIENCE_MS = STALE_MS + 1_000;
const SHORTEST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 60;

/** Someone else has broken the lock: this process was paused, or showed no sign of life for long. */
export class LockLost extends Error {
  override readonly name = 'LockLost' as const;
  readonly code = 'ECHANGED';

  constructor() {
    super('Another process has broken the lock.');
  }
}

/** A lock that is held. */
export interface Lock {
  /**
   * Makes sure that it is still this process that holds it.
   *
   * @throws LockLost
   */
  readonly prove: () => Promise<void>;
}

/**
 * Runs work while no other use of this action on the machine, in whatever process, runs work under the
 * same lock. Work that finds the lock lost runs again under a new one.
 *
 * @param path a directory that is made and removed; the one around it must be there.
 * @throws an error with the code ELOCKED when the turn does not come in time.
 */
export async function withLock<T>(
  path: string,
  deadline: Deadline,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    // Half of the time at most: the rest is for taking back what was minted, should the turn not come.
    const endsAt = now() + Math.max(deadline.remainingMs() / 2, LEAST_PATIENCE_MS);
    const held = await acquire(path, endsAt);
    try {
      return await work(held);
    } catch (error) {
      if (!(error instanceof LockLost) || tries === TRIES) {
        throw error;
      }
    } finally {
      await held.release();
    }
  }
}

interface HeldLock extends Lock {
  readonly release: () => Promise<void>;
}

/** proper-lockfile's own retries would also repeat what no waiting helps against: a read-only directory. */
async function acquire(path: string, endsAt: number): Promise<HeldLock> {
  const watch = new Watch(path);
  const guard = new Watch(`${path}-breaking`);
  for (let wait = SHORTEST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await take(path);
    } catch (error) {
      if (!isFileError(error, 'ELOCKED') || now() > endsAt) {
        throw error;
      }
    }
    if (await watch.isDead()) {
      await breakLock(watch, guard);
    }
    // Several jobs that wait must not come back at the same moments.
    await sleep(wait * (0.5 + Math.random() / 2));
  }
}

async function take(path: string): Promise<HeldLock> {
  const release = await lockDirectory(path);
  const holder = holderOf(path);
  const token = randomUUID();
  try {
    // Not over what lies there, nor through a link or into a pipe.
    await removeFile(holder);
    await writeFile(holder, token, { flag: 'wx', mode: PRIVATE_FILE });
  } catch (error) {
    /* v8 ignore next -- The first failure is the one to tell. */
    await release().catch(() => undefined);
    throw error;
  }
  const isOwn = async (): Promise<boolean> => String(await readIfThere(holder)) === token;
  return {
    prove: async () => {
      if (!(await isOwn())) {
        throw new LockLost();
      }
    },
    release: async () => {
      try {
        if (await isOwn()) {
          await removeFile(holder);
          await release();
        }
      } catch {
        // Where it is not ours any more, there is nothing to release.
      }
    },
  };
}

/** Who holds the lock: a file beside it with a random text. */
function holderOf(path: string): string {
  return `${path}-holder`;
}

function lockDirectory(path: string): Promise<() => Promise<void>> {
  return whileOpenElsewhere(() =>
    lockfile.lock(path, {
      lockfilePath: path,
      realpath: false,
      // It would break a dead lock by the clock of this machine, and with nothing in the way of others that
      // have found it dead, too: the second of them removes what the first has just taken.
      stale: Number.POSITIVE_INFINITY,
      update: SIGN_OF_LIFE_MS,
      // Before anything is put in place, the holder makes sure that the lock is its own.
      onCompromised: () => undefined,
    }),
  );
}

/**
 * Tells a dead lock by its sign of life, which does not change any more. Clocks do not matter: those of two
 * machines that share a home may differ, and a lock may be dated in the future.
 */
class Watch {
  readonly path: string;
  #seen = '';
  #sinceMs = now();

  constructor(path: string) {
    this.path = path;
  }

  /** @throws NotAFile for anything but a directory: no one will ever remove that. */
  async isDead(): Promise<boolean> {
    const seen = await this.#look();
    if (seen !== this.#seen) {
      this.#seen = seen;
      this.#sinceMs = now();
    }
    return seen !== '' && now() - this.#sinceMs >= STALE_MS;
  }

  async #look(): Promise<string> {
    try {
      const { ino, mtimeNs } = await lstatDirectory(this.path);
      return `${ino} ${mtimeNs}`;
    } catch (error) {
      if (isFileError(error, 'ENOENT')) {
        return '';
      }
      throw error;
    }
  }
}

async function lstatDirectory(
  path: string,
): Promise<{ readonly ino: bigint; readonly mtimeNs: bigint }> {
  const stats = await lstat(path, { bigint: true });
  if (!stats.isDirectory()) {
    throw new NotAFile(path, 'directory');
  }
  return stats;
}

/** Removes the lock of a dead process, under a lock of its own, and only if it is still that one. */
async function breakLock(dead: Watch, guard: Watch): Promise<void> {
  let release: () => Promise<void>;
  try {
    release = await lockDirectory(guard.path);
  } catch {
    // Another process is at it, or has died of it.
    if (await guard.isDead()) {
      await rm(guard.path, { recursive: true, force: true });
    }
    return;
  }
  try {
    if (await dead.isDead()) {
      // The holder first: should it be alive after all, it must not take the next lock for its own.
      await removeFile(holderOf(dead.path));
      await rm(dead.path, { recursive: true, force: true });
    }
  } finally {
    await release();
  }
}
