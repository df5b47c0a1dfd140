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
/** Stands between the name of a file and random hexadecimal digits in the name of its temporary file. */
const INFIX = '.icr-login-';

/** A change that is complete under a temporary name, and becomes visible atomically with `commit`. */
export interface PreparedFile {
  readonly commit: () => Promise<void>;
  readonly discard: () => Promise<void>;
}

/** Who owns the new file, and who can read it. */
export interface Access {
  /** The path whose owner the new file gets. If it does not exist, the owner of its directory. */
  readonly ownerOf: string;
  /** Whether the new file gets the mode of the old one. Otherwise, only its owner can read it. */
  readonly keepsMode: boolean;
}

/**
 * Writes the new content of a file to a temporary file in the same directory, and flushes it to the disk. So other
 * programs see the complete old or new content and never a part of it, even after a power failure.
 *
 * Owner and group are kept if the system allows it. If the group cannot be kept, the new group gets no more permissions
 * than everyone.
 */
export async function prepareFile(
  path: string,
  content: Buffer,
  access: Access = { ownerOf: path, keepsMode: true },
): Promise<PreparedFile> {
  const temporary = nameTemporary(path);
  const discard = (): Promise<void> => removeFile(temporary);
  try {
    // O_EXCL: a link that someone has placed under this name is not followed.
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
 * Prepares to remove a file. As with {@link prepareFile}, `commit` fails if another process has removed what was
 * prepared: it moves the file into a temporary directory, then deletes that.
 */
export async function prepareRemoval(path: string): Promise<PreparedFile> {
  const directory = nameTemporary(path);
  const discard = (): Promise<void> => removeTree(directory);
  await whileOpenElsewhere(() => mkdir(directory, { mode: PRIVATE_DIRECTORY }));
  try {
    await giveToOwnerOf(dirname(path), directory);
    /* v8 ignore start -- Only if another process removes the directory at this very moment. */
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

/** Chooses a temporary name for the new content of a file. */
function nameTemporary(path: string): string {
  return `${path}${INFIX}${randomBytes(6).toString('hex')}`;
}

/**
 * Removes what other processes have prepared for a file and not committed, because it can contain a login. If such a
 * process still runs, its `commit` fails.
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
 * Gives a file an owner and a group, if the system allows it.
 *
 * @returns whether it now has the group.
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
