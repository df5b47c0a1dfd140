import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findProgram } from '../../../src/runner/find-program.ts';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'path-'));
  for (const folder of ['first', 'second', 'directory/docker', 'plain']) {
    mkdirSync(join(root, folder), { recursive: true });
  }
  for (const path of ['first/docker', 'second/docker', 'second/podman.EXE']) {
    writeFileSync(join(root, path), '#!/bin/sh\n', { mode: 0o755 });
  }
  writeFileSync(join(root, 'plain/docker'), '');
  chmodSync(join(root, 'plain/docker'), 0o644);
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

function find(name: string, folders: readonly string[]): string | undefined {
  const PATH = folders.map((folder) => folder && join(root, folder)).join(delimiter);
  return findProgram(name, { PATH });
}

describe('a program on the PATH', () => {
  it('is the first match', () => {
    expect(find('docker', ['nowhere', 'first', 'second'])).toBe(join(root, 'first/docker'));
    expect(find('docker', ['second', 'first'])).toBe(join(root, 'second/docker'));
  });

  it.skipIf(process.platform === 'win32')('must be an executable file', () => {
    expect(find('docker', ['directory', 'plain', 'plain/docker', 'second'])).toBe(
      join(root, 'second/docker'),
    );
  });

  it('has an absolute path, even if the directory on the PATH has none', () => {
    const program = findProgram('docker', { PATH: relative(process.cwd(), join(root, 'first')) });

    expect(program).toBe(join(root, 'first/docker'));
  });

  it('is not searched for in an empty directory name', () => {
    expect(find('package.json', ['', ''])).toBeUndefined();
    expect(findProgram('docker', {})).toBeUndefined();
  });

  it('can have an extension that the system knows', () => {
    const PATH = join(root, 'second');
    const PATHEXT = '.COM;.EXE';

    expect(findProgram('podman', { PATH, PATHEXT }, 'win32')).toBe(join(PATH, 'podman.EXE'));
    expect(findProgram('podman', { PATH, PATHEXT: '.COM;.BAT' }, 'win32')).toBeUndefined();
    // Windows assumes some extensions if the variable is not set.
    expect(findProgram('podman', { PATH }, 'win32')).toBe(join(PATH, 'podman.EXE'));
    expect(findProgram('podman', { PATH, PATHEXT: '' }, 'win32')).toBe(join(PATH, 'podman.EXE'));
    expect(findProgram('podman', { PATH }, 'linux')).toBeUndefined();
    expect(findProgram('docker', { PATH, PATHEXT }, 'linux')).toBe(join(PATH, 'docker'));
  });

  it('cannot have a name that is not a file name', () => {
    expect(find('doc\0ker', ['first'])).toBeUndefined();
  });
});
