import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  giveToOwnerOf,
  isFileError,
  PRIVATE_DIRECTORY,
  PRIVATE_FILE,
  removeFile,
  removeTree,
  replaceFile,
  whileOpenElsewhere,
} from './files.ts';

const PERMISSION_BITS = 0o777;
const GROUP_BITS = 0o070;
/** Between the name of a file and random hexadecimal digits: the name of its next content. */
const INFIX = '.icr-login-';

/** A file that is complete under another name, and takes its place in one step. */
export interface PreparedFile {
  readonly commit: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** Whose the new file is, and who may read it. */
export interface Access {
  /** The new file gets the owner of this one, or of the directory that it would be in. */
  readonly ownerOf: string;
  /** Whether it gets the mode of the old one too; else its owner alone may read it. */
  readonly keepsMode: boolean;
}

/**
 * Writes a file next to its place, to the disk: other programs see the old or the new content and never a part
 * of it, even when the machine loses power.
 *
 * Owner and group are kept as far as the system allows it. Where the group cannot be kept, the new group may
 * do no more than everyone.
 */
export async function prepareFile(
  path: string,
  content: Buffer,
  access: Access = { ownerOf: path, keepsMode: true },
): Promise<PreparedFile> {
  const temporary = nameTemporary(path);
  const discard = (): Promise<void> => removeFile(temporary);
  try {
    // O_EXCL: a link that someone laid under this name is not followed.
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    const file = await whileOpenElsewhere(() => open(temporary, flags, PRIVATE_FILE));
    try {
      await file.writeFile(content);
      const owner = (await statIfThere(access.ownerOf)) ?? (await stat(dirname(access.ownerOf)));
      const hasGroup = await giveTo(file, owner);
      const old = access.keepsMode ? await statIfThere(path) : undefined;
      if (old !== undefined) {
        await file.chmod(limitMode(old.mode, hasGroup));
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard();
    throw error;
  }
  return { commit: () => replaceFile(temporary, path), discard };
}

/**
 * Prepares to remove a file in one step that only succeeds as long as no one has removed what was prepared, as with
 * a file that waits to take its place: the file goes into a directory first.
 */
export async function prepareRemoval(path: string): Promise<PreparedFile> {
  const directory = nameTemporary(path);
  const discard = (): Promise<void> => removeTree(directory);
  await whileOpenElsewhere(() => mkdir(directory, { mode: PRIVATE_DIRECTORY }));
  try {
    await giveToOwnerOf(dirname(path), directory);
    /* v8 ignore start -- Somebody would have to remove the directory in this very moment. */
  } catch (error) {
    await discard();
    throw error;
  }
  /* v8 ignore stop */
  return {
    commit: async () => {
      await replaceFile(path, join(directory, basename(path)));
      await discard();
    },
    discard,
  };
}

/** The name of the next content of a file. */
function nameTemporary(path: string): string {
  return `${path}${INFIX}${randomBytes(6).toString('hex')}`;
}

/**
 * Removes what another process has prepared and not put in place: it holds a login. If that process still runs,
 * its change fails.
 */
export async function removeLeftovers(path: string): Promise<void> {
  const directory = dirname(path);
  const prefix = `${basename(path)}${INFIX}`;
  const names = await readdir(directory);
  const leftovers = names.filter(
    (name) => name.startsWith(prefix) && /^[0-9a-f]{12}$/.test(name.slice(prefix.length)),
  );
  for (const name of leftovers) {
    await removeTree(join(directory, name));
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

/**
 * Gives a file an owner and a group.
 *
 * @returns whether it has the group now.
 */
async function giveTo(
  file: FileHandle,
  { uid, gid }: Pick<Stats, 'uid' | 'gid'>,
): Promise<boolean> {
  const now = await file.stat();
  if (now.uid === uid && now.gid === gid) {
    return true;
  }
  return (await changeOwner(file, uid, gid)) || (await changeOwner(file, now.uid, gid));
}

/** Only root can give a file away; others can give it to a group that they are in. */
async function changeOwner(file: FileHandle, uid: number, gid: number): Promise<boolean> {
  try {
    await file.chown(uid, gid);
    return true;
  } catch {
    return false;
  }
}

function limitMode(mode: number, hasGroup: boolean): number {
  const others = mode & 0o007;
  const group = hasGroup ? mode & GROUP_BITS : mode & (others << 3);
  return ((mode & ~GROUP_BITS) | group) & PERMISSION_BITS;
}
