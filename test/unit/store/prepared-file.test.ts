import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepOwner, prepareFile, removeLeftovers } from '../../../src/store/prepared-file.ts';

let root: string;
let path: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'prepared-'));
  path = join(root, 'config.json');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

function modeOf(file: string): string {
  return (statSync(file).mode & 0o777).toString(8);
}

describe('a prepared file', () => {
  it('takes the place of the old one, with its mode, when it is told to', async () => {
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    const prepared = await prepareFile(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('old');
    await prepared.commit();

    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(modeOf(path)).toBe('640');
    expect(readdirSync(root)).toEqual(['config.json']);
  });

  it('is for its owner alone where there was none, and gone when it is discarded', async () => {
    const prepared = await prepareFile(path, 'new');
    const [name = ''] = readdirSync(root);
    expect(modeOf(join(root, name))).toBe('600');
    await prepared.discard();

    expect(readdirSync(root)).toEqual([]);
  });

  it('is an error where its place is below a file', async () => {
    writeFileSync(path, '');

    await expect(prepareFile(join(path, 'below'), 'new')).rejects.toThrow('ENOTDIR');
  });

  it('that a killed process left is removed, and nothing else', async () => {
    const others = ['config.json', 'config.json.icr-login-journal', 'config.json.icr-login-0123'];
    for (const name of [...others, 'config.json.icr-login-0123456789ab']) {
      writeFileSync(join(root, name), '');
    }
    await removeLeftovers(path);

    expect(readdirSync(root).toSorted()).toEqual(others.toSorted());
  });
});

describe('the owner of a file', () => {
  it.each([
    [{ uid: 1, gid: 2 }, []],
    [{ uid: 3, gid: 2 }, [[1, 2]]],
    [{ uid: 1, gid: 3 }, [[1, 2]]],
  ])('is set where the file has another one: %j', async (now, expected) => {
    const changes: unknown[] = [];
    const file = {
      stat: async () => now,
      chown: async (...owner: readonly number[]) => {
        changes.push(owner);
      },
    };
    await keepOwner(file, { uid: 1, gid: 2 });

    expect(changes).toEqual(expected);
  });
});
