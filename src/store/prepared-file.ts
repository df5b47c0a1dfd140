import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Encoding, PRIVATE_FILE } from './files.ts';

const PERMISSION_BITS = 0o777;
/** Between the name of a file and random hexadecimal digits: the name of its next text. */
const INFIX = '.icr-login-';

/** A file that is complete under another name, and takes its place in one step. */
export interface PreparedFile {
  readonly commit: () => void;
  readonly discard: () => void;
}

/**
 * Writes a file beside its place, to the disk: other programs see the old or the new text and never a part
 * of it, even when the machine loses power. The new file has the mode and the owner of the old one;
 * without an old one it is readable by its owner alone.
 */
export function prepareFile(path: string, text: string, encoding: Encoding = 'utf8'): PreparedFile {
  const temporary = `${path}${INFIX}${randomBytes(6).toString('hex')}`;
  const discard = (): void => rmSync(temporary, { force: true });
  const old = statSync(path, { throwIfNoEntry: false });
  try {
    // O_EXCL: a link that somebody laid under this name is not followed.
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    const file = openSync(temporary, flags, PRIVATE_FILE);
    try {
      writeFileSync(file, text, encoding);
      if (old !== undefined) {
        keepOwner(file, old);
        fchmodSync(file, old.mode & PERMISSION_BITS);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    discard();
    throw error;
  }
  return { commit: () => renameSync(temporary, path), discard };
}

/** Removes what a killed process left between preparing a file and putting it in place: it holds a login. */
export function removeLeftovers(path: string): void {
  const directory = dirname(path);
  const prefix = `${basename(path)}${INFIX}`;
  const names = readdirSync(directory);
  const leftovers = names.filter(
    (name) => name.startsWith(prefix) && /^[0-9a-f]{12}$/.test(name.slice(prefix.length)),
  );
  for (const name of leftovers) {
    rmSync(join(directory, name), { force: true });
  }
}

/** Gives a file an owner and a group, where it has others: not every file system can do that. */
export function keepOwner(file: number, { uid, gid }: Pick<Stats, 'uid' | 'gid'>): void {
  const now = fstatSync(file);
  if (now.uid !== uid || now.gid !== gid) {
    fchownSync(file, uid, gid);
  }
}
