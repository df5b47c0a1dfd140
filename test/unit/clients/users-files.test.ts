import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UsersFiles } from '../../../src/clients/users-files.ts';
import { captureOutput } from '../../support/capture-output.ts';
import { toEntry } from '../../support/docker-config.ts';

const HOST = 'us.icr.io';
const CREDENTIAL = { username: 'iamapikey', secret: 'a-key-of-nobody-0123456789' };
const PRESENTED = toEntry(CREDENTIAL.secret);

let root: string;
let docker: string;
let podman: string;
let output: () => readonly string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'users-files-'));
  docker = join(root, 'config.json');
  podman = join(root, 'auth.json');
  vi.stubEnv('DOCKER_CONFIG', root);
  vi.stubEnv('REGISTRY_AUTH_FILE', podman);
  vi.stubEnv('HOME', root);
  vi.stubEnv('XDG_RUNTIME_DIR', join(root, 'run'));
  vi.stubEnv('XDG_CONFIG_HOME', '');
  output = captureOutput();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

function write(path: string, config: unknown): void {
  writeFileSync(path, JSON.stringify(config));
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Presents the credential to a client that writes to the user's files, and restores these. */
async function play(logIn: () => void): Promise<boolean> {
  const files = new UsersFiles();
  await files.remember(HOST, CREDENTIAL);
  logIn();
  const isFound = await files.findLogin(HOST);
  await files.restore('docker');
  return isFound;
}

describe('a login that a client writes to a file of the user', () => {
  it('is removed, but what others have written since is not', async () => {
    write(podman, { auths: { 'ghcr.io': toEntry('theirs') } });
    const auths = { 'ghcr.io': toEntry('theirs'), 'quay.io': toEntry('new') };

    await expect(
      play(() => write(podman, { auths: { ...auths, [HOST]: PRESENTED } })),
    ).resolves.toBe(true);
    expect(read(podman)).toEqual({ auths });
    expect(output()).toEqual([expect.stringContaining('This step removed it from there.')]);
  });

  it('is replaced by what was there before, in a file without other logins', async () => {
    write(docker, { auths: { [HOST]: toEntry('mine') }, credHelpers: { 'gcr.io': 'gcloud' } });
    const before = readFileSync(docker, 'utf8');
    await play(() =>
      write(docker, { auths: { [HOST]: PRESENTED }, credHelpers: { 'gcr.io': 'gcloud' } }),
    );

    expect(readFileSync(docker, 'utf8')).toBe(before);
  });

  it('leaves a file as it was, even if it had no logins at all', async () => {
    write(docker, { experimental: 'enabled' });
    const before = readFileSync(docker, 'utf8');
    await play(() => write(docker, { auths: { [HOST]: PRESENTED } }));

    expect(readFileSync(docker, 'utf8')).toBe(before);
  });

  it('is removed from a file that was no config', async () => {
    writeFileSync(docker, 'broken');
    await play(() => write(docker, { auths: { [HOST]: PRESENTED } }));

    expect(readFileSync(docker, 'utf8')).not.toContain(PRESENTED.auth);
  });
});

describe('files of the user that nobody can read as a config', () => {
  it('hide no login', async () => {
    mkdirSync(docker);
    writeFileSync(join(root, 'file'), '');
    vi.stubEnv('REGISTRY_AUTH_FILE', join(root, 'file', 'folder', 'auth.json'));

    await expect(play(() => undefined)).resolves.toBe(false);
    expect(output()).toEqual([]);
  });
});
