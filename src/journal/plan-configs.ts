import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { warning } from '@actions/core';
import type { Deadline } from '../http/deadline.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { type IsolatedConfig, planIsolatedConfig } from '../isolation/isolated-config.ts';
import { explainFileError } from '../store/config-error.ts';
import { findShadow, locateConfig } from '../store/config-path.ts';
import { openCredentialHelper } from '../store/credential-helper.ts';
import { resolveLinks } from '../store/files.ts';
import { inspectConfig } from '../store/inspect-config.ts';
import { refusePodmanHelpers } from '../store/podman-helpers.ts';

/** A config in which nothing has been written yet. */
export interface PlannedConfig {
  /** The real path, behind every symbolic link. */
  readonly path: string;
  /** The topmost directory that will have to be made. */
  readonly missingDirectory: string | undefined;
  /** The hosts whose entry belongs in it. */
  readonly hosts: readonly string[];
  /** The credential stores of hosts whose entry belongs in one, because the config says so. */
  readonly stores: ReadonlyMap<string, string>;
  /** Where it is a private one, yet to be made. */
  readonly isolated?: IsolatedConfig;
}

/**
 * Finds the config of every host, or plans a private one, and looks at it, before a credential goes anywhere.
 *
 * @param client decides which file it is, see {@link locateConfig}.
 * @throws ActionError where a config cannot take the login.
 */
export async function planConfigs(
  client: string,
  { registries, config }: Pick<Inputs, 'registries' | 'config'>,
  deadline: Deadline,
): Promise<readonly PlannedConfig[]> {
  if (process.env['DOCKER_AUTH_CONFIG']) {
    warning(
      'The variable DOCKER_AUTH_CONFIG is set: docker 28.3 and later take logins from it before they look into the config that this step writes.',
    );
  }
  if (client === 'podman') {
    refusePodmanHelpers();
  }
  if (config === 'isolated') {
    const hosts = registries.map(({ host }) => host);
    const isolated = await planIsolatedConfig(hosts);
    return [
      { path: isolated.path, missingDirectory: undefined, hosts, stores: new Map(), isolated },
    ];
  }
  const byPath = new Map<string, string[]>();
  for (const { host } of registries) {
    const path = locateConfig(client, host);
    byPath.set(path, [...(byPath.get(path) ?? []), host]);
    warnOfShadows(host, path, client);
  }
  return Promise.all(
    [...byPath].map(async ([path, hostsOfPath]) => {
      const stores = await inspectConfig(path, hostsOfPath, client);
      await findHelpers(stores, deadline);
      const plan = planConfig(path);
      return { ...plan, hosts: hostsOfPath.filter((host) => !stores.has(host)), stores };
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

/** A store whose program is missing is known before a credential goes anywhere. */
async function findHelpers(stores: PlannedConfig['stores'], deadline: Deadline): Promise<void> {
  if (stores.size > 0) {
    const names = new Set(stores.values());
    await Promise.all([...names].map((name) => openCredentialHelper(name, deadline)));
  }
}

/** Finds out where a config really lies, so that state can say so before anything is written. */
function planConfig(path: string): Pick<PlannedConfig, 'path' | 'missingDirectory'> {
  try {
    const real = resolveLinks(path);
    return { path: real, missingDirectory: findMissing(dirname(real)) };
  } catch (error) {
    throw explainFileError(path, error);
  }
}

function findMissing(directory: string): string | undefined {
  if (existsSync(directory)) {
    return undefined;
  }
  return findMissing(dirname(directory)) ?? directory;
}
