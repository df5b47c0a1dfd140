import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createDirectory,
  deleteDirectory,
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
  it('lies in RUNNER_TEMP and is deleted with what is in it, once', () => {
    const path = nameDirectory();
    createDirectory(path);
    mkdirSync(join(path, 'us.icr.io'));

    expect(dirname(path)).toBe(join(root, 'temp'));
    expect(deleteDirectory(path)).toBe(true);
    expect(existsSync(path)).toBe(false);
    expect(deleteDirectory(path)).toBe(false);
  });

  it.each(['', '../elsewhere', 'deeper/inside'])(
    'is left alone at RUNNER_TEMP/%s, though it has the marker',
    (name) => {
      const path = join(root, 'temp', name);
      rmSync(path, { recursive: true, force: true });
      mkdirSync(dirname(path), { recursive: true });
      createDirectory(path);

      expect(deleteDirectory(path)).toBe(false);
      expect(existsSync(path)).toBe(true);
    },
  );

  it('is left alone without the marker, and behind a link', () => {
    const path = join(root, 'temp', 'mine');
    mkdirSync(path);
    expect(deleteDirectory(path)).toBe(false);
    const linked = join(root, 'temp', 'linked');
    createDirectory(linked);
    symlinkSync(linked, join(root, 'temp', 'link'));

    expect(deleteDirectory(join(root, 'temp', 'link'))).toBe(false);
    expect(existsSync(linked)).toBe(true);
  });
});
