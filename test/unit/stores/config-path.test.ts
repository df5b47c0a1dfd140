import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  dockerConfigPath,
  findShadow,
  homeDirectory,
  locateConfig,
  podmanAuthPaths,
} from '../../../src/stores/config-path.ts';

const HOST = 'us.icr.io';
const WITH_ENTRY = JSON.stringify({ auths: { [HOST]: { auth: 'eA==' } } });

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'path-'));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** Variables that lead podman and docker into the folder of the test, and podman's two files. */
function arrange() {
  const environment = {
    DOCKER_CONFIG: join(root, 'docker'),
    XDG_RUNTIME_DIR: join(root, 'run'),
    XDG_CONFIG_HOME: join(root, 'config'),
  };
  const [written = '', kept = ''] = podmanAuthPaths(environment, 'linux');
  return { environment, written, kept };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

describe('the config of docker', () => {
  it.each([
    [{ DOCKER_CONFIG: '/job/docker' }, '/job/docker/config.json'],
    [{ DOCKER_CONFIG: '' }, join(homedir(), '.docker', 'config.json')],
    [{}, join(homedir(), '.docker', 'config.json')],
  ])('with the variables %j is %s', (environment, path) => {
    expect(dockerConfigPath(environment)).toBe(path);
  });
});

describe('the home directory', () => {
  const fail = () => {
    throw new Error('uv_os_get_passwd returned ENOENT');
  };

  it('is the one that the system knows, where HOME is empty', () => {
    const userInfo = () => ({ homedir: '/home/octocat' });
    expect(homeDirectory({ homedir: () => '', userInfo })).toBe('/home/octocat');
    expect(homeDirectory({ homedir: () => '/given', userInfo: fail })).toBe('/given');
  });

  it('is / for somebody whom the system does not know', () => {
    expect(homeDirectory({ homedir: fail, userInfo: fail })).toBe('/');
    expect(homeDirectory({ homedir: () => '', userInfo: fail })).toBe('/');
  });
});

describe('the files of podman', () => {
  const byDefault = join(homedir(), '.config', 'containers', 'auth.json');
  const written = '/run/containers/0/auth.json';

  it.each([
    ['linux', { XDG_RUNTIME_DIR: '/run/user/1' }, ['/run/user/1/containers/auth.json', byDefault]],
    ['linux', { XDG_RUNTIME_DIR: '' }, [written, byDefault]],
    ['linux', { XDG_CONFIG_HOME: '/c' }, [written, '/c/containers/auth.json']],
    ['darwin', { XDG_RUNTIME_DIR: '/run/user/1' }, [byDefault, byDefault]],
    ['win32', { XDG_CONFIG_HOME: '/c' }, [byDefault, '/c/containers/auth.json']],
  ] as const)('on %s with the variables %j are %j', (system, environment, paths) => {
    expect(podmanAuthPaths(environment, system, 0)).toEqual(paths);
  });

  it('without root are those of a session first, which podman finds by itself', () => {
    expect(podmanAuthPaths({}, 'linux', 1001)).toEqual([
      '/run/user/1001/containers/auth.json',
      '/run/containers/1001/auth.json',
      byDefault,
    ]);
  });
});

describe('the file that a login belongs in', () => {
  it('is the config of docker, for docker and where podman has no login to the host', () => {
    const { environment, written, kept } = arrange();
    write(written, '{"auths": {"de.icr.io": {}}}');
    write(kept, 'no JSON');

    expect(locateConfig('podman', HOST, environment)).toBe(dockerConfigPath(environment));
    write(written, WITH_ENTRY);
    expect(locateConfig('docker', HOST, environment)).toBe(dockerConfigPath(environment));
  });

  it('is the first one of podman that has a login to the host', () => {
    const { environment, written, kept } = arrange();
    write(kept, WITH_ENTRY);
    expect(locateConfig('podman', HOST, environment)).toBe(kept);
    write(written, WITH_ENTRY);
    expect(locateConfig('podman', HOST, environment)).toBe(written);
  });

  it('is also one that names a credential helper for the host', () => {
    const { environment, kept } = arrange();
    write(kept, JSON.stringify({ credHelpers: { [HOST]: 'secretservice' } }));
    expect(locateConfig('podman', HOST, environment)).toBe(kept);
    expect(locateConfig('podman', 'de.icr.io', environment)).toBe(dockerConfigPath(environment));
  });

  it('is not one that cannot be read', () => {
    const { environment, written } = arrange();
    mkdirSync(written, { recursive: true });

    expect(locateConfig('podman', HOST, environment)).toBe(dockerConfigPath(environment));
  });

  it('is the one in REGISTRY_AUTH_FILE, for podman alone', () => {
    const { environment } = arrange();
    const named = { ...environment, REGISTRY_AUTH_FILE: '/job/auth.json' };

    expect(locateConfig('podman', HOST, named)).toBe('/job/auth.json');
    expect(locateConfig('file', HOST, named)).toBe(dockerConfigPath(environment));
    const empty = { ...environment, REGISTRY_AUTH_FILE: '' };
    expect(locateConfig('podman', HOST, empty)).toBe(dockerConfigPath(environment));
  });
});

describe('a login that podman would use in place of ours', () => {
  it('is one in a file of podman', () => {
    const { environment, kept } = arrange();
    const config = dockerConfigPath(environment);
    expect(findShadow(HOST, config, environment)).toBeUndefined();
    write(kept, WITH_ENTRY);
    expect(findShadow(HOST, config, environment)).toBe(kept);
    expect(findShadow(HOST, kept, environment)).toBeUndefined();
  });

  it('is the one in REGISTRY_AUTH_FILE, where that is set', () => {
    const { environment, kept } = arrange();
    const named = join(root, 'auth.json');
    const variables = { ...environment, REGISTRY_AUTH_FILE: named };
    write(kept, WITH_ENTRY);
    expect(findShadow(HOST, dockerConfigPath(environment), variables)).toBeUndefined();
    write(named, WITH_ENTRY);
    expect(findShadow(HOST, dockerConfigPath(environment), variables)).toBe(named);
  });
});
