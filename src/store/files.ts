import { mkdirSync, readFileSync, readlinkSync, realpathSync, rmdirSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/*
 * What is read and written here is small and on a local disk: calls that return when they are done take a
 * third of the time of those that go through Node's thread pool.
 */

/** Readable by its owner alone. */
export const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;
/** More links and missing directories in a row than anybody has. */
const STEPS_FOLLOWED = 100;

/** Whether an error is the file system's, with one of the codes. */
export function isFileError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/**
 * How text and bytes go together. A character of `latin1` is a byte: what was read is written as it was,
 * whatever it is.
 */
export type Encoding = 'utf8' | 'latin1';

/** The text of a file, `undefined` where there is none. */
export function readIfThere(path: string, encoding: Encoding = 'utf8'): string | undefined {
  try {
    return readFileSync(path, encoding);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

/** The path behind every symbolic link, also where the last link points to nothing yet. */
export function resolveLinks(path: string, steps = 0): string {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (!isFileError(error, 'ENOENT') || steps === STEPS_FOLLOWED) {
      throw error;
    }
  }
  const target = readLinkTarget(path);
  if (target !== undefined) {
    return resolveLinks(resolve(dirname(path), target), steps + 1);
  }
  return join(resolveLinks(dirname(path), steps + 1), basename(path));
}

function readLinkTarget(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    // Nothing there, or no link.
    return undefined;
  }
}

/**
 * Makes a directory for its owner alone, with those above it.
 *
 * @returns the topmost one that was made, `undefined` where it was there.
 */
export function makeDirectory(path: string): string | undefined {
  return mkdirSync(path, { recursive: true, mode: PRIVATE_DIRECTORY });
}

/** Removes the directory and those above it up to the topmost one, as far as they are empty. */
export function removeEmptyDirectories(path: string, topmost: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Somebody else has put something in it or has removed it, or it is not ours to remove.
    return;
  }
  if (path !== topmost && path.startsWith(topmost)) {
    removeEmptyDirectories(dirname(path), topmost);
  }
}
