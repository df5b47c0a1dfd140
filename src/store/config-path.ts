import { existsSync, readFileSync } from 'node:fs';
import os, { platform } from 'node:os';
import { join } from 'node:path';
import { isJsonObject, parseJsonObject } from '../text/json.ts';
import { findEntry } from './read-config.ts';

/** The user's Docker config: `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`. */
export function dockerConfigPath(environment: NodeJS.ProcessEnv = process.env): string {
  const folder = environment['DOCKER_CONFIG'];
  return join(
    folder === undefined || folder === '' ? join(homeDirectory(), '.docker') : folder,
    'config.json',
  );
}

/**
 * The files in which podman, buildah and skopeo look for a login before they look into Docker's: the one
 * that they write, and one that a person keeps.
 *
 * Source: containers-auth.json(5).
 */
export function podmanAuthPaths(
  environment: NodeJS.ProcessEnv = process.env,
  system: NodeJS.Platform = platform(),
  uid: number | undefined = process.getuid?.(),
): readonly string[] {
  const byDefault = join(homeDirectory(), '.config');
  const kept = join(environment['XDG_CONFIG_HOME'] || byDefault, 'containers', 'auth.json');
  if (system !== 'linux') {
    return [join(byDefault, 'containers', 'auth.json'), kept];
  }
  const runtime = environment['XDG_RUNTIME_DIR'];
  if (runtime !== undefined && runtime !== '') {
    return [join(runtime, 'containers', 'auth.json'), kept];
  }
  // Without root, podman sets the variable itself; buildah and skopeo do not.
  const session = uid === 0 ? [] : [`/run/user/${uid}/containers/auth.json`];
  return [...session, `/run/containers/${uid}/auth.json`, kept];
}

/**
 * The home directory of the user. A container may run as a user whom it does not know, and without HOME: then it
 * is `/`, as for Docker.
 */
export function homeDirectory(
  system: { readonly homedir: () => string; readonly userInfo: () => { homedir: string } } = os,
): string {
  try {
    return system.homedir() || system.userInfo().homedir;
  } catch {
    return '/';
  }
}

/**
 * The file that a login to a host belongs in.
 *
 * With podman it is `$REGISTRY_AUTH_FILE`, else the first file of podman's own that already has the host
 * (it wins over Docker's), else Docker's; with any other client it is Docker's.
 */
export function locateConfig(
  client: string,
  host: string,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const authFile = environment['REGISTRY_AUTH_FILE'];
  if (client !== 'podman') {
    return dockerConfigPath(environment);
  }
  if (authFile !== undefined && authFile !== '') {
    return authFile;
  }
  const own = podmanAuthPaths(environment).find((path) => hasEntry(path, host));
  return own ?? dockerConfigPath(environment);
}

/** The files in which podman, buildah and skopeo look first, as the environment is. */
export function podmanLoginPaths(environment: NodeJS.ProcessEnv = process.env): readonly string[] {
  const named = environment['REGISTRY_AUTH_FILE'];
  return named === undefined || named === '' ? podmanAuthPaths(environment) : [named];
}

/** A file of podman's that has an entry which hides the one in Docker's config from podman. */
export function findShadow(
  host: string,
  configPath: string,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  return podmanLoginPaths(environment).find((path) => path !== configPath && hasEntry(path, host));
}

function hasEntry(path: string, host: string): boolean {
  try {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    const helpers = parseJsonObject(text)?.['credHelpers'];
    const hasHelper = isJsonObject(helpers) && helpers[host] !== undefined;
    return hasHelper || findEntry(text, host) !== undefined;
  } catch {
    // A file of podman's that we may not read is nothing that this login could use.
    return false;
  }
}
