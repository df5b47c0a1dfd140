import {
  chmodSync,
  closeSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepOwner, prepareFile, removeLeftovers } from '../../../src/files/prepared-file.ts';

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
  it('takes the place of the old one, with its mode, when it is told to', () => {
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    const prepared = prepareFile(path, 'new');
    expect(readFileSync(path, 'utf8')).toBe('old');
    prepared.commit();

    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(modeOf(path)).toBe('640');
    expect(readdirSync(root)).toEqual(['config.json']);
  });

  it('is for its owner alone where there was none, and gone when it is discarded', () => {
    const prepared = prepareFile(path, 'new');
    const [name = ''] = readdirSync(root);
    expect(modeOf(join(root, name))).toBe('600');
    prepared.discard();

    expect(readdirSync(root)).toEqual([]);
  });

  it('is an error where its place is below a file', () => {
    writeFileSync(path, '');

    expect(() => prepareFile(join(path, 'below'), 'new')).toThrow('ENOTDIR');
  });

  it('that a killed process left is removed, and nothing else', () => {
    const others = ['config.json', 'config.json.icr-login-journal', 'config.json.icr-login-0123'];
    for (const name of [...others, 'config.json.icr-login-0123456789ab']) {
      writeFileSync(join(root, name), '');
    }
    removeLeftovers(path);

    expect(readdirSync(root).toSorted()).toEqual(others.toSorted());
  });
});

describe.skipIf(process.platform === 'win32')('the owner of a file', () => {
  it('is set where the file has another one, as far as this user may', () => {
    const file = openSync(path, 'w');
    const { uid, gid } = fstatSync(file);
    keepOwner(file, { uid, gid });
    const giveAway = (): void => keepOwner(file, { uid: uid + 1, gid });

    if (uid === 0) {
      giveAway();
      expect(fstatSync(file)).toMatchObject({ uid: 1, gid });
    } else {
      expect(giveAway).toThrow('EPERM');
    }
    closeSync(file);
  });
});
