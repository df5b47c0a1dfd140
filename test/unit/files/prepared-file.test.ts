import { execFile } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepareFile, removeLeftovers } from '../../../src/files/prepared-file.ts';
import { enforceOwners } from '../../support/launchers.ts';

const IS_WINDOWS = process.platform === 'win32';
const IS_ROOT = process.getuid?.() === 0;
const NEW = Buffer.from('new');

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
  return (statSync(file).mode & 0o7777).toString(8);
}

describe('a prepared file', () => {
  it('replaces the old one on request, and keeps its mode', async () => {
    writeFileSync(path, 'old');
    chmodSync(path, 0o640);
    const prepared = await prepareFile(path, NEW);
    expect(readFileSync(path, 'utf8')).toBe('old');
    await prepared.commit();

    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(root)).toEqual(['config.json']);
    if (!IS_WINDOWS) {
      expect(modeOf(path)).toBe('640');
    }
  });

  it('is accessible only to its owner if there was no old one, and is removed when it is discarded', async () => {
    const prepared = await prepareFile(path, NEW);
    const [name = ''] = readdirSync(root);
    expect(name).toMatch(/^config\.json\.icr-login-[0-9a-f]{12}$/);
    if (!IS_WINDOWS) {
      expect(modeOf(join(root, name))).toBe('600');
    }
    await prepared.discard();

    expect(readdirSync(root)).toEqual([]);
  });

  it('has exactly the given bytes', async () => {
    const bytes = Buffer.from([0xff, 0x00, 0x0a, 0xfe]);
    const { commit } = await prepareFile(path, bytes);
    await commit();

    expect(readFileSync(path)).toEqual(bytes);
  });

  it.skipIf(IS_WINDOWS)('never gets special mode bits', async () => {
    writeFileSync(path, 'old');
    chmodSync(path, 0o4755);
    const { commit } = await prepareFile(path, NEW);
    await commit();

    expect(modeOf(path)).toBe('755');
  });

  it.skipIf(IS_WINDOWS)(
    'can be accessible only to its owner, whatever the old mode was',
    async () => {
      writeFileSync(path, 'old');
      chmodSync(path, 0o666);
      const { commit } = await prepareFile(path, NEW, { ownerOf: path, keepsMode: false });
      await commit();

      expect(modeOf(path)).toBe('600');
    },
  );

  it('is an error if its path is below a file', async () => {
    writeFileSync(path, '');

    await expect(prepareFile(join(path, 'below'), NEW)).rejects.toThrow('ENOTDIR');
  });

  it('leaves nothing behind if it cannot be completed', async () => {
    writeFileSync(path, 'old');
    const access = { ownerOf: join(path, 'below'), keepsMode: true };

    await expect(prepareFile(path, NEW, access)).rejects.toThrow('ENOTDIR');
    expect(readdirSync(root)).toEqual(['config.json']);
  });

  it('cannot replace a directory', async () => {
    mkdirSync(path);
    const { commit, discard } = await prepareFile(path, NEW);

    await expect(commit()).rejects.toThrow(IS_WINDOWS ? 'EPERM' : 'EISDIR');
    await discard();
    expect(readdirSync(root)).toEqual(['config.json']);
  });

  it('left by a killed process is removed, and nothing else', async () => {
    const others = [
      'config.json',
      'config.json.icr-login-journal',
      'config.json.icr-login-0123',
      'config.json.icr-login-0123456789AB',
      'config.json.icr-login-0123456789ab.txt',
      'other.json.icr-login-0123456789ab',
    ];
    for (const name of [...others, 'config.json.icr-login-0123456789ab']) {
      writeFileSync(join(root, name), '');
    }
    await removeLeftovers(path);

    expect(readdirSync(root).toSorted()).toEqual(others.toSorted());
  });

  it.skipIf(IS_WINDOWS)('that is a link is removed, but its target is not', async () => {
    writeFileSync(join(root, 'mine'), '');
    symlinkSync('mine', `${path}.icr-login-0123456789ab`);
    await removeLeftovers(path);

    expect(readdirSync(root)).toEqual(['mine']);
  });
});

describe.skipIf(!IS_ROOT)('a file that root writes', () => {
  it('keeps owner, group and mode', async () => {
    writeFileSync(path, 'old');
    chownSync(path, 1234, 5678);
    chmodSync(path, 0o660);
    const { commit } = await prepareFile(path, NEW);
    await commit();

    expect(statSync(path)).toMatchObject({ uid: 1234, gid: 5678 });
    expect(modeOf(path)).toBe('660');
  });

  it('belongs to the owner of its directory if there was no old one', async () => {
    chownSync(root, 1234, 5678);
    const { commit } = await prepareFile(path, NEW);
    await commit();

    expect(statSync(path)).toMatchObject({ uid: 1234, gid: 5678 });
    expect(modeOf(path)).toBe('600');
  });

  it('belongs to the owner of another file on request', async () => {
    writeFileSync(path, '');
    chownSync(path, 1234, 5678);
    const access = { ownerOf: path, keepsMode: false };
    const { commit } = await prepareFile(`${path}.icr-login-journal`, NEW, access);
    await commit();

    expect(statSync(`${path}.icr-login-journal`)).toMatchObject({ uid: 1234, gid: 5678 });
    expect(modeOf(`${path}.icr-login-journal`)).toBe('600');
  });
});

describe.skipIf(!IS_ROOT)('a file whose owner cannot be kept', () => {
  /** Replaces the file in a process that cannot give files to other users. */
  async function replaceElsewhere(groups: readonly number[] = []): Promise<void> {
    const module = resolve(import.meta.dirname, '../../../src/files/prepared-file.ts');
    const script = `
      import { prepareFile } from ${JSON.stringify(pathToFileURL(module).href)};
      const { commit } = await prepareFile(${JSON.stringify(path)}, Buffer.from('new'));
      await commit();`;
    const [launcher = '', ...options] = enforceOwners(groups);
    const node = [process.execPath, '--input-type=module', '--eval', script];
    await promisify(execFile)(launcher, [...options, ...node]);
  }

  it.each([
    ['600', '600'],
    ['640', '600'],
    ['660', '600'],
    ['664', '644'],
    ['644', '644'],
    ['646', '646'],
    ['666', '666'],
    ['606', '606'],
    ['604', '604'],
    ['777', '777'],
    ['770', '700'],
    ['444', '444'],
  ])('with mode %s is written anyway, with mode %s', async (before, after) => {
    writeFileSync(path, 'old');
    chownSync(path, 1234, 5678);
    chmodSync(path, Number.parseInt(before, 8));
    await replaceElsewhere();

    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(statSync(path)).toMatchObject({ uid: 0, gid: 0 });
    expect(modeOf(path)).toBe(after);
  });

  it('keeps a group that this user is in, with the permissions of the group', async () => {
    writeFileSync(path, 'old');
    chownSync(path, 1234, 5678);
    chmodSync(path, 0o660);
    await replaceElsewhere([5678]);

    expect(statSync(path)).toMatchObject({ uid: 0, gid: 5678 });
    expect(modeOf(path)).toBe('660');
  });

  it('is accessible only to its owner if there was no old one', async () => {
    chownSync(root, 1234, 5678);
    await replaceElsewhere();

    expect(statSync(path)).toMatchObject({ uid: 0, gid: 0 });
    expect(modeOf(path)).toBe('600');
  });
});
