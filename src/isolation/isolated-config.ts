import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { notice } from '@actions/core';
import { createDirectory, MARKER, nameDirectory } from '../client/private-directory.ts';
import type { SavedIsolation } from '../runner/state.ts';
import { planVariables } from '../runner/variables.ts';
import { explainFileError } from '../store/config-error.ts';
import { dockerConfigPath, podmanLoginPaths } from '../store/config-path.ts';
import { PRIVATE_FILE } from '../store/files.ts';
import { readConfig } from '../store/inspect-config.ts';
import { disarm } from '../text/disarm.ts';
import { isJsonObject, parseJsonObject, stringMember } from '../text/json.ts';

const CONFIG = 'config.json';

/** A Docker config for this job alone; nothing of it is on the disk yet. */
export interface IsolatedConfig {
  /** What the post step has to know: nothing secret. */
  readonly saved: SavedIsolation;
  /** The config in the directory. */
  readonly path: string;
  /** Makes the directory and the config in it. */
  readonly create: () => void;
}

/**
 * Plans a private config that has what the user's own has, but for a credential store: plug-ins, contexts,
 * builders, proxies, credential helpers of other hosts, and every login that is in a file, podman's among
 * them (podman, buildah and skopeo would not look into those any more).
 *
 * @param hosts the hosts that are to be logged in to.
 * @throws ActionError `config-malformed`, `config-not-writable`
 */
export async function planIsolatedConfig(hosts: readonly string[]): Promise<IsolatedConfig> {
  const source = dockerConfigPath();
  const { credsStore, credHelpers, auths, ...kept } = await readConfig(source, 'utf8');
  const helpers = membersOf(credHelpers).filter(([host]) => !hosts.includes(host));
  const own = membersOf(auths);
  const logins = own.filter(([, entry]) => isJsonObject(entry) && Object.keys(entry).length > 0);
  warnOfStore(
    credsStore,
    own.map(([host]) => host).filter((host) => !isNamed(logins, host)),
  );
  const config = {
    ...kept,
    ...(helpers.length > 0 ? { credHelpers: Object.fromEntries(helpers) } : {}),
    auths: Object.fromEntries([...podmanLoginPaths().flatMap(readLogins).toReversed(), ...logins]),
  };
  const directory = nameDirectory();
  const path = join(directory, CONFIG);
  return {
    saved: {
      directory,
      variables: planVariables({ DOCKER_CONFIG: directory, REGISTRY_AUTH_FILE: path }),
    },
    path,
    create: () => createConfig(path, `${JSON.stringify(config, undefined, 2)}\n`, source),
  };
}

/**
 * Makes the directory and the config in it, for their owner alone; everything else in the user's directory
 * is there as a link or, where it is a file, as a copy.
 *
 * @param source the user's own config.
 */
function createConfig(path: string, text: string, source: string): void {
  const directory = dirname(path);
  try {
    createDirectory(directory);
    writeFileSync(path, text, { mode: PRIVATE_FILE });
    const folder = dirname(source);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    for (const name of names.filter((candidate) => isShared(candidate, basename(source)))) {
      if (isReadable(join(folder, name))) {
        share(join(folder, name), join(directory, name));
      }
    }
  } catch (error) {
    throw explainFileError(path, error);
  }
}

/** The logins in a file of podman's; one that cannot be read is nothing to podman either. */
function readLogins(path: string): readonly (readonly [string, unknown])[] {
  try {
    return membersOf(parseJsonObject(readFileSync(path, 'utf8'))?.['auths']);
  } catch {
    return [];
  }
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function isNamed(members: readonly (readonly [string, unknown])[], name: string): boolean {
  return members.some(([candidate]) => candidate === name);
}

function warnOfStore(credsStore: unknown, hosts: readonly string[]): void {
  const store = stringMember({ credsStore }, 'credsStore');
  if (store !== undefined && hosts.length > 0) {
    notice(
      `The private config of this job has no credential store, so the logins that are kept in "${disarm(store)}" are not in it: ${hosts.map(disarm).join(', ')}.`,
    );
  }
}

/** Not the config, nor what this action or docker, while it writes, keeps beside one. */
function isShared(name: string, config: string): boolean {
  const rest = name.startsWith(config) ? name.slice(config.length) : undefined;
  return name !== MARKER && (rest === undefined || !/^(?:\d*|\.icr-login-.*)$/.test(rest));
}

/** A link that leads nowhere, or a file of somebody else's (`sudo docker` leaves such), is of no use to anybody. */
function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Windows lets only administrators make links to files, so those are copied; a junction is for directories.
 * What is neither, a socket, is left out.
 */
function share(path: string, place: string): void {
  const target = realpathSync(path);
  const status = statSync(target);
  if (status.isDirectory()) {
    symlinkSync(target, place, 'junction');
  } else if (status.isFile()) {
    copyFileSync(target, place);
  }
}
