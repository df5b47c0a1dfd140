import { mkdir, readFile, readlink, realpath, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

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
export async function readIfThere(
  path: string,
  encoding: Encoding = 'utf8',
): Promise<string | undefined> {
  try {
    return await readFile(path, encoding);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

/** The path behind every symbolic link, also where the last link points to nothing yet. */
export async function resolveLinks(path: string, steps = 0): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isFileError(error, 'ENOENT') || steps === STEPS_FOLLOWED) {
      throw error;
    }
  }
  const target = await readLinkTarget(path);
  if (target !== undefined) {
    return resolveLinks(resolve(dirname(path), target), steps + 1);
  }
  return join(await resolveLinks(dirname(path), steps + 1), basename(path));
}

async function readLinkTarget(path: string): Promise<string | undefined> {
  try {
    return await readlink(path);
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
export async function makeDirectory(path: string): Promise<string | undefined> {
  return await mkdir(path, { recursive: true, mode: PRIVATE_DIRECTORY });
}

/** Removes the directory and those above it up to the topmost one, as far as they are empty. */
export async function removeEmptyDirectories(path: string, topmost: string): Promise<void> {
  try {
    await rmdir(path);
  } catch {
    // Somebody else has put something in it or has removed it, or it is not ours to remove.
    return;
  }
  if (path !== topmost && path.startsWith(topmost)) {
    await removeEmptyDirectories(dirname(path), topmost);
  }
}
