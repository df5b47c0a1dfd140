import { randomBytes } from 'node:crypto';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { PRIVATE_DIRECTORY } from '../files/files.ts';
import { temporaryDirectory } from './job.ts';

/*
 * These calls wait for their end, because a step that is cancelled has to delete its directory before it
 * ends itself.
 */

/** Says that the directory is this action's, and may be deleted. */
export const MARKER = '.icr-login';

const CHECK_PREFIX = 'icr-login-check-';
/** On Windows, what someone has open cannot be deleted: Node.js tries again, for about two seconds. */
const PATIENT = { recursive: true, force: true, maxRetries: 6, retryDelay: 100 };

/** The path for a directory that this step has for itself; nothing is made yet. */
export function nameDirectory(): string {
  return join(temporaryDirectory(), `icr-login-${randomBytes(8).toString('hex')}`);
}

/**
 * Makes a directory for the checks of this step, for its owner alone. Its name is for the post step, which
 * deletes what a killed step has left.
 */
export function makeCheckDirectory(): string {
  mkdirSync(temporaryDirectory(), { recursive: true });
  const path = mkdtempSync(join(temporaryDirectory(), CHECK_PREFIX));
  writeFileSync(join(path, MARKER), '');
  return path;
}

/**
 * Deletes every directory of a check. No check runs while a post step does: the runner of a job has a
 * temporary directory of its own, and its steps come one after the other.
 *
 * @throws what hinders the deletion of one, when all have been tried.
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
  if (failures.length > 0) {
    throw failures[0];
  }
}

/** Makes the directory, for its owner alone. */
export function createDirectory(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  mkdirSync(path, { mode: PRIVATE_DIRECTORY });
  writeFileSync(join(path, MARKER), '');
}

/**
 * Deletes the directory: only one that lies in the runner's temporary directory and carries this action's
 * marker or the name of one for checks, and never what a link leads to. The marker goes last, so that what
 * cannot be deleted now is found again.
 *
 * @returns whether there was one.
 */
export function deleteDirectory(path: string): boolean {
  if (!isOurs(path)) {
    return false;
  }
  for (const name of listNames(path).filter((entry) => entry !== MARKER)) {
    rmSync(join(path, name), PATIENT);
  }
  rmSync(path, PATIENT);
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

function listNames(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    // Not there, or not a directory.
    return [];
  }
}
