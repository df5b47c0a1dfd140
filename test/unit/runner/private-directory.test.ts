import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createDirectory,
  deleteCheckDirectories,
  deleteDirectory,
  makeCheckDirectory,
  nameDirectory,
} from '../../../src/runner/private-directory.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'private-'));
  mkdirSync(join(root, 'temp'));
  vi.stubEnv('RUNNER_TEMP', join(root, 'temp'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

describe('a private directory', () => {
  it('is created in RUNNER_TEMP, and deleted once with its content', () => {
    const path = nameDirectory();
    createDirectory(path);
    mkdirSync(join(path, 'us.icr.io'));

    expect(dirname(path)).toBe(join(root, 'temp'));
    expect(deleteDirectory(path)).toBe(true);
    expect(existsSync(path)).toBe(false);
    expect(deleteDirectory(path)).toBe(false);
  });

  it.each(['', '../elsewhere', 'deeper/inside'])(
    'is not deleted at RUNNER_TEMP/%s, even with a marker',
    (name) => {
      const path = join(root, 'temp', name);
      rmSync(path, { recursive: true, force: true });
      mkdirSync(dirname(path), { recursive: true });
      createDirectory(path);

      expect(deleteDirectory(path)).toBe(false);
      expect(existsSync(path)).toBe(true);
    },
  );

  it('is not deleted without a marker, or behind a link', () => {
    const path = join(root, 'temp', 'mine');
    mkdirSync(path);
    expect(deleteDirectory(path)).toBe(false);
    const linked = join(root, 'temp', 'linked');
    createDirectory(linked);
    symlinkSync(linked, join(root, 'temp', 'link'));

    expect(deleteDirectory(join(root, 'temp', 'link'))).toBe(false);
    expect(existsSync(linked)).toBe(true);
  });

  it('is deleted without the targets of links in it', () => {
    const path = nameDirectory();
    createDirectory(path);
    writeFileSync(join(root, 'mine'), '');
    mkdirSync(join(root, 'folder'));
    writeFileSync(join(root, 'folder', 'mine'), '');
    symlinkSync(join(root, 'mine'), join(path, 'link'));
    symlinkSync(join(root, 'folder'), join(path, 'contexts'), 'junction');
    expect(deleteDirectory(path)).toBe(true);

    expect(existsSync(path)).toBe(false);
    expect(existsSync(join(root, 'mine'))).toBe(true);
    expect(existsSync(join(root, 'folder', 'mine'))).toBe(true);
  });

  it('cannot be a file', () => {
    const path = join(root, 'temp', 'icr-login-check-file');
    writeFileSync(path, '');

    expect(deleteDirectory(path)).toBe(false);
    expect(existsSync(path)).toBe(true);
  });

  it.skipIf(process.platform === 'win32')('is accessible only to its owner', () => {
    const path = nameDirectory();
    createDirectory(path);

    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(statSync(makeCheckDirectory()).mode & 0o777).toBe(0o700);
  });

  it('is created once, with RUNNER_TEMP if that is missing', () => {
    vi.stubEnv('RUNNER_TEMP', join(root, 'missing', 'temp'));
    const path = nameDirectory();
    createDirectory(path);

    expect(existsSync(path)).toBe(true);
    expect(() => createDirectory(path)).toThrow('EEXIST');
    rmSync(join(root, 'missing'), { recursive: true });
    expect(existsSync(makeCheckDirectory())).toBe(true);
  });
});

describe('the directories of checks', () => {
  it('are deleted with what a killed step left behind, and nothing else', () => {
    const check = makeCheckDirectory();
    mkdirSync(join(check, 'us.icr.io'));
    writeFileSync(join(check, 'us.icr.io', 'config.json'), '');
    // As left by a step that was killed right after it created the directory.
    mkdirSync(join(root, 'temp', 'icr-login-check-abc'));
    const isolated = nameDirectory();
    createDirectory(isolated);
    mkdirSync(join(root, 'temp', 'mine'));
    mkdirSync(join(root, 'icr-login-check-elsewhere'));
    symlinkSync(
      join(root, 'icr-login-check-elsewhere'),
      join(root, 'temp', 'icr-login-check-link'),
      'junction',
    );
    deleteCheckDirectories();

    expect(readdirSync(join(root, 'temp')).toSorted()).toEqual(
      [basename(isolated), 'icr-login-check-link', 'mine'].toSorted(),
    );
    expect(existsSync(join(root, 'icr-login-check-elsewhere'))).toBe(true);
  });

  it('may not exist, and neither may RUNNER_TEMP', () => {
    deleteCheckDirectories();
    vi.stubEnv('RUNNER_TEMP', join(root, 'missing'));

    expect(deleteCheckDirectories).not.toThrow();
  });
});
