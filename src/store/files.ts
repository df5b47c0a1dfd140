import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import {
  lstat,
  mkdir,
  open,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  rmdir,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/** Readable by its owner alone. */
const PRIVATE_FILE = 0o600;
const PRIVATE_DIRECTORY = 0o700;
const PERMISSION_BITS = 0o777;
/** As many links in a row as Linux follows. */
const LINKS_FOLLOWED = 40;

/** Whether an error is the file system's, with one of the codes. */
export function isFileError(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

/** The text of a file, `undefined` where there is none. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isFileError(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

/** The path behind every symbolic link, also where the last link points to nothing yet. */
export async function resolveLinks(path: string, depth = 0): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    if (!isFileError(error, 'ENOENT') || depth === LINKS_FOLLOWED) {
      throw error;
    }
  }
  const target = await readLinkTarget(path);
  if (target !== undefined) {
    return resolveLinks(resolve(dirname(path), target), depth + 1);
  }
  const parent = dirname(path);
  return parent === path ? path : join(await resolveLinks(parent, depth), basename(path));
}

async function readLinkTarget(path: string): Promise<string | undefined> {
  try {
    return (await lstat(path)).isSymbolicLink() ? await readlink(path) : undefined;
  } catch {
    // Nothing there: no link either.
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
  } catch (error) {
    if (isFileError(error, 'ENOTEMPTY', 'EEXIST', 'ENOENT', 'EACCES', 'EPERM', 'EBUSY')) {
      return;
    }
    throw error;
  }
  if (path !== topmost && path.startsWith(topmost)) {
    await removeEmptyDirectories(dirname(path), topmost);
  }
}

/** A file that is complete under another name, and takes its place in one step. */
export interface PreparedFile {
  readonly commit: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/**
 * Writes a file beside its place, to the disk: other programs see the old or the new text and never a part
 * of it, even when the machine loses power. The new file has the mode and the owner of the old one;
 * without an old one it is readable by its owner alone.
 */
export async function prepareFile(path: string, text: string): Promise<PreparedFile> {
  const temporary = `${path}.icr-login-${randomBytes(6).toString('hex')}`;
  const discard = (): Promise<void> => rm(temporary, { force: true });
  const old = await statIfThere(path);
  try {
    // O_EXCL: a link that somebody laid under this name is not followed.
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    const file = await open(temporary, flags, PRIVATE_FILE);
    try {
      await file.writeFile(text);
      if (old !== undefined) {
        await keepOwner(file, old);
        await file.chmod(old.mode & PERMISSION_BITS);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard();
    throw error;
  }
  return { commit: () => rename(temporary, path), discard };
}

/** Writes a file so that it is never seen half-written, see {@link prepareFile}. */
export async function writeAtomically(path: string, text: string): Promise<void> {
  const file = await prepareFile(path, text);
  try {
    await file.commit();
  } catch (error) {
    await file.discard();
    throw error;
  }
}

async function statIfThere(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    if (isFileError(error, 'ENOENT')) {
      return undefined;
    }
    throw error;
  }
}

interface Ownable {
  chown(uid: number, gid: number): Promise<void>;
  stat(): Promise<Stats>;
}

async function keepOwner(file: Ownable, { uid, gid }: Stats): Promise<void> {
  const now = await file.stat();
  if (now.uid !== uid || now.gid !== gid) {
    await file.chown(uid, gid);
  }
}
