import {
  closeSync,
  constants,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { chown, lstat, mkdir, open, readlink, rename, rm, rmdir, stat } from 'node:fs/promises';
import { platform } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { retry } from '../time/retry.ts';

/*
 * Every change of a file or a directory goes through here. Windows refuses to rename, remove or replace a file that is
 * open in any process, for example in an antivirus or in another job. So on Windows, each change is tried again for
 * about two seconds.
 */

/** In a sticky directory, users can remove and replace their own files only. */
const STICKY_BIT = 0o1000;

/** Readable by its owner alone. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_DIRECTORY = 0o700;

/** More links and missing directories in a row than any real path has. */
const STEPS_FOLLOWED = 100;

/* v8 ignore next 2 -- Windows does not have it. */
/** Opens a pipe without waiting for a writer. */
const WITHOUT_BLOCKING = constants.O_NONBLOCK ?? 0;

/** How many times a directory is created that another job removes at the same moment. */
const DIRECTORY_TRIES = 5;

/** Much longer than any file that this action needs. A longer one could use up the memory. */
const LONGEST_BYTES = 4 * 1024 * 1024;
/** How many bytes one read returns at most. */
const CHUNK_BYTES = 64 * 1024;

/** The codes with which Windows refuses to change a file that is open elsewhere, or is being deleted. */
const OPEN_ELSEWHERE = ['EACCES', 'EBUSY', 'EPERM'] as const;
/** About two seconds with the delays below, which are half as long on average. */
const TRIES = 20;
const FIRST_DELAY_MS = 20;
const LONGEST_DELAY_MS = 250;

/** Whether an error comes from the file system and has one of the codes. */
export function isFileError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** There is a directory, a pipe, a socket or a device instead of a file, or anything else instead of a directory. */
export class NotAFile extends Error {
  override readonly name = 'NotAFile' as const;
  readonly code = 'ENOTFILE';
  /** Makes this look like an error of the system, which is how it is explained. */
  readonly syscall = 'open';

  constructor(path: string, expected: 'regular file' | 'directory' = 'regular file') {
    super(`${path} is not a ${expected}`);
  }
}

/** A file that is too long to be read. */
export class FileTooLong extends Error {
  readonly code = 'EFBIG';
  readonly syscall = 'read';
}

/**
 * Makes a change. On Windows, tries again for about two seconds while the file is open elsewhere.
 *
 * @throws the error of the last try.
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
 * Reads a file. A pipe does not block this.
 *
 * @returns its bytes, or `undefined` if there is no such file.
 * @throws NotAFile for anything except a regular file, and an error with the code EFBIG for more than 4 MiB.
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
  // The path may name something else by now, so the open file is checked again.
  const file = await open(path, constants.O_RDONLY | WITHOUT_BLOCKING);
  try {
    const status = await file.stat();
    /* v8 ignore next 3 -- Only if another process replaces the file at this very moment. */
    if (!status.isFile()) {
      throw new NotAFile(path);
    }
    // The size is not reliable: some files in /proc report 0 and are endless.
    const content = new Content(path);
    for (let isMore = true; isMore; ) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      const { bytesRead } = await file.read(chunk);
      isMore = content.add(chunk.subarray(0, bytesRead));
    }
    return content.bytes;
  } catch (error) {
    throw nameFile(path, error);
  } finally {
    await file.close();
  }
}

/**
 * Reads a file synchronously.
 *
 * @throws as {@link readIfThere}, and an error with the code ENOENT if the file does not exist.
 */
export function readAtOnce(path: string): Buffer {
  if (!statSync(path).isFile()) {
    throw new NotAFile(path);
  }
  const file = openSync(path, constants.O_RDONLY | WITHOUT_BLOCKING);
  try {
    const content = new Content(path);
    for (let isMore = true; isMore; ) {
      const chunk = Buffer.alloc(CHUNK_BYTES);
      isMore = content.add(chunk.subarray(0, readSync(file, chunk)));
    }
    return content.bytes;
  } finally {
    closeSync(file);
  }
}

/** The part of a file that has been read so far. */
class Content {
  readonly #path: string;
  readonly #chunks: Buffer[] = [];
  #length = 0;

  constructor(path: string) {
    this.#path = path;
  }

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /**
   * @returns whether there may be more.
   * @throws FileTooLong
   */
  add(chunk: Buffer): boolean {
    this.#chunks.push(chunk);
    this.#length += chunk.length;
    if (this.#length > LONGEST_BYTES) {
      throw new FileTooLong(`${this.#path} is longer than ${LONGEST_BYTES} bytes`);
    }
    return chunk.length > 0;
  }
}

/** Adds the path to an error of the system that does not have it. */
function nameFile(path: string, error: unknown): unknown {
  if (error instanceof Error && !error.message.includes(path)) {
    error.message = `${error.message} '${path}'`;
  }
  return error;
}

/** Whether reading from a path could take forever: from a pipe, a device, or a file in /proc that is endless or blocks. */
export function isEndless(path: string): boolean {
  try {
    readAtOnce(path);
    return false;
  } catch (error) {
    // Otherwise, the file does not exist, or this user cannot read it.
    return isFileError(error, 'ENOTFILE', 'EFBIG', 'EAGAIN');
  }
}

/** Lists the names in a directory. There are none if it does not exist, is not a directory, or cannot be read. */
export function listNames(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

/** Replaces a file by another one atomically. */
export async function replaceFile(from: string, to: string): Promise<void> {
  await whileOpenElsewhere(() => rename(from, to));
}

/** A file of another user in a sticky directory. */
class NotReplaceable extends Error {
  readonly code = 'EPERM';
  readonly syscall = 'rename';
}

/**
 * Checks that the sticky bit of the directory does not prevent a file from being replaced.
 *
 * @throws an error with the code EPERM if the file belongs to another user and its directory is sticky, as /tmp is.
 */
export async function refuseSticky(path: string): Promise<void> {
  /* v8 ignore next -- Windows has no such users, and no sticky bit. */
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

/** Removes a file, if it exists. */
export async function removeFile(path: string): Promise<void> {
  await whileOpenElsewhere(() => rm(path, { force: true }));
}

/** Removes a file, or a directory with its content, if it exists. */
export async function removeTree(path: string): Promise<void> {
  await whileOpenElsewhere(() => rm(path, { recursive: true, force: true }));
}

/** Resolves all symbolic links in a path, even if the last one points to nothing yet. */
export async function resolveLinks(path: string, steps = 0): Promise<string> {
  try {
    // Unlike the other variants, `native` returns a path as Windows itself writes it.
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
    // Nothing exists there, or it is not a link.
    return undefined;
  }
}

/**
 * Creates a directory that only its owner can read, and missing directories above it. Each gets the owner of its parent
 * directory: what root creates in a user's home directory must not lock that user out.
 *
 * @returns the topmost directory that was created, or `undefined` if the directory existed.
 * @throws NotAFile if the path is not a directory, or an error of the file system.
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
 * Runs work in a directory that is created if it is missing. If another job removes the directory meanwhile, both are
 * repeated. If the work fails, the directories that were created for it are removed.
 *
 * @param work receives the topmost directory that was created.
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

/** Whether a path is the directory, or is somewhere inside it. */
export function isWithin(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** Lists the directories of a path that do not exist, topmost first. */
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
  /* v8 ignore next -- Only a missing Windows drive has no parent directory. */
  return parent === path ? [path] : [...(await listMissing(parent)), path];
}

/** Gives a file or directory the owner and group of another one, if the system allows it. */
export async function giveToOwnerOf(model: string, path: string): Promise<void> {
  const { uid, gid } = await stat(model);
  const own = await stat(path);
  if (own.uid === uid && own.gid === gid) {
    return;
  }
  try {
    await chown(path, uid, gid);
  } catch {
    // Only root can change the owner.
  }
}

/** Removes a directory and those above it, up to the topmost one, as long as they are empty. */
export async function removeEmptyDirectories(path: string, topmost: string): Promise<void> {
  try {
    await whileOpenElsewhere(() => rmdir(path));
  } catch {
    // The directory is not empty, is already removed, or this user may not remove it.
    return;
  }
  if (path !== topmost && path.startsWith(topmost)) {
    await removeEmptyDirectories(dirname(path), topmost);
  }
}
