import { randomUUID } from 'node:crypto';
import { lstat, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { info } from '@actions/core';
import lockfile from 'proper-lockfile';
import {
  isFileError,
  NotAFile,
  PRIVATE_FILE,
  readIfThere,
  removeFile,
  whileOpenElsewhere,
} from '../files/files.ts';
import { disarm } from '../text/disarm.ts';
import { type Deadline, now } from '../time/deadline.ts';

/** How often work is tried if its lock keeps being broken: each time, this process was suspended for too long. */
const TRIES = 5;
/** A lock without a heartbeat for this long is broken. */
const STALE_MS = 4_000;
const HEARTBEAT_MS = 1_000;
/** Work waits at least this long, even if the step has less time left: enough to break the lock of a dead process. */
const LEAST_PATIENCE_MS = STALE_MS + 1_000;
/** A shorter wait is not announced. */
const SILENT_WAIT_MS = 1_000;
/** The longest wait after the time limit of the step, even if it needs several locks one after the other. */
const GRACE_MS = 4_000;
const SHORTEST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 60;

/** Another process has broken the lock, because this process was suspended or sent no heartbeat for too long. */
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
   * Checks that this process still holds the lock.
   *
   * @throws LockLost
   */
  readonly prove: () => Promise<void>;
}

/**
 * Runs work while no other use of this action, in any process, runs work under the same lock. Work that throws
 * {@link LockLost} runs again under a new lock.
 *
 * @param path a directory that is created and removed again. Its parent must exist.
 * @throws an error with the code ELOCKED if the lock does not become free in time; or what the work throws.
 */
export async function withLock<T>(
  path: string,
  deadline: Deadline,
  work: (lock: Lock) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    // At most half of the time: if the lock stays taken, the rest is for revoking what was minted.
    const least = Math.min(LEAST_PATIENCE_MS, deadline.remainingMs(GRACE_MS));
    const endsAt = now() + Math.max(deadline.remainingMs() / 2, least);
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

/** proper-lockfile's own retries would also repeat what waiting cannot fix, such as a read-only directory. */
async function acquire(path: string, endsAt: number): Promise<HeldLock> {
  const watch = new Watch(path);
  const guard = new Watch(`${path}-breaking`);
  const announceAt = now() + SILENT_WAIT_MS;
  let isAnnounced = false;
  for (let wait = SHORTEST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    try {
      return await take(path);
    } catch (error) {
      if (!isFileError(error, 'ELOCKED') || now() > endsAt) {
        throw error;
      }
    }
    if (!isAnnounced && now() >= announceAt) {
      isAnnounced = true;
      const seconds = Math.ceil((endsAt - now()) / 1000);
      info(`Another job has locked ${disarm(path)}. Waiting for up to ${seconds} s.`);
    }
    if (await watch.isDead()) {
      await breakLock(watch, guard);
    }
    // Jobs that wait must not all try again at the same moment.
    await sleep(wait * (0.5 + Math.random() / 2));
  }
}

async function take(path: string): Promise<HeldLock> {
  const release = await lockDirectory(path);
  const holder = holderOf(path);
  const token = randomUUID();
  try {
    // `wx` overwrites nothing, follows no link and writes to no pipe, whatever someone has put there.
    await removeFile(holder);
    await writeFile(holder, token, { flag: 'wx', mode: PRIVATE_FILE });
  } catch (error) {
    /* v8 ignore next -- The first failure is the one to report. */
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
        // If the lock is no longer ours, there is nothing to release.
      }
    },
  };
}

/** The path of a file next to the lock, with a random token that identifies its holder. */
function holderOf(path: string): string {
  return `${path}-holder`;
}

function lockDirectory(path: string): Promise<() => Promise<void>> {
  return whileOpenElsewhere(() =>
    lockfile.lock(path, {
      lockfilePath: path,
      realpath: false,
      // proper-lockfile would judge a stale lock by the clock of this machine, and break it without protection: if
      // two processes find it stale, the second removes the lock that the first has just taken.
      stale: Number.POSITIVE_INFINITY,
      update: HEARTBEAT_MS,
      // Not needed: the holder checks that it still has the lock before it puts anything in place.
      onCompromised: () => undefined,
    }),
  );
}

/**
 * Detects a dead lock by its heartbeat, a modification time that no longer changes. It is not compared with a clock:
 * those of two machines that share a home directory may differ, and a lock may be dated in the future.
 */
class Watch {
  readonly path: string;
  #seen = '';
  #sinceMs = now();

  constructor(path: string) {
    this.path = path;
  }

  /** @throws NotAFile for anything but a directory, because no process would ever remove it. */
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
      /* v8 ignore next 3 -- Only if the lock is released at this very moment. */
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

/** Removes the lock of a dead process: under a second lock, and only if it is still the same one. */
async function breakLock(dead: Watch, guard: Watch): Promise<void> {
  let release: () => Promise<void>;
  try {
    release = await lockDirectory(guard.path);
  } catch {
    // Another process is breaking the lock, or died while it did.
    if (await guard.isDead()) {
      await rm(guard.path, { recursive: true, force: true });
    }
    return;
  }
  try {
    if (await dead.isDead()) {
      // The file of the holder first: if that still runs after all, it must not mistake the next lock for its own.
      await removeFile(holderOf(dead.path));
      await rm(dead.path, { recursive: true, force: true });
    }
  } finally {
    await release();
  }
}
