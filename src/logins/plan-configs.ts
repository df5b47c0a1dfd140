import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { notice, warning } from '@actions/core';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { listMissing, readIfThere, resolveLinks } from '../files/files.ts';
import { findProgram } from '../runner/find-program.ts';
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
import { type PodmanAuth, readPodmanAuth, refusePodmanHelpers } from '../stores/podman.ts';
import { type PrivateConfig, planPrivateConfig } from '../stores/private-config.ts';
import { disarm } from '../text/disarm.ts';
import type { Deadline } from '../time/deadline.ts';
import { leaveOutOtherJobs } from './other-jobs.ts';

/** A config that this step has not written to yet. */
export interface PlannedConfig {
  /** The real path, with all symbolic links resolved. */
  readonly path: string;
  /** The topmost directory that must be created. */
  readonly missingDirectory: string | undefined;
  /** The hosts whose entry goes into this file, or into a credential helper that it names. */
  readonly hosts: readonly string[];
  /** The credential helper of each host whose entry does not go into the file, by host. */
  readonly stores: ReadonlyMap<string, string>;
  /** The private config, if this is one; it does not exist yet. */
  readonly isolated: PrivateConfig | undefined;
}

/** Which logins the configs are for. */
export interface ConfigRequest {
  /** Decides which file is used, and which of its members count. */
  readonly client: 'docker' | 'podman' | 'file';
  readonly hosts: readonly string[];
  readonly isIsolated: boolean;
  readonly deadline: Deadline;
}

/**
 * Finds the config of every host, or plans a private one. Changes nothing.
 *
 * @throws ActionError if a config cannot take the login, as far as that can be told by reading it.
 */
export async function planConfigs(request: ConfigRequest): Promise<readonly PlannedConfig[]> {
  const { client, hosts, isIsolated, deadline } = request;
  await adviseOnVariables();
  if (client === 'podman') {
    refusePodmanHelpers();
  }
  if (isIsolated) {
    const isolated = await planPrivateConfig(hosts, (path, bytes) =>
      leaveOutOtherJobs(path, bytes, deadline),
    );
    const { path } = isolated;
    return [{ path, missingDirectory: undefined, hosts, stores: new Map(), isolated }];
  }
  warnOfSnap(client);
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

/** Matches what only a shell replaces: a tilde, quotes, or a variable in the syntax of Unix, Windows or PowerShell. */
const UNEXPANDED = /^["']|^~|\$(?:\{|\(|env:)?[A-Za-z_]\w*|%[A-Za-z_]\w*%/;

async function adviseOnVariables(): Promise<void> {
  if (process.env['DOCKER_AUTH_CONFIG']) {
    warning(
      'The variable DOCKER_AUTH_CONFIG is set: Docker 28.3 and later use its logins before those in the config that this step writes. If it has a login to the same host, remove the variable.',
    );
  }
  const directory = process.env['DOCKER_CONFIG'] ?? '';
  for (const name of ['DOCKER_CONFIG', 'REGISTRY_AUTH_FILE']) {
    const path = process.env[name] ?? '';
    if (UNEXPANDED.test(path)) {
      notice(
        `The variable ${name} is "${disarm(path)}", which neither container clients nor this step expand. If you mean your home directory or the value of a variable, write the path itself, without quotes.`,
      );
    }
  }
  if (directory !== '' && (await isFile(directory))) {
    throw new ActionError('config-not-writable', {
      problem: `The variable DOCKER_CONFIG is "${disarm(directory)}", which is a file.`,
      fix: 'Set it to the directory that contains config.json.',
      link: LINKS.dockerConfig,
    });
  }
}

/** A `docker` that snapd installed: `/snap/bin/docker`. */
const SNAP = /[\\/]snap[\\/]bin[\\/]docker$/;

/** Warns if `docker` will not use the login. For a snap, HOME is a directory of its own. */
function warnOfSnap(client: ConfigRequest['client']): void {
  const isElsewhere = client === 'podman' || Boolean(process.env['DOCKER_CONFIG']);
  const program = isElsewhere ? undefined : findProgram('docker');
  if (program !== undefined && SNAP.test(program)) {
    warning(
      `${disarm(program)} is a snap, which reads the config in its own directory (\`~/snap/docker\`), not ${disarm(dockerConfigPath())}: it will not use this login. Use \`config: isolated\`, which sets DOCKER_CONFIG for the job.`,
    );
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
 * The file that a login to a host goes into.
 *
 * For podman, that is `$REGISTRY_AUTH_FILE`. If it is not set, it is the first of podman's own files that already has
 * a login to the host, because that takes precedence over Docker's. Otherwise, and for any other client, it is
 * Docker's.
 *
 * @throws ActionError `config-malformed` if one of podman's files makes podman find no login at all.
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
    if (auth?.flaw !== undefined) {
      throw unreadableByPodman(path, auth.flaw);
    }
    if (auth !== undefined && auth.names.length > 0) {
      return path;
    }
  }
  return dockerConfigPath();
}

type PodmanFlaw = NonNullable<PodmanAuth['flaw']>;

function unreadableByPodman(path: string, flaw: PodmanFlaw): ActionError {
  return new ActionError('config-malformed', {
    problem: `${disarm(path)} ${flaw}: podman, buildah and skopeo stop there and find no login at all. It was not changed.`,
    fix: adviseOnPodman(flaw),
    link: LINKS.podmanHelpers,
  });
}

function adviseOnPodman(flaw: PodmanFlaw): string {
  return flaw === 'cannot be read'
    ? 'Remove it, or let the user of the runner read it.'
    : 'Remove the file, or write `{}` to it.';
}

/** Warns if podman, buildah and skopeo will not use the login. */
async function warnOfPodman(
  client: ConfigRequest['client'],
  host: string,
  configPath: string,
): Promise<void> {
  for (const path of podmanLoginPaths()) {
    const auth = await readPodmanAuth(path, host);
    if (auth?.flaw !== undefined) {
      if (client === 'podman') {
        throw unreadableByPodman(path, auth.flaw);
      }
      warning(
        `${disarm(path)} ${auth.flaw}: podman, buildah and skopeo stop there and will not find the login to ${host}. ${adviseOnPodman(auth.flaw)}`,
      );
    }
    const names = auth?.names ?? [];
    // In the file that this step writes, only an entry for a path takes precedence over the host's.
    const hiding = path === configPath ? names.filter((name) => isBelow(name, host)) : names;
    if (hiding.length > 0) {
      warning(
        path === configPath
          ? `${disarm(path)} has separate logins for ${hiding.map(disarm).join(', ')}: podman, buildah and skopeo use those for the images there, not the login to ${host}.`
          : `${disarm(path)} has its own login to ${host}. podman, buildah and skopeo look there first and will not use the one written to ${disarm(configPath)}. To write the login there, use \`client: podman\`.`,
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
 * Reads a config as the client does.
 *
 * @returns the credential helper of each host whose entry does not go into the file.
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
    // Docker cannot parse a file with a byte order mark.
    throw malformedConfig(path, isForeign ? String(bytes) : text);
  }
  const flaw = config.flaws.find((one) => client !== 'podman' || isReadByPodman(one));
  if (flaw !== undefined) {
    throw unreadableMember(path, flaw);
  }
  const found = hosts.map((host) => [host, findClientsHelper(config, host, client)] as const);
  const isInFile = found.some(([, store]) => store === '');
  if (client === 'podman' && isInFile && findStore(config) !== '') {
    notice(
      `${disarm(path)} names a credential helper (\`credsStore\`) that podman, buildah and skopeo do not use. This login is for them, so it is written to a file.`,
    );
  }
  return new Map(found.filter(([, store]) => store !== ''));
}

/** podman reads no other member of a config. */
function isReadByPodman({ path: [name = ''] }: Flaw): boolean {
  return name === 'auths' || name === 'credHelpers';
}

/** podman ignores `credsStore`. Source: containers-auth.json(5). */
function findClientsHelper(
  config: DockerConfig,
  host: string,
  client: ConfigRequest['client'],
): string {
  const { credsStore: _, ...rest } = config.members;
  return findHelper(client === 'podman' ? { ...config, members: rest } : config, host);
}
