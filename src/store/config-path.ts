import { existsSync, readFileSync } from 'node:fs';
import { homedir, platform, userInfo } from 'node:os';
import { join } from 'node:path';
import { isConfigText, readEntry } from './config-text.ts';

/** The user's Docker config: `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`. */
export function dockerConfigPath(environment: NodeJS.ProcessEnv = process.env): string {
  const folder = environment['DOCKER_CONFIG'];
  return join(
    folder === undefined || folder === '' ? join(homedir(), '.docker') : folder,
    'config.json',
  );
}

/**
 * The file where podman, buildah and skopeo keep their logins, and look before they look into Docker's.
 *
 * Source: containers-auth.json(5).
 */
export function podmanAuthPath(environment: NodeJS.ProcessEnv = process.env): string {
  if (platform() !== 'linux') {
    return join(homedir(), '.config', 'containers', 'auth.json');
  }
  const runtime = environment['XDG_RUNTIME_DIR'];
  return runtime === undefined || runtime === ''
    ? `/run/containers/${userInfo().uid}/auth.json`
    : join(runtime, 'containers', 'auth.json');
}

/**
 * The file that a login to a host belongs in.
 *
 * With podman it is `$REGISTRY_AUTH_FILE`, else podman's own file if that already has the host (it wins
 * over Docker's), else Docker's; with any other client it is Docker's.
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
  const own = podmanAuthPath(environment);
  return hasEntry(own, host) ? own : dockerConfigPath(environment);
}

/** Podman's file, where it has an entry that hides the one in Docker's config from podman. */
export function findShadow(
  host: string,
  configPath: string,
  environment: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const named = environment['REGISTRY_AUTH_FILE'];
  const shadow = named === undefined || named === '' ? podmanAuthPath(environment) : named;
  return shadow !== configPath && hasEntry(shadow, host) ? shadow : undefined;
}

function hasEntry(path: string, host: string): boolean {
  try {
    const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
    return isConfigText(text) && readEntry(text, host) !== undefined;
  } catch {
    // A file of podman's that we may not read is nothing that this login could use.
    return false;
  }
}
