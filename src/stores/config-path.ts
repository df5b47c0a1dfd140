import os, { platform } from 'node:os';
import { join } from 'node:path';

/** The user's Docker config: `$DOCKER_CONFIG/config.json`, else `~/.docker/config.json`. */
export function dockerConfigPath(environment: NodeJS.ProcessEnv = process.env): string {
  const folder = environment['DOCKER_CONFIG'];
  return join(
    folder === undefined || folder === '' ? join(homeDirectory(), '.docker') : folder,
    'config.json',
  );
}

/**
 * The files in which podman, buildah and skopeo look for a login before they read Docker's config: those that they
 * write themselves, and one in the user's configuration directory.
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
  // Rootless podman sets XDG_RUNTIME_DIR itself; buildah and skopeo do not.
  const session = uid === 0 ? [] : [`/run/user/${uid}/containers/auth.json`];
  return [...session, `/run/containers/${uid}/auth.json`, kept];
}

/**
 * The user's home directory. In a container without HOME whose user is not in its passwd file, it is `/`, as for
 * Docker.
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

/** The files in which podman, buildah and skopeo look first: `$REGISTRY_AUTH_FILE` alone, if it is set. */
export function podmanLoginPaths(environment: NodeJS.ProcessEnv = process.env): readonly string[] {
  const named = environment['REGISTRY_AUTH_FILE'];
  return named === undefined || named === '' ? podmanAuthPaths(environment) : [named];
}
