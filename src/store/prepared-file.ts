import { randomBytes } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Encoding, isFileError, PRIVATE_FILE } from './files.ts';

const PERMISSION_BITS = 0o777;
/** Between the name of a file and random hexadecimal digits: the name of its next text. */
const INFIX = '.icr-login-';

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
export async function prepareFile(
  path: string,
  text: string,
  encoding: Encoding = 'utf8',
): Promise<PreparedFile> {
  const temporary = `${path}${INFIX}${randomBytes(6).toString('hex')}`;
  const discard = (): Promise<void> => rm(temporary, { force: true });
  const old = await statIfThere(path);
  try {
    // O_EXCL: a link that somebody laid under this name is not followed.
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    const file = await open(temporary, flags, PRIVATE_FILE);
    try {
      await file.writeFile(text, encoding);
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

/** Removes what a killed process left between preparing a file and putting it in place: it holds a login. */
export async function removeLeftovers(path: string): Promise<void> {
  const directory = dirname(path);
  const prefix = `${basename(path)}${INFIX}`;
  const names = await readdir(directory);
  const leftovers = names.filter(
    (name) => name.startsWith(prefix) && /^[0-9a-f]{12}$/.test(name.slice(prefix.length)),
  );
  await Promise.all(leftovers.map((name) => rm(join(directory, name), { force: true })));
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

type Owner = Pick<Stats, 'uid' | 'gid'>;

interface Ownable {
  chown(uid: number, gid: number): Promise<void>;
  stat(): Promise<Owner>;
}

/** Gives a file an owner and a group, where it has others: not every file system can do that. */
export async function keepOwner(file: Ownable, { uid, gid }: Owner): Promise<void> {
  const now = await file.stat();
  if (now.uid !== uid || now.gid !== gid) {
    await file.chown(uid, gid);
  }
}
