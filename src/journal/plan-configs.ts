import { warning } from '@actions/core';
import type { Registry } from '../registry/registry.ts';
import { findShadow, locateConfig } from '../store/config-path.ts';
import { inspectConfig } from '../store/inspect-config.ts';
import type { PlannedConfig } from './write-everywhere.ts';
import { planConfig } from './write-logins.ts';

/**
 * Finds the config of every host and looks at it, before a credential goes anywhere.
 *
 * @param client decides which file it is, see {@link locateConfig}.
 * @throws ActionError where a config cannot take the login.
 */
export async function planConfigs(
  client: string,
  registries: readonly Registry[],
): Promise<readonly PlannedConfig[]> {
  if (process.env['DOCKER_AUTH_CONFIG']) {
    warning(
      'The variable DOCKER_AUTH_CONFIG is set: docker 28.3 and later take logins from it before they look into the config that this step writes.',
    );
  }
  const byPath = new Map<string, string[]>();
  for (const { host } of registries) {
    const path = locateConfig(client, host);
    byPath.set(path, [...(byPath.get(path) ?? []), host]);
    warnOfShadows(host, path, client);
  }
  return Promise.all(
    [...byPath].map(async ([path, hostsOfPath]) => {
      await inspectConfig(path, hostsOfPath);
      return { ...(await planConfig(path)), hosts: hostsOfPath };
    }),
  );
}

function warnOfShadows(host: string, path: string, client: string): void {
  const shadow = client === 'podman' ? undefined : findShadow(host, path);
  if (shadow !== undefined) {
    warning(
      `${shadow} has a login to ${host} of its own. podman, buildah and skopeo look there first and will not use the one written to ${path}. \`client: podman\` writes there.`,
    );
  }
}
