import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refusePodmanHelpers } from '../../../src/stores/podman.ts';

const HELPER = 'credential-helpers = ["secretservice"]\n';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'podman-'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

function write(path: string, text: string): string {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

function refuse(environment: NodeJS.ProcessEnv = {}): void {
  refusePodmanHelpers({ XDG_CONFIG_HOME: join(root, 'home'), ...environment }, join(root, 'etc'));
}

describe("podman's credential helpers", () => {
  it.each([
    'etc/registries.conf',
    'home/containers/registries.conf',
    'etc/registries.conf.d/mine.conf',
    'home/containers/registries.conf.d/mine.conf',
  ])('are found in %s', (path) => {
    const file = write(path, `unqualified-search-registries = []\n  ${HELPER}`);

    expect(refuse).toThrow(`${file} names \`credential-helpers\``);
  });

  it.each([
    '',
    '# credential-helpers = ["secretservice"]',
    'credential-helpers = []',
    'credential-helpers = [\n  "containers-auth.json",\n  "secretservice",\n]',
    "credential-helpers = ['containers-auth.json']",
  ])('do not matter if they do not come before its files: %j', (text) => {
    write('etc/registries.conf', text);

    expect(refuse).not.toThrow();
  });

  it('are ignored in an unreadable file, because podman itself reports it', () => {
    mkdirSync(join(root, 'etc/registries.conf'), { recursive: true });
    write('home/containers/registries.conf.d', 'no folder');

    expect(refuse).not.toThrow();
    expect(() => refuse({ CONTAINERS_REGISTRIES_CONF: '/nowhere' })).not.toThrow();
  });

  it('are those of the file that podman reads', () => {
    write('etc/registries.conf', HELPER);
    write('etc/registries.conf.d/not-read.txt', HELPER);
    write('home/containers/registries.conf', '');
    expect(refuse).not.toThrow();

    const file = write('named.conf', HELPER);
    expect(() => refuse({ CONTAINERS_REGISTRIES_CONF: file })).toThrow(file);
  });

  it('are read from the home directory by default', () => {
    vi.stubEnv('HOME', root);
    vi.stubEnv('USERPROFILE', root);
    const file = write('.config/containers/registries.conf', HELPER);

    expect(() => refuse({ XDG_CONFIG_HOME: '', CONTAINERS_REGISTRIES_CONF: '' })).toThrow(file);
  });
});
