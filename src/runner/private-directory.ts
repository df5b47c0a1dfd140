import { randomBytes } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { throwFailures } from '../errors/failures.ts';
import { listNames, PRIVATE_DIRECTORY } from '../files/files.ts';
import { temporaryDirectory } from './job.ts';

/*
 * All calls here are synchronous, because a canceled step must delete its directory before its process ends.
 */

/** The name of a file that says: this directory belongs to this action and may be deleted. */
export const MARKER = '.icr-login';

const PREFIX = 'icr-login-';
const CHECK_PREFIX = `${PREFIX}check-`;
/** Windows does not delete an open file, so Node.js tries again for about two seconds. */
const REMOVE_OPTIONS = { recursive: true, force: true, maxRetries: 6, retryDelay: 100 };

/** Chooses a path for a private directory of this step. Nothing is created yet. */
export function nameDirectory(): string {
  return join(temporaryDirectory(), `${PREFIX}${randomBytes(8).toString('hex')}`);
}

/** Lists the private directories of this job, except those of checks. */
export function listDirectories(): readonly string[] {
  return listNames(temporaryDirectory())
    .filter((name) => name.startsWith(PREFIX) && !name.startsWith(CHECK_PREFIX))
    .map((name) => join(temporaryDirectory(), name))
    .filter(isOurs);
}

/**
 * Creates a directory for the checks of this step, which only its owner can read. By its name, the post step finds and
 * deletes what a killed step left behind.
 */
export function makeCheckDirectory(): string {
  mkdirSync(temporaryDirectory(), { recursive: true });
  const path = mkdtempSync(join(temporaryDirectory(), CHECK_PREFIX));
  writeFileSync(join(path, MARKER), '');
  return path;
}

/**
 * Deletes the directories of all checks. No check can be running during a post step: each runner has its own temporary
 * directory and runs the steps of a job one after another.
 *
 * @throws every failure, after it has tried to delete every directory.
 */
export function deleteCheckDirectories(): void {
  const failures: unknown[] = [];
  for (const name of listNames(temporaryDirectory())) {
    if (name.startsWith(CHECK_PREFIX)) {
      try {
        deleteDirectory(join(temporaryDirectory(), name));
      } catch (error) {
        failures.push(error);
      }
    }
  }
  throwFailures(failures);
}

/** Creates a private directory, which only its owner can read, and the directories above it. */
export function createDirectory(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  mkdirSync(path, { mode: PRIVATE_DIRECTORY });
  writeFileSync(join(path, MARKER), '');
}

/**
 * Deletes a directory with its content. It must be in the runner's temporary directory, and have this action's marker
 * or the name of a check directory. Links are not followed. The marker is deleted last, so that a directory which
 * cannot be deleted completely can be found again.
 *
 * @returns whether there was such a directory.
 * @throws an error of the file system if something cannot be deleted.
 */
export function deleteDirectory(path: string): boolean {
  if (!isOurs(path)) {
    return false;
  }
  for (const name of listNames(path).filter((entry) => entry !== MARKER)) {
    rmSync(join(path, name), REMOVE_OPTIONS);
  }
  rmSync(path, REMOVE_OPTIONS);
  return true;
}

function isOurs(path: string): boolean {
  const names = listNames(path);
  if (!names.includes(MARKER) && !basename(path).startsWith(CHECK_PREFIX)) {
    return false;
  }
  const isDirectory = lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  return isDirectory && dirname(realpathSync(path)) === realpathSync(temporaryDirectory());
}
