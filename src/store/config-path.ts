import { existsSync, readFileSync } from 'node:fs';
import { homedir, platform, userInfo } from 'node:os';
import { join } from 'node:path';
import { isJsonObject, parseJsonObject } from '../text/json.ts';
import { findEntry } from './read-config.ts';

/** The user's Docker config: `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`. */
export function dockerConfigPath(environment: NodeJS.ProcessEnv = process.env): string {
  const folder = environment['DOCKER_CONFIG'];
  return join(
    folder === undefined || folder === '' ? join(homedir(), '.docker') : folder,
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
): readonly string[] {
  const byDefault = join(homedir(), '.config');
  const kept = join(environment['XDG_CONFIG_HOME'] || byDefault, 'containers', 'auth.json');
  if (system !== 'linux') {
    return [join(byDefault, 'containers', 'auth.json'), kept];
  }
  const runtime = environment['XDG_RUNTIME_DIR'];
  return runtime === undefined || runtime === ''
    ? [`/run/containers/${userInfo().uid}/auth.json`, kept]
    : [join(runtime, 'containers', 'auth.json'), kept];
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
