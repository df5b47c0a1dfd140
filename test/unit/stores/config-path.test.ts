import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  dockerConfigPath,
  homeDirectory,
  podmanAuthPaths,
  podmanLoginPaths,
} from '../../../src/stores/config-path.ts';

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

  it("is the system's if HOME is empty", () => {
    const userInfo = () => ({ homedir: '/home/octocat' });
    expect(homeDirectory({ homedir: () => '', userInfo })).toBe('/home/octocat');
    expect(homeDirectory({ homedir: () => '/given', userInfo: fail })).toBe('/given');
  });

  it('is / for a user that the system does not know', () => {
    expect(homeDirectory({ homedir: fail, userInfo: fail })).toBe('/');
    expect(homeDirectory({ homedir: () => '', userInfo: fail })).toBe('/');
  });
});

describe("podman's files", () => {
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

  it('without root start with those of a session, which podman finds by itself', () => {
    expect(podmanAuthPaths({}, 'linux', 1001)).toEqual([
      '/run/user/1001/containers/auth.json',
      '/run/containers/1001/auth.json',
      byDefault,
    ]);
  });
});

describe('the files that podman reads first', () => {
  const environment = { XDG_RUNTIME_DIR: '/run/user/1', XDG_CONFIG_HOME: '/c' };

  it('are its own, unless a variable names one', () => {
    expect(podmanLoginPaths(environment)).toEqual(podmanAuthPaths(environment));
    expect(podmanLoginPaths({ ...environment, REGISTRY_AUTH_FILE: '' })).toEqual(
      podmanAuthPaths(environment),
    );
    expect(podmanLoginPaths({ ...environment, REGISTRY_AUTH_FILE: '/job/auth.json' })).toEqual([
      '/job/auth.json',
    ]);
  });
});
