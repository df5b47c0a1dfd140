import { constants, realpathSync, statSync } from 'node:fs';
import { chown, lstat, mkdir, open, readlink, rename, rm, rmdir, stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { retry } from '../time/retry.ts';

/*
 * Every change of a file or a directory goes through here. Windows refuses to rename, remove or replace
 * what anyone has open, be it an antivirus or another job that reads; on Windows each change is tried
 * again for about two seconds.
 */

/** Of a directory: everyone may remove and replace their own files only. */
const STICKY_BIT = 0o1000;

/** Readable by its owner alone. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_DIRECTORY = 0o700;

/** More links and missing directories in a row than anyone has. */
const STEPS_FOLLOWED = 100;

/* v8 ignore next 2 -- Windows does not have it. */
/** Opens a pipe without waiting for someone who writes into it. */
const WITHOUT_BLOCKING = constants.O_NONBLOCK ?? 0;

/** How often a directory is made again that another job removes at the same moment. */
const DIRECTORY_TRIES = 5;

/** Much more than any file has that this action reads; a longer one would use up the memory. */
const LONGEST_BYTES = 4 * 1024 * 1024;

/** How Windows refuses a change of what is open elsewhere, or about to vanish. */
const OPEN_ELSEWHERE = ['EACCES', 'EBUSY', 'EPERM'] as const;
/** With the delays below, which are half as long on average, about two seconds. */
const TRIES = 20;
const FIRST_DELAY_MS = 20;
const LONGEST_DELAY_MS = 250;

/** Whether an error is the file system's, with one of the codes. */
export function isFileError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** In the place of a file is a directory, a pipe, a socket or a device; or of a directory, anything else. */
export class NotAFile extends Error {
  override readonly name = 'NotAFile' as const;
  readonly code = 'ENOTFILE';
  /** As errors of the system have it, of which this is one. */
  readonly syscall = 'open';

  constructor(path: string, expected: 'regular file' | 'directory' = 'regular file') {
    super(`${path} is not a ${expected}`);
  }
}

/** A file that is longer than any that this action reads. */
class FileTooLong extends Error {
  readonly code = 'EFBIG';
  readonly syscall = 'read';
}

/**
 * Does a change; on Windows again for about two seconds while someone else has the file open.
 *
 * @throws what the last try threw.
 */
export function whileOpenElsewhere<T>(
  change: () => Promise<T>,
  system: NodeJS.Platform = platform(),
): Promise<T> {
  return retry(change, {
    tries: TRIES,
    firstDelayMs: FIRST_DELAY_MS,
    longestDelayMs: LONGEST_DELAY_MS,
    mayHelp: (error) => system === 'win32' && isFileError(error, ...OPEN_ELSEWHERE),
  });
}

/**
 * The bytes of a file, `undefined` where there is none. A pipe in its place does not block.
 *
 * @throws NotAFile for anything but a regular file, and an error with the code EFBIG for one of more than 4 MiB.
 */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await whileOpenElsewhere(() => readFile(path));
  } catch (error) {
    if (isFileError(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

async function readFile(path: string): Promise<Buffer> {
  if (!(await stat(path)).isFile()) {
    throw new NotAFile(path);
  }
  // It may be another one by now.
  const file = await open(path, constants.O_RDONLY | WITHOUT_BLOCKING);
  try {
    const status = await file.stat();
    /* v8 ignore next 3 -- Somebody would have to replace the file in this very moment. */
    if (!status.isFile()) {
      throw new NotAFile(path);
    }
    if (status.size > LONGEST_BYTES) {
      throw new FileTooLong(`${path} is longer than ${LONGEST_BYTES} bytes`);
    }
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Whether a path leads to something other than a file, for example a pipe. */
export function isNoFile(path: string): boolean {
  try {
    return !statSync(path).isFile();
  } catch {
    // Nothing is there, or nothing that this user can look at.
    return false;
  }
}

/** Replaces a file by another one, in one step. */
export async function replaceFile(from: string, to: string): Promise<void> {
  await whileOpenElsewhere(() => rename(from, to));
}

/** A file of another user, in a directory where everyone may replace their own files only. */
class NotReplaceable extends Error {
  readonly code = 'EPERM';
  readonly syscall = 'rename';
}

/**
 * Makes sure that a file may be replaced by one that may be created in its directory.
 *
 * @throws an error with the code EPERM where it belongs to another user and its directory is sticky, as /tmp is.
 */
export async function refuseSticky(path: string): Promise<void> {
  const user = process.geteuid?.() ?? 0;
  const [file, directory] = await Promise.all(
    [path, dirname(path)].map((one) => stat(one).catch(() => undefined)),
  );
  const isSticky = ((directory?.mode ?? 0) & STICKY_BIT) !== 0;
  const isOurs = user === 0 || [file?.uid, directory?.uid].includes(user);
  if (isSticky && file !== undefined && !isOurs) {
    throw new NotReplaceable(`${path} belongs to another user, and its directory is sticky`);
  }
}

/** Removes a file, where there is one. */
export async function removeFile(path: string): Promise<void> {
  await whileOpenElsewhere(() => rm(path, { force: true }));
}

/** Removes a file, or a directory with what is in it, where there is one. */
export async function removeTree(path: string): Promise<void> {
  await whileOpenElsewhere(() => rm(path, { recursive: true, force: true }));
}

/** The path behind every symbolic link, also where the last link points to nothing yet. */
export async function resolveLinks(path: string, steps = 0): Promise<string> {
  try {
    // Unlike the others, this way tells a path as Windows itself writes it.
    return realpathSync.native(path);
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
 * Makes a directory for its owner alone, with those above it. Each belongs to the owner of the one it is in:
 * what root makes in the home directory of someone else must not lock that person out.
 *
 * @returns the topmost one that was made, `undefined` where it was there.
 */
export async function makeDirectory(path: string): Promise<string | undefined> {
  const missing = await listMissing(path);
  for (const directory of missing) {
    try {
      await whileOpenElsewhere(() => mkdir(directory, { mode: PRIVATE_DIRECTORY }));
      await giveToOwnerOf(dirname(directory), directory);
    } catch (error) {
      // Another job was faster.
      if (!isFileError(error, 'EEXIST')) {
        throw error;
      }
    }
  }
  if (!(await stat(path)).isDirectory()) {
    throw new NotAFile(path, 'directory');
  }
  return missing[0];
}

/**
 * Runs work in a directory that is created if it is missing, and again if another job removes it meanwhile. If the
 * work fails, what was created for it is removed.
 *
 * @param work is told the topmost directory that was made.
 */
export async function inDirectory<T>(
  path: string,
  work: (made: string | undefined) => Promise<T>,
): Promise<T> {
  let made: string | undefined;
  for (let tries = 1; ; tries += 1) {
    try {
      made = (await makeDirectory(path)) ?? made;
      return await work(made);
    } catch (error) {
      if (isFileError(error, 'ENOENT') && tries < DIRECTORY_TRIES) {
        continue;
      }
      if (made !== undefined) {
        await removeEmptyDirectories(path, made);
      }
      throw error;
    }
  }
}

/** Whether a path is a directory, or lies somewhere below it. */
export function isWithin(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** The directories on a path that are not there, the topmost one first. */
export async function listMissing(path: string): Promise<readonly string[]> {
  try {
    await lstat(path);
    return [];
  } catch (error) {
    if (!isFileError(error, 'ENOENT')) {
      throw error;
    }
  }
  const parent = dirname(path);
  /* v8 ignore next -- Only a drive of Windows can be missing with no directory above it. */
  return parent === path ? [path] : [...(await listMissing(parent)), path];
}

/** Gives a file or a directory to the owner of another one, as far as the system allows it. */
export async function giveToOwnerOf(model: string, path: string): Promise<void> {
  const { uid, gid } = await stat(model);
  const own = await stat(path);
  if (own.uid === uid && own.gid === gid) {
    return;
  }
  try {
    await chown(path, uid, gid);
  } catch {
    // Only root can.
  }
}

/** Removes the directory and those above it up to the topmost one, as far as they are empty. */
export async function removeEmptyDirectories(path: string, topmost: string): Promise<void> {
  try {
    await whileOpenElsewhere(() => rmdir(path));
  } catch {
    // Someone else has put something in it or has removed it, or it is not ours to remove.
    return;
  }
  if (path !== topmost && path.startsWith(topmost)) {
    await removeEmptyDirectories(dirname(path), topmost);
  }
}
