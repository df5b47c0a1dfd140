import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readDockerConfig } from '../../../src/stores/docker-config.ts';
import { planPrivateConfig, removePrivateConfig } from '../../../src/stores/private-config.ts';
import { captureOutput } from '../../support/capture-output.ts';

const LOGIN = { auth: 'b2N0b2NhdDpzZWNyZXQ=' };
const OTHER = { auth: 'b2N0b2NhdDpvdGhlcg==' };
const HOSTS = ['us.icr.io'];

let root: string;
let output: () => readonly string[];

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'isolated-')));
  mkdirSync(join(root, 'docker'));
  mkdirSync(join(root, 'temp'));
  vi.stubEnv('DOCKER_CONFIG', join(root, 'docker'));
  vi.stubEnv('REGISTRY_AUTH_FILE', join(root, 'auth.json'));
  vi.stubEnv('RUNNER_TEMP', join(root, 'temp'));
  vi.stubEnv('GITHUB_ENV', '');
  output = captureOutput();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** Copies each file as it is. */
async function copyAll(_path: string, bytes: Buffer): Promise<Buffer> {
  return bytes;
}

function writeConfig(config: unknown): void {
  writeFileSync(join(root, 'docker', 'config.json'), JSON.stringify(config));
}

/** Creates a private config, and reads its content. */
async function create(): Promise<unknown> {
  const { path, create: make } = await planPrivateConfig(HOSTS, copyAll);
  await make();
  return JSON.parse(readFileSync(path, 'utf8'));
}

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

describe('a private config', () => {
  it("has the content of the user's own, except for the credential helper", async () => {
    const kept = { proxies: { default: { httpProxy: 'http://proxy' } }, unknown: 1 };
    writeConfig({
      ...kept,
      credsStore: 'desktop',
      credHelpers: { 'us.icr.io': 'icr', 'gcr.io': 'gcloud' },
      auths: { 'ghcr.io': LOGIN, 'quay.io': {}, 'gcr.io': {} },
    });

    await expect(create()).resolves.toEqual({
      ...kept,
      credHelpers: { 'gcr.io': 'gcloud' },
      auths: { 'ghcr.io': LOGIN },
    });
    expect(output()).toEqual([
      '::notice::The private config of this job does not use the credential helper "desktop", so the logins that are stored there (quay.io) are not in it.',
    ]);
  });

  it("also has the logins in podman's file, unless the user's own has them", async () => {
    writeConfig({ auths: { 'ghcr.io': LOGIN } });
    const auths = { 'ghcr.io': OTHER, 'quay.io': OTHER };
    writeFileSync(join(root, 'auth.json'), JSON.stringify({ auths }));

    await expect(create()).resolves.toEqual({ auths: { 'ghcr.io': LOGIN, 'quay.io': OTHER } });
  });

  it("has the credential helpers in podman's file, unless the user's own has the host", async () => {
    writeConfig({ auths: { 'ghcr.io': LOGIN }, credHelpers: { 'gcr.io': 'gcloud' } });
    const credHelpers = { 'ecr.aws': 'ecr-login', 'ghcr.io': 'x', 'gcr.io': 'x', 'us.icr.io': 'x' };
    writeFileSync(join(root, 'auth.json'), JSON.stringify({ credHelpers }));

    await expect(create()).resolves.toEqual({
      auths: { 'ghcr.io': LOGIN },
      credHelpers: { 'ecr.aws': 'ecr-login', 'gcr.io': 'gcloud' },
    });
  });

  it('has nothing from a file of podman that is malformed', async () => {
    writeConfig({ auths: { 'ghcr.io': LOGIN } });
    writeFileSync(join(root, 'auth.json'), '{"auths": ');

    await expect(create()).resolves.toEqual({ auths: { 'ghcr.io': LOGIN } });
  });

  it("omits logins in podman's file that Docker cannot read, and names them", async () => {
    const path = join(root, 'auth.json');
    const auths = { 'ghcr.io': { auth: 'broken' }, 'gcr.io': 'x', 'quay.io': OTHER };
    writeFileSync(path, JSON.stringify({ auths, experimental: true }));
    const config = await create();

    expect(config).toEqual({ auths: { 'quay.io': OTHER } });
    expect(readDockerConfig(JSON.stringify(config))?.flaws).toEqual([]);
    expect(output()).toEqual([
      `::notice::The private config of this job leaves out what Docker cannot read in ${path}: \`auths.ghcr.io.auth\` (must be base64 of \`user:secret\`), \`auths.gcr.io\` (must be an object).`,
    ]);
  });

  it("says that a credential helper isn't used, even if its logins are unknown", async () => {
    writeConfig({ credsStore: 'desktop' });
    mkdirSync(join(root, 'auth.json'));

    await expect(create()).resolves.toEqual({ auths: {} });
    expect(output()).toEqual([
      '::notice::The private config of this job does not use the credential helper "desktop", so the logins that are stored there are not in it.',
    ]);
  });

  it("omits what Docker can't read, and names it", async () => {
    writeConfig({
      experimental: true,
      features: { buildkit: true, other: 'x' },
      HttpHeaders: [],
      pruneFilters: ['a', 1],
      auths: { 'ghcr.io': LOGIN, 'quay.io': { auth: 'broken' } },
    });
    const config = await create();

    expect(config).toEqual({ features: { other: 'x' }, auths: { 'ghcr.io': LOGIN } });
    expect(readDockerConfig(JSON.stringify(config))?.flaws).toEqual([]);
    const [line = '', ...others] = output();
    expect(others).toEqual([]);
    for (const name of ['experimental', 'features.buildkit', 'HttpHeaders', 'pruneFilters.1']) {
      expect(line).toContain(`\`${name}\` (must be`);
    }
    expect(line).toContain('`auths.quay.io.auth` (must be base64 of `user:secret`)');
  });

  it.each([undefined, '', ' \n', '{}'])('can start from nothing: %j', async (text) => {
    if (text !== undefined) {
      writeFileSync(join(root, 'docker', 'config.json'), text);
    }

    await expect(create()).resolves.toEqual({ auths: {} });
    expect(output()).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('is accessible only to its owner', async () => {
    const { path, saved, create: make } = await planPrivateConfig(HOSTS, copyAll);
    await make();

    expect(modeOf(saved.directory)).toBe(0o700);
    expect(modeOf(path)).toBe(0o600);
  });

  it("has the files next to the user's own, but no copies of it", async () => {
    writeConfig({});
    const own = join(root, 'docker');
    mkdirSync(join(own, 'cli-plugins'));
    mkdirSync(join(own, 'contexts'));
    writeFileSync(join(own, 'daemon.json'), '{}');
    symlinkSync('nowhere', join(own, 'dangling'));
    for (const name of ['config.json123', 'config.json.icr-login-journal', '.icr-login']) {
      writeFileSync(join(own, name), '');
    }
    const { saved, create: make } = await planPrivateConfig(HOSTS, copyAll);
    await make();

    expect(readdirSync(saved.directory).toSorted()).toEqual(
      ['.icr-login', 'cli-plugins', 'config.json', 'contexts', 'daemon.json'].toSorted(),
    );
    expect(realpathSync(join(saved.directory, 'contexts'))).toBe(join(own, 'contexts'));
  });

  it('is created with RUNNER_TEMP if that is missing', async () => {
    rmSync(join(root, 'temp'), { recursive: true });

    await expect(create()).resolves.toEqual({ auths: {} });
  });

  it("that can't be created causes an error with an explanation", async () => {
    writeFileSync(join(root, 'file'), '');
    vi.stubEnv('RUNNER_TEMP', join(root, 'file', 'temp'));
    const planned = await planPrivateConfig(HOSTS, copyAll);

    await expect(planned.create()).rejects.toThrow(/cannot be read or changed: ENOTDIR/);
  });

  it("can't start from a malformed config or something that is not a file", async () => {
    const path = join(root, 'docker', 'config.json');
    writeFileSync(path, '{"auths": ');
    await expect(planPrivateConfig(HOSTS, copyAll)).rejects.toMatchObject({
      code: 'config-malformed',
    });
    rmSync(path);
    mkdirSync(path);
    await expect(planPrivateConfig(HOSTS, copyAll)).rejects.toMatchObject({
      code: 'config-not-writable',
    });
  });

  it('is deleted, and the variables that named it are restored', async () => {
    const { saved, create: make } = await planPrivateConfig(HOSTS, copyAll);
    await make();
    expect(saved.variables).toEqual([
      { name: 'DOCKER_CONFIG', value: saved.directory, before: join(root, 'docker') },
      {
        name: 'REGISTRY_AUTH_FILE',
        value: join(saved.directory, 'config.json'),
        before: join(root, 'auth.json'),
      },
    ]);
    vi.stubEnv('DOCKER_CONFIG', saved.directory);
    vi.stubEnv('REGISTRY_AUTH_FILE', '/somebody/changed/it');
    vi.stubEnv('GITHUB_ENV', join(root, 'env'));
    writeFileSync(join(root, 'env'), '');
    removePrivateConfig(saved);

    expect(existsSync(saved.directory)).toBe(false);
    const exported = readFileSync(join(root, 'env'), 'utf8');
    expect(exported).toMatch(/^DOCKER_CONFIG<</);
    expect(exported).toContain(join(root, 'docker'));
    expect(exported).not.toContain('REGISTRY_AUTH_FILE');
  });
});
