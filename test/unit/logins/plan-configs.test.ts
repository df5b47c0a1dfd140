import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ConfigRequest, planConfigs } from '../../../src/logins/plan-configs.ts';
import { dockerConfigPath, podmanAuthPaths } from '../../../src/stores/config-path.ts';
import { Deadline } from '../../../src/time/deadline.ts';
import { captureOutput } from '../../support/capture-output.ts';
import { shellScript } from '../../support/scripts.ts';

const HOST = 'us.icr.io';
const LOGIN = { auth: 'b2N0b2NhdDpzZWNyZXQ=' };
const WITH_LOGIN = JSON.stringify({ auths: { [HOST]: LOGIN } });

let root: string;
let output: () => readonly string[];

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'plan-')));
  vi.stubEnv('HOME', join(root, 'home'));
  vi.stubEnv('DOCKER_CONFIG', join(root, 'docker'));
  vi.stubEnv('XDG_RUNTIME_DIR', join(root, 'run'));
  vi.stubEnv('XDG_CONFIG_HOME', join(root, 'config'));
  vi.stubEnv('REGISTRY_AUTH_FILE', '');
  vi.stubEnv('DOCKER_AUTH_CONFIG', '');
  output = captureOutput();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** podman's two files: the one that it writes, and the one that the user maintains. */
function podmanFiles(): { readonly written: string; readonly kept: string } {
  const paths = podmanAuthPaths();
  return { written: paths[0] ?? '', kept: paths.at(-1) ?? '' };
}

function plan(
  client: ConfigRequest['client'],
  hosts: readonly string[] = [HOST],
): ReturnType<typeof planConfigs> {
  return planConfigs({ client, hosts, isIsolated: false, deadline: new Deadline(20) });
}

async function locate(client: ConfigRequest['client'], host = HOST): Promise<string | undefined> {
  const [planned] = await plan(client, [host]);
  return planned?.path;
}

/** Adds a credential helper to the PATH. */
function addHelper(name: string): void {
  const bin = join(root, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, `docker-credential-${name}`), shellScript('true'), { mode: 0o755 });
  vi.stubEnv('PATH', `${bin}${delimiter}${process.env['PATH']}`);
}

describe('the file for a login', () => {
  it("is Docker's config, for docker and if podman has no login to the host", async () => {
    const { written } = podmanFiles();
    write(written, JSON.stringify({ auths: { 'de.icr.io': LOGIN } }));
    await expect(locate('podman')).resolves.toBe(dockerConfigPath());

    write(written, WITH_LOGIN);
    await expect(locate('docker')).resolves.toBe(dockerConfigPath());
    await expect(locate('file')).resolves.toBe(dockerConfigPath());
  });

  it("is the first of podman's files that has a login to the host", async () => {
    const { written, kept } = podmanFiles();
    write(kept, WITH_LOGIN);
    await expect(locate('podman')).resolves.toBe(kept);
    write(written, WITH_LOGIN);
    await expect(locate('podman')).resolves.toBe(written);
  });

  it.each(['https://us.icr.io', 'us.icr.io/', 'us.icr.io/my-namespace'])(
    'can be one with the login under the name %s',
    async (name) => {
      const { written } = podmanFiles();
      write(written, JSON.stringify({ auths: { [name]: LOGIN } }));

      await expect(locate('podman')).resolves.toBe(written);
    },
  );

  it('can be one that names a credential helper for the host', async () => {
    const { kept } = podmanFiles();
    addHelper('secretservice');
    write(kept, JSON.stringify({ credHelpers: { [HOST]: 'secretservice' } }));
    const [planned] = await plan('podman');

    expect(planned?.path).toBe(kept);
    expect(planned?.stores).toEqual(new Map([[HOST, 'secretservice']]));
    await expect(locate('podman', 'de.icr.io')).resolves.toBe(dockerConfigPath());
  });

  it('cannot be one that is unreadable: podman stops there', async () => {
    mkdirSync(podmanFiles().written, { recursive: true });

    await expect(locate('podman')).rejects.toMatchObject({ code: 'config-malformed' });
    await expect(locate('docker')).resolves.toBe(dockerConfigPath());
  });

  it('is the one in REGISTRY_AUTH_FILE, for podman only', async () => {
    vi.stubEnv('REGISTRY_AUTH_FILE', join(root, 'job', 'auth.json'));

    await expect(locate('podman')).resolves.toBe(join(root, 'job', 'auth.json'));
    await expect(locate('file')).resolves.toBe(dockerConfigPath());
    await expect(locate('docker')).resolves.toBe(dockerConfigPath());
  });

  it('may differ between hosts', async () => {
    const { written } = podmanFiles();
    write(written, WITH_LOGIN);
    const planned = await plan('podman', [HOST, 'de.icr.io', 'uk.icr.io']);

    expect(planned.map(({ path, hosts }) => [path, hosts])).toEqual([
      [written, [HOST]],
      [dockerConfigPath(), ['de.icr.io', 'uk.icr.io']],
    ]);
  });
});

describe("a malformed file of podman's", () => {
  it.each(['', 'no JSON', '{"auths": []}'])('causes an error for podman: %j', async (text) => {
    const { kept } = podmanFiles();
    write(kept, text);

    await expect(plan('podman')).rejects.toMatchObject({
      code: 'config-malformed',
      message: expect.stringContaining(`${kept} is empty or malformed`),
    });
  });

  it('causes an error even after a file with a login, because podman reads all of them', async () => {
    const { written, kept } = podmanFiles();
    write(written, WITH_LOGIN);
    write(kept, 'no JSON');

    await expect(plan('podman')).rejects.toThrow(`${kept} is empty or malformed`);
  });

  it.each(['docker', 'file'] as const)('causes a warning for %s', async (client) => {
    const { kept } = podmanFiles();
    write(kept, '');
    await plan(client);

    expect(output()).toEqual([
      expect.stringMatching(`^::warning::${kept} is empty or malformed: podman, buildah`),
    ]);
  });
});

describe('a login that podman would use instead of ours', () => {
  it("is one in a file of podman's", async () => {
    await plan('docker');
    expect(output()).toEqual([]);

    const { kept } = podmanFiles();
    write(kept, WITH_LOGIN);
    await plan('docker');
    expect(output()).toEqual([
      expect.stringMatching(`^::warning::${kept} has its own login to us\\.icr\\.io\\. .*there`),
    ]);
  });

  it('is not the one that is replaced', async () => {
    write(podmanFiles().kept, WITH_LOGIN);
    await plan('podman');

    expect(output()).toEqual([]);
  });

  it('is the one in REGISTRY_AUTH_FILE if that is set', async () => {
    const named = join(root, 'auth.json');
    vi.stubEnv('REGISTRY_AUTH_FILE', named);
    write(podmanFiles().kept, WITH_LOGIN);
    await plan('docker');
    expect(output()).toEqual([]);

    write(named, WITH_LOGIN);
    await plan('docker');
    expect(output()).toEqual([expect.stringContaining(`::warning::${named} has its own login`)]);
  });

  it('is one for a namespace in the same file', async () => {
    const { written } = podmanFiles();
    const names = [HOST, `${HOST}/`, `${HOST}/my-namespace`];
    write(
      written,
      JSON.stringify({ auths: Object.fromEntries(names.map((name) => [name, LOGIN])) }),
    );
    await plan('podman');

    expect(output()).toEqual([
      expect.stringMatching('has separate logins for us\\.icr\\.io/my-namespace: podman'),
    ]);
  });
});

describe('planning', () => {
  it('leaves nothing behind', async () => {
    const [planned] = await plan('docker');

    expect(planned?.missingDirectory).toBe(join(root, 'docker'));
    expect(readdirSync(root)).toEqual([]);
  });

  it('finds a config that cannot take the login', async () => {
    write(dockerConfigPath(), '{"features": {"buildkit": true}}');

    await expect(plan('docker')).rejects.toMatchObject({
      code: 'config-malformed',
      message: expect.stringContaining('`features.buildkit` must be a string'),
    });
    // podman reads nothing in it except the logins.
    await expect(plan('podman')).resolves.toHaveLength(1);
  });

  it.each([
    [
      { experimental: true },
      /^Docker before version 29, and clients that contain its code, cannot/,
    ],
    [{ auths: { 'a.io': { email: 1 } } }, /^Docker before version 29/],
    [{ features: { buildkit: true } }, /^Docker cannot load/],
  ])('says which versions cannot load %j', async (config, said) => {
    write(dockerConfigPath(), JSON.stringify(config));

    await expect(plan('docker')).rejects.toThrow(said);
  });

  it('finds a credential helper that is not installed', async () => {
    write(dockerConfigPath(), '{"credsStore": "nowhere"}');

    await expect(plan('docker')).rejects.toMatchObject({ code: 'credential-store' });
  });

  it('says that a docker of a snap reads another file', async () => {
    const bin = join(root, 'snap', 'bin');
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, 'docker'), shellScript('true'), { mode: 0o755 });
    vi.stubEnv('PATH', bin);
    await plan('docker');
    expect(output()).toEqual([]);

    vi.stubEnv('DOCKER_CONFIG', '');
    await plan('podman');
    expect(output()).toEqual([]);
    await plan('docker');
    expect(output()).toEqual([expect.stringMatching(/^::warning::.*snap.*`config: isolated`/)]);
  });

  it("skips a credential helper that podman doesn't use, and says so", async () => {
    write(dockerConfigPath(), '{"credSstore": "desktop"}');
    const [planned] = await plan('podman');

    expect(planned?.stores.size).toBe(0);
    expect(output()).toEqual([expect.stringMatching('^::notice::.* names a credential helper')]);
  });

  it.each([
    '~/docker',
    '$HOME/docker',
    '\x24{HOME}/docker',
    '$RUNNER_TEMP/docker',
    'home/$USER/docker',
    '%USERPROFILE%/docker',
    '$env:USERPROFILE/docker',
    '"docker"',
  ])('says that nothing expands %s', async (directory) => {
    vi.stubEnv('DOCKER_CONFIG', directory);
    const before = process.cwd();
    process.chdir(root);
    try {
      const [planned] = await plan('docker');
      expect(planned?.path).toBe(join(root, directory, 'config.json'));
    } finally {
      process.chdir(before);
    }

    expect(output()).toEqual([
      expect.stringContaining(
        `::notice::The variable DOCKER_CONFIG is "${directory.replaceAll('%', '%25')}"`,
      ),
    ]);
  });

  it('says that nobody expands REGISTRY_AUTH_FILE', async () => {
    vi.stubEnv('REGISTRY_AUTH_FILE', '~/auth.json');
    await plan('docker');

    expect(output()).toEqual([
      expect.stringContaining('::notice::The variable REGISTRY_AUTH_FILE is "~/auth.json"'),
    ]);
  });

  it('refuses a DOCKER_CONFIG that is a file', async () => {
    vi.stubEnv('DOCKER_CONFIG', join(root, 'config.json'));
    write(join(root, 'config.json'), '{}');

    await expect(plan('docker')).rejects.toMatchObject({
      code: 'config-not-writable',
      message: expect.stringContaining('which is a file'),
    });
  });

  it('says that DOCKER_AUTH_CONFIG takes precedence', async () => {
    vi.stubEnv('DOCKER_AUTH_CONFIG', '{}');
    await plan('docker');

    expect(output()).toEqual([
      expect.stringContaining('::warning::The variable DOCKER_AUTH_CONFIG'),
    ]);
  });
});
