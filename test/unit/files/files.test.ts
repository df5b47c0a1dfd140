import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readIfThere, removeEmptyDirectories, resolveLinks } from '../../../src/files/files.ts';

let root: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'files-')));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('a path', () => {
  it('is followed through links, also to what is not there yet', async () => {
    mkdirSync(join(root, 'real'));
    writeFileSync(join(root, 'real', 'there'), '');
    symlinkSync('real', join(root, 'folder'));
    symlinkSync('missing/../real/later', join(root, 'file'));

    expect(resolveLinks(join(root, 'folder', 'there'))).toBe(join(root, 'real/there'));
    expect(resolveLinks(join(root, 'folder', 'a', 'b'))).toBe(join(root, 'real/a/b'));
    expect(resolveLinks(join(root, 'file'))).toBe(join(root, 'real/later'));
  });

  it('is an error where its links have no end', async () => {
    symlinkSync('loop', join(root, 'loop'));
    symlinkSync('missing/../round', join(root, 'round'));

    expect(() => resolveLinks(join(root, 'loop'))).toThrow('ELOOP');
    expect(() => resolveLinks(join(root, 'round'))).toThrow('ENOENT');
  });
});

describe('a file', () => {
  it('is read where it is there, and an error where it is something else', async () => {
    writeFileSync(join(root, 'file'), 'text');

    expect(readIfThere(join(root, 'file'))).toBe('text');
    expect(readIfThere(join(root, 'missing'))).toBeUndefined();
    expect(() => readIfThere(root)).toThrow('EISDIR');
  });
});

describe('directories that were made', () => {
  it('are removed up to the topmost, as far as they are empty', async () => {
    mkdirSync(join(root, 'a', 'b', 'c'), { recursive: true });
    removeEmptyDirectories(join(root, 'a', 'b', 'c'), join(root, 'a', 'b'));
    expect(existsSync(join(root, 'a', 'b'))).toBe(false);
    expect(existsSync(join(root, 'a'))).toBe(true);

    mkdirSync(join(root, 'a', 'b', 'c'), { recursive: true });
    writeFileSync(join(root, 'a', 'notes.txt'), '');
    removeEmptyDirectories(join(root, 'a', 'b', 'c'), join(root, 'a'));
    expect(existsSync(join(root, 'a', 'b'))).toBe(false);
    expect(existsSync(join(root, 'a', 'notes.txt'))).toBe(true);
  });

  it('may have been removed by somebody else, or become a file', async () => {
    writeFileSync(join(root, 'file'), '');

    removeEmptyDirectories(join(root, 'gone'), root);
    removeEmptyDirectories(join(root, 'file'), root);
    expect(existsSync(join(root, 'file'))).toBe(true);
  });
});
