import { randomBytes } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { temporaryDirectory } from '../runner/job.ts';

/** Says that the directory is this action's, and may be deleted. */
export const MARKER = '.icr-login';

/** The path for a directory that this step has for itself; nothing is made yet. */
export function nameDirectory(): string {
  return join(temporaryDirectory(), `icr-login-${randomBytes(8).toString('hex')}`);
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
