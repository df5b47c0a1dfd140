import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  giveToOwnerOf,
  isWithin,
  listMissing,
  makeDirectory,
  NotAFile,
  readIfThere,
  refuseSticky,
  removeEmptyDirectories,
  removeFile,
  replaceFile,
  resolveLinks,
  whileOpenElsewhere,
} from '../../../src/files/files.ts';
import { listenOn, makeFifo } from '../../support/special-files.ts';

const IS_WINDOWS = process.platform === 'win32';
const IS_ROOT = process.getuid?.() === 0;

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'files-')));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

describe('a file in a directory where users can remove only their own files', () => {
  /** A directory with the mode of /tmp or with the given mode, and a file in it. */
  function prepare(mode = 0o1777): string {
    const directory = join(root, 'shared');
    mkdirSync(directory);
    chmodSync(directory, mode);
    writeFileSync(join(directory, 'file'), '');
    return join(directory, 'file');
  }

  const own = process.geteuid?.() ?? 0;

  it.skipIf(IS_WINDOWS)('cannot be replaced by another user', async () => {
    const path = prepare();
    vi.spyOn(process, 'geteuid').mockReturnValue(own + 1);

    await expect(refuseSticky(path)).rejects.toMatchObject({ code: 'EPERM' });
  });

  it.skipIf(IS_WINDOWS).each([
    ['by its user', 0o1777, own, 'file'],
    ['by root', 0o1777, 0, 'file'],
    ['by anyone if it does not exist', 0o1777, own + 1, 'missing'],
    ['by another user if everyone can remove everything', 0o777, own + 1, 'file'],
  ])('can be replaced %s', async (_who, mode, user, name) => {
    const path = join(dirname(prepare(mode)), name);
    vi.spyOn(process, 'geteuid').mockReturnValue(user);

    await expect(refuseSticky(path)).resolves.toBeUndefined();
  });

  it.skipIf(IS_WINDOWS)('does not matter if its directory is missing', async () => {
    await expect(refuseSticky(join(root, 'missing', 'file'))).resolves.toBeUndefined();
  });
});

describe('a path', () => {
  it('is resolved through links, even if its target does not exist yet', async () => {
    mkdirSync(join(root, 'real'));
    writeFileSync(join(root, 'real', 'there'), '');
    symlinkSync('real', join(root, 'folder'));
    symlinkSync('missing/../real/later', join(root, 'file'));

    const follow = (...names: readonly string[]): Promise<string> =>
      resolveLinks(join(root, ...names));
    await expect(follow('folder', 'there')).resolves.toBe(join(root, 'real/there'));
    await expect(follow('folder', 'a', 'b')).resolves.toBe(join(root, 'real/a/b'));
    await expect(follow('file')).resolves.toBe(join(root, 'real/later'));
  });

  it('is an error if its links form a loop', async () => {
    symlinkSync('loop', join(root, 'loop'));
    symlinkSync('missing/../round', join(root, 'round'));

    await expect(resolveLinks(join(root, 'loop'))).rejects.toThrow('ELOOP');
    await expect(resolveLinks(join(root, 'round'))).rejects.toThrow('ENOENT');
  });

  it.each([
    ['/a/b', '/a/b', true],
    ['/a/b', '/a', true],
    ['/a/b/c', '/a', true],
    ['/a/..b', '/a', true],
    ['/a/b', '/', true],
    ['/a/./b/../c', '/a/c/', true],
    ['/a', '/a/b', false],
    ['/a/bc', '/a/b', false],
    ['/a/b/../../c', '/a', false],
    ['/c', '/a', false],
  ])('%s is within %s: %s', (path, directory, expected) => {
    expect(isWithin(path, directory)).toBe(expected);
  });

  it('without a root is relative to the working directory', () => {
    expect(isWithin('a', process.cwd())).toBe(true);
    expect(isWithin('../a', process.cwd())).toBe(false);
    expect(isWithin(process.cwd(), '')).toBe(true);
  });

  it.runIf(IS_WINDOWS)('on another drive is not within a folder', () => {
    expect(isWithin('D:\\a', 'C:\\a')).toBe(false);
  });
});

describe('a file', () => {
  it('is read as bytes if it exists', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0xfe]);
    writeFileSync(join(root, 'file'), bytes);
    symlinkSync('file', join(root, 'link'));

    await expect(readIfThere(join(root, 'file'))).resolves.toEqual(bytes);
    await expect(readIfThere(join(root, 'link'))).resolves.toEqual(bytes);
    await expect(readIfThere(join(root, 'missing'))).resolves.toBeUndefined();
    await expect(readIfThere(join(root, 'no', 'directory'))).resolves.toBeUndefined();
  });

  it('is an error if its path contains another file', async () => {
    writeFileSync(join(root, 'file'), '');

    await expect(readIfThere(join(root, 'file', 'below'))).rejects.toThrow('ENOTDIR');
  });

  it('cannot be a directory', async () => {
    await expect(readIfThere(root)).rejects.toThrow(NotAFile);
    await expect(readIfThere(root)).rejects.toThrow(`${root} is not a regular file`);
  });

  // Whoever opens a pipe for reading waits until someone writes to it.
  it.skipIf(IS_WINDOWS)('cannot be a pipe, a socket or a device', async () => {
    const [pipe, socket] = [join(root, 'pipe'), join(root, 'socket')];
    makeFifo(pipe);
    const close = await listenOn(socket);
    try {
      for (const path of [pipe, socket, '/dev/null', '/dev/zero']) {
        await expect(readIfThere(path)).rejects.toThrow(`${path} is not a regular file`);
      }
    } finally {
      await close();
    }
  });

  it('is replaced and removed, even if it does not exist', async () => {
    const [path, next] = [join(root, 'file'), join(root, 'next')];
    writeFileSync(path, 'old');
    writeFileSync(next, 'new');
    await replaceFile(next, path);
    await expect(readIfThere(path)).resolves.toEqual(Buffer.from('new'));

    await removeFile(path);
    await removeFile(path);
    expect(existsSync(path)).toBe(false);
  });
});

describe('a change of a file that another program has open', () => {
  /** A change that fails with these codes, one after the other, and then succeeds. */
  function failWith(...codes: readonly string[]): { work: () => Promise<string>; tries: number } {
    const waiting = [...codes];
    const change = {
      tries: 0,
      work: async (): Promise<string> => {
        change.tries += 1;
        const code = waiting.shift();
        if (code !== undefined) {
          throw Object.assign(new Error(`${code}: it failed`), { code });
        }
        return 'done';
      },
    };
    return change;
  }

  it('is tried again on Windows', async () => {
    const change = failWith('EPERM', 'EBUSY', 'EACCES');

    await expect(whileOpenElsewhere(change.work, 'win32')).resolves.toBe('done');
    expect(change.tries).toBe(4);
  });

  it('is not tried forever', async () => {
    const change = failWith(...Array.from({ length: 50 }, () => 'EBUSY'));

    await expect(whileOpenElsewhere(change.work, 'win32')).rejects.toMatchObject({ code: 'EBUSY' });
    expect(change.tries).toBe(20);
  });

  it.each(['linux', 'darwin'] as const)('fails immediately on %s', async (system) => {
    const change = failWith('EBUSY');

    await expect(whileOpenElsewhere(change.work, system)).rejects.toMatchObject({ code: 'EBUSY' });
    expect(change.tries).toBe(1);
  });

  it.each(['ENOENT', 'ENOSPC', 'EROFS', 'EEXIST'])(
    'fails immediately with %s, because waiting does not help',
    async (code) => {
      const change = failWith('EPERM', code);

      await expect(whileOpenElsewhere(change.work, 'win32')).rejects.toMatchObject({ code });
      expect(change.tries).toBe(2);
    },
  );
});

describe('creating a directory', () => {
  it('also creates its parents, and returns the topmost one', async () => {
    const path = join(root, 'a', 'b', 'c');
    await expect(listMissing(path)).resolves.toEqual([join(root, 'a'), join(root, 'a', 'b'), path]);

    await expect(makeDirectory(path)).resolves.toBe(join(root, 'a'));
    expect(statSync(path).isDirectory()).toBe(true);
    await expect(makeDirectory(path)).resolves.toBeUndefined();
    await expect(makeDirectory(join(path, 'd'))).resolves.toBe(join(path, 'd'));
    await expect(listMissing(path)).resolves.toEqual([]);
  });

  it.skipIf(IS_WINDOWS)('makes it accessible only to its owner', async () => {
    await makeDirectory(join(root, 'a', 'b'));

    expect(statSync(join(root, 'a')).mode & 0o777).toBe(0o700);
    expect(statSync(join(root, 'a', 'b')).mode & 0o777).toBe(0o700);
  });

  it('succeeds if others create it at the same moment', async () => {
    const path = join(root, 'a', 'b');

    await Promise.all(Array.from({ length: 10 }, () => makeDirectory(path)));
    expect(statSync(path).isDirectory()).toBe(true);
  });

  it('is an error if a file is at its path, or at the path of a parent', async () => {
    writeFileSync(join(root, 'file'), '');

    await expect(makeDirectory(join(root, 'file'))).rejects.toThrow(
      `${join(root, 'file')} is not a directory`,
    );
    await expect(makeDirectory(join(root, 'file', 'below'))).rejects.toThrow('ENOTDIR');
  });

  it.skipIf(IS_WINDOWS)('is an error below a broken link', async () => {
    symlinkSync(join(root, 'nowhere'), join(root, 'link'));

    await expect(makeDirectory(join(root, 'link', 'below'))).rejects.toThrow('ENOENT');
  });

  it.skipIf(!IS_ROOT)('as root gives it to the owner of its parent', async () => {
    chownSync(root, 1234, 5678);
    await makeDirectory(join(root, 'a', 'b'));

    for (const path of [join(root, 'a'), join(root, 'a', 'b')]) {
      expect(statSync(path)).toMatchObject({ uid: 1234, gid: 5678 });
    }
  });
});

describe('the owner of a file', () => {
  it('stays as it is if it is right already', async () => {
    const [model, path] = [join(root, 'model'), join(root, 'file')];
    writeFileSync(model, '');
    writeFileSync(path, '');
    const { uid, gid, ctimeMs } = statSync(path);
    await giveToOwnerOf(model, path);

    expect(statSync(path)).toMatchObject({ uid, gid, ctimeMs });
  });

  it.skipIf(IS_WINDOWS || IS_ROOT)('stays as it is if this user cannot change it', async () => {
    const path = join(root, 'file');
    writeFileSync(path, '');
    const { uid } = statSync(path);
    await giveToOwnerOf('/', path);

    expect(statSync(path).uid).toBe(uid);
  });

  it.skipIf(!IS_ROOT)('is changed by root', async () => {
    const [model, path] = [join(root, 'model'), join(root, 'file')];
    writeFileSync(model, '');
    chownSync(model, 1234, 5678);
    writeFileSync(path, '');
    await giveToOwnerOf(model, path);

    expect(statSync(path)).toMatchObject({ uid: 1234, gid: 5678 });
  });
});

describe('created directories', () => {
  it('are removed up to the topmost one, as long as they are empty', async () => {
    mkdirSync(join(root, 'a', 'b', 'c'), { recursive: true });
    await removeEmptyDirectories(join(root, 'a', 'b', 'c'), join(root, 'a', 'b'));
    expect(existsSync(join(root, 'a', 'b'))).toBe(false);
    expect(existsSync(join(root, 'a'))).toBe(true);

    mkdirSync(join(root, 'a', 'b', 'c'), { recursive: true });
    writeFileSync(join(root, 'a', 'notes.txt'), '');
    await removeEmptyDirectories(join(root, 'a', 'b', 'c'), join(root, 'a'));
    expect(existsSync(join(root, 'a', 'b'))).toBe(false);
    expect(existsSync(join(root, 'a', 'notes.txt'))).toBe(true);
  });

  it('may have been removed or replaced with a file by someone else', async () => {
    writeFileSync(join(root, 'file'), '');

    await removeEmptyDirectories(join(root, 'gone'), root);
    await removeEmptyDirectories(join(root, 'file'), root);
    expect(existsSync(join(root, 'file'))).toBe(true);
  });
});
