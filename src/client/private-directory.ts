import { randomBytes } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative, sep } from 'node:path';
import { temporaryDirectory } from '../runner/job.ts';

/** Says that the directory is this action's, and may be deleted. */
export const MARKER = '.icr-login';

const CHECK_PREFIX = 'icr-login-check-';

/** The path for a directory that this step has for itself; nothing is made yet. */
export function nameDirectory(): string {
  return join(temporaryDirectory(), `icr-login-${randomBytes(8).toString('hex')}`);
}

/**
 * Makes a directory for the checks of this step, for its owner alone. Its name is for the post step, which
 * deletes what a killed step has left.
 */
export function makeCheckDirectory(): string {
  const path = mkdtempSync(join(temporaryDirectory(), CHECK_PREFIX));
  writeFileSync(join(path, MARKER), '');
  return path;
}

/**
 * Deletes every directory of a check. No check runs while a post step does: the runner of a job has a
 * temporary directory of its own, and its steps come one after the other.
 */
export function deleteCheckDirectories(): void {
  const directory = process.env['RUNNER_TEMP'] ?? '';
  if (!existsSync(directory)) {
    return;
  }
  for (const name of readdirSync(directory)) {
    if (name.startsWith(CHECK_PREFIX)) {
      deleteDirectory(join(directory, name));
    }
  }
}

/** Makes the directory, for its owner alone. */
export function createDirectory(path: string): void {
  mkdirSync(path, { mode: 0o700 });
  writeFileSync(join(path, MARKER), '');
}

/**
 * Deletes the directory: only one that carries this action's marker and lies in the runner's temporary
 * directory, and never what a link leads to.
 *
 * @returns whether there was one.
 */
export function deleteDirectory(path: string): boolean {
  if (!existsSync(join(path, MARKER)) || !lstatSync(path).isDirectory()) {
    return false;
  }
  const inside = relative(realpathSync(temporaryDirectory()), realpathSync(path));
  if (inside === '' || inside.startsWith('..') || inside.includes(sep)) {
    return false;
  }
  rmSync(path, { recursive: true, force: true });
  return true;
}
