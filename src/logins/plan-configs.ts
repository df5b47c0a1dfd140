import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { notice, warning } from '@actions/core';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { listMissing, readIfThere, resolveLinks } from '../files/files.ts';
import { decodeConfig } from '../stores/config-bytes.ts';
import { explainFileError, malformedConfig, unreadableMember } from '../stores/config-error.ts';
import { dockerConfigPath, podmanAuthPaths, podmanLoginPaths } from '../stores/config-path.ts';
import { openCredentialHelper } from '../stores/credential-helper.ts';
import {
  type DockerConfig,
  type Flaw,
  findHelper,
  findStore,
  readDockerConfig,
} from '../stores/docker-config.ts';
import { readPodmanAuth } from '../stores/podman-auth.ts';
import { refusePodmanHelpers } from '../stores/podman-helpers.ts';
import { type PrivateConfig, planPrivateConfig } from '../stores/private-config.ts';
import { disarm } from '../text/disarm.ts';
import type { Deadline } from '../time/deadline.ts';

/** A config in which nothing has been written yet. */
export interface PlannedConfig {
  /** The real path, behind every symbolic link. */
  readonly path: string;
  /** The topmost directory that will have to be made. */
  readonly missingDirectory: string | undefined;
  /** The hosts whose entry belongs in it, or in a credential helper that it names. */
  readonly hosts: readonly string[];
  /** The credential helpers of hosts whose entry belongs in one, because the config says so. */
  readonly stores: ReadonlyMap<string, string>;
  /** Where it is a private one, yet to be made. */
  readonly isolated: PrivateConfig | undefined;
}

/** What the configs are for. */
export interface ConfigRequest {
  /** Which file it is, and what is read of it, depends on the client. */
  readonly client: 'docker' | 'podman' | 'file';
  readonly hosts: readonly string[];
  readonly isIsolated: boolean;
  readonly deadline: Deadline;
}

/**
 * Finds the config of every host, or plans a private one. Nothing is changed.
 *
 * @throws ActionError where a config cannot take the login, as far as reading it tells.
 */
export async function planConfigs(request: ConfigRequest): Promise<readonly PlannedConfig[]> {
  const { client, hosts, isIsolated } = request;
  await adviseOnVariables();
  if (client === 'podman') {
    refusePodmanHelpers();
  }
  if (isIsolated) {
    const isolated = await planPrivateConfig(hosts);
    const { path } = isolated;
    return [{ path, missingDirectory: undefined, hosts, stores: new Map(), isolated }];
  }
  const byPath = new Map<string, string[]>();
  for (const host of hosts) {
    const path = await locateConfig(client, host);
    byPath.set(path, [...(byPath.get(path) ?? []), host]);
    await warnOfPodman(client, host, path);
  }
  return Promise.all(
    [...byPath].map(([path, hostsOfPath]) => planConfig(path, hostsOfPath, request)),
  );
}

async function adviseOnVariables(): Promise<void> {
  if (process.env['DOCKER_AUTH_CONFIG']) {
    warning(
      'The variable DOCKER_AUTH_CONFIG is set: docker 28.3 and later take logins from it before they look into the config that this step writes.',
    );
  }
  const directory = process.env['DOCKER_CONFIG'] ?? '';
  if (/^(?:~|\$\{?HOME\b)/.test(directory)) {
    notice(
      `The variable DOCKER_CONFIG is "${disarm(directory)}", which neither Docker nor this step expands. If your home directory was meant, write its path.`,
    );
  }
  if (directory !== '' && (await isFile(directory))) {
    throw new ActionError('config-not-writable', {
      problem: `The variable DOCKER_CONFIG is "${disarm(directory)}", which is a file.`,
      fix: 'Give it the directory that the config.json is in.',
      link: LINKS.dockerConfig,
    });
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/**
 * The file that a login to a host belongs in.
 *
 * With podman it is `$REGISTRY_AUTH_FILE`, else the first file of podman's own that already has a login for the
 * host (it wins over Docker's), else Docker's; with any other client it is Docker's.
 *
 * @throws ActionError `config-malformed` for a file in which podman reads nothing at all.
 */
async function locateConfig(client: ConfigRequest['client'], host: string): Promise<string> {
  if (client !== 'podman') {
    return dockerConfigPath();
  }
  const named = process.env['REGISTRY_AUTH_FILE'];
  if (named) {
    return named;
  }
  for (const path of podmanAuthPaths()) {
    const auth = await readPodmanAuth(path, host);
    if (auth?.isMalformed === true) {
      throw unreadableByPodman(path);
    }
    if (auth !== undefined && auth.names.length > 0) {
      return path;
    }
  }
  return dockerConfigPath();
}

function unreadableByPodman(path: string): ActionError {
  return new ActionError('config-malformed', {
    problem: `${disarm(path)} is empty or malformed: podman, buildah and skopeo stop at it and find no login anywhere. It was left as it is.`,
    fix: 'Remove the file, or write `{}` into it.',
    link: LINKS.podmanHelpers,
  });
}

/** Says where podman, buildah and skopeo will not use the login. */
async function warnOfPodman(
  client: ConfigRequest['client'],
  host: string,
  configPath: string,
): Promise<void> {
  for (const path of podmanLoginPaths()) {
    const auth = await readPodmanAuth(path, host);
    if (auth?.isMalformed === true) {
      if (client === 'podman') {
        throw unreadableByPodman(path);
      }
      warning(
        `${disarm(path)} is empty or malformed: podman, buildah and skopeo stop at it and will not find the login to ${host}. Remove the file, or write \`{}\` into it.`,
      );
    }
    const names = auth?.names ?? [];
    // In the file that is written, the entry of the host wins over all but those of a path.
    const hiding = path === configPath ? names.filter((name) => isBelow(name, host)) : names;
    if (hiding.length > 0) {
      warning(
        path === configPath
          ? `${disarm(path)} has logins of their own for ${hiding.map(disarm).join(', ')}: podman, buildah and skopeo use those for the images there, not the one to ${host}.`
          : `${disarm(path)} has a login to ${host} of its own. podman, buildah and skopeo look there first and will not use the one written to ${disarm(configPath)}. \`client: podman\` writes there.`,
      );
    }
  }
}

function isBelow(name: string, host: string): boolean {
  return name.startsWith(`${host}/`) && name !== `${host}/`;
}

async function planConfig(
  path: string,
  hosts: readonly string[],
  { client, deadline }: ConfigRequest,
): Promise<PlannedConfig> {
  try {
    const real = await resolveLinks(path);
    const stores = await inspectConfig(real, hosts, client);
    for (const name of new Set(stores.values())) {
      await openCredentialHelper(name, deadline);
    }
    const [missingDirectory] = await listMissing(dirname(real));
    return { path: real, missingDirectory, hosts, stores, isolated: undefined };
  } catch (error) {
    throw explainFileError(path, error);
  }
}

/**
 * Looks at a config as the client does.
 *
 * @returns the credential helper of each host whose entry does not belong in the file.
 * @throws ActionError `config-malformed`
 */
async function inspectConfig(
  path: string,
  hosts: readonly string[],
  client: ConfigRequest['client'],
): Promise<ReadonlyMap<string, string>> {
  const bytes = await readIfThere(path);
  const { text, isForeign } = decodeConfig(bytes);
  const config = isForeign ? undefined : readDockerConfig(text);
  if (config === undefined) {
    // Docker stumbles over a byte order mark.
    throw malformedConfig(path, isForeign ? String(bytes) : text);
  }
  const flaw = config.flaws.find((one) => client !== 'podman' || isPodmans(one));
  if (flaw !== undefined) {
    throw unreadableMember(path, flaw);
  }
  const found = hosts.map((host) => [host, findClientsHelper(config, host, client)] as const);
  const isInFile = found.some(([, store]) => store === '');
  if (client === 'podman' && isInFile && findStore(config) !== '') {
    notice(
      `${disarm(path)} hands logins to a credential helper (\`credsStore\`) that podman, buildah and skopeo do not look into. This login is for them, so it is written to a file.`,
    );
  }
  return new Map(found.filter(([, store]) => store !== ''));
}

/** podman reads no more of a config. */
function isPodmans({ path: [name = ''] }: Flaw): boolean {
  return name === 'auths' || name === 'credHelpers';
}

/** podman knows no `credsStore` (containers-auth.json(5)). */
function findClientsHelper(
  config: DockerConfig,
  host: string,
  client: ConfigRequest['client'],
): string {
  const { credsStore: _, ...rest } = config.members;
  return findHelper(client === 'podman' ? { ...config, members: rest } : config, host);
}
