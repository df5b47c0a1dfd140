import { accessSync, constants, existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { copyFile, cp, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { info, notice } from '@actions/core';
import { PRIVATE_FILE, readIfThere } from '../files/files.ts';
import {
  createDirectory,
  deleteDirectory,
  MARKER,
  nameDirectory,
} from '../runner/private-directory.ts';
import { type ExportedVariable, planVariables, restoreVariables } from '../runner/variables.ts';
import { disarm } from '../text/disarm.ts';
import { isJsonObject, type JsonObject, parseJsonObject } from '../text/json.ts';
import { explainFileError, malformedConfig } from './config-error.ts';
import { dockerConfigPath, podmanLoginPaths } from './config-path.ts';
import { type DockerConfig, type Flaw, findStore, readDockerConfig } from './docker-config.ts';

const CONFIG = 'config.json';

/** A private config as the post step has to know it: nothing secret. */
export interface SavedPrivateConfig {
  readonly directory: string;
  readonly variables: readonly ExportedVariable[];
}

/** A Docker config for this job alone; nothing of it is on the disk yet. */
export interface PrivateConfig {
  readonly saved: SavedPrivateConfig;
  /** The config in the directory. */
  readonly path: string;
  /** Makes the directory and the config in it. */
  readonly create: () => Promise<void>;
}

/**
 * Plans a private config that has what the user's own has, but for a credential helper and what Docker cannot
 * read: plug-ins, contexts, builders, proxies, credential helpers of other hosts, and every login that is in a
 * file, podman's among them (podman, buildah and skopeo would not look into those any more).
 *
 * @param hosts the hosts that are to be logged in to.
 * @throws ActionError `config-malformed`, `config-not-writable`
 */
export async function planPrivateConfig(hosts: readonly string[]): Promise<PrivateConfig> {
  const source = dockerConfigPath();
  const config = await readUsersConfig(source);
  tellFlaws(config.flaws);
  const readable = config.flaws.reduce(leaveOut, config.members);
  const { credsStore: _, credHelpers, auths, ...kept } = readable;
  const helpers = membersOf(credHelpers).filter(([host]) => !hosts.includes(host));
  const own = membersOf(auths);
  const logins = own.filter(([, entry]) => isJsonObject(entry) && Object.keys(entry).length > 0);
  const inStore = own.map(([host]) => host).filter((host) => !isNamed(logins, host));
  tellStore(findStore(config), inStore);
  const podmans = await Promise.all(podmanLoginPaths().map(readLogins));
  const text = JSON.stringify(
    {
      ...kept,
      ...(helpers.length > 0 ? { credHelpers: Object.fromEntries(helpers) } : {}),
      auths: Object.fromEntries([...podmans.flat().toReversed(), ...logins]),
    },
    undefined,
    2,
  );
  const directory = nameDirectory();
  const path = join(directory, CONFIG);
  return {
    saved: {
      directory,
      variables: planVariables({ DOCKER_CONFIG: directory, REGISTRY_AUTH_FILE: path }),
    },
    path,
    create: () => createConfig(path, `${text}\n`, source),
  };
}

/** Deletes a private config, with every login in it, and sets back the variables that led to it. */
export function removePrivateConfig({ directory, variables }: SavedPrivateConfig): void {
  restoreVariables(variables);
  if (deleteDirectory(directory)) {
    info(`Deleted the private config of the job with its logins (${disarm(directory)}).`);
  }
}

async function readUsersConfig(path: string): Promise<DockerConfig> {
  let bytes: Buffer | undefined;
  try {
    bytes = await readIfThere(path);
  } catch (error) {
    throw explainFileError(path, error);
  }
  const text = bytes?.toString('utf8') ?? '';
  const config = readDockerConfig(text.trim() === '' ? '{}' : text);
  if (config === undefined) {
    throw malformedConfig(path, text);
  }
  return config;
}

function tellFlaws(flaws: readonly Flaw[]): void {
  if (flaws.length > 0) {
    const names = flaws.map(
      ({ path, expected }) => `\`${disarm(path.join('.'))}\` (has to be ${expected})`,
    );
    notice(
      `The private config of this job leaves out what Docker cannot read in your own: ${names.join(', ')}.`,
    );
  }
}

function tellStore(store: string, hosts: readonly string[]): void {
  if (store !== '') {
    const logins =
      hosts.length === 0
        ? 'the logins that are kept there are'
        : `the logins that are kept there (${hosts.map(disarm).join(', ')}) are`;
    notice(
      `The private config of this job does not use the credential helper "${disarm(store)}", so ${logins} not in it.`,
    );
  }
}

/** The members without the flaw: the one entry of `auths` or `features`, not all of them. */
function leaveOut(members: JsonObject, { path }: Flaw): JsonObject {
  const [name = '', inner] = path;
  const { [name]: value, ...others } = members;
  if (inner === undefined || !isJsonObject(value)) {
    return others;
  }
  const rest = Object.entries(value).filter(([key]) => key !== inner);
  return { ...members, [name]: Object.fromEntries(rest) };
}

/**
 * Makes the directory and the config in it, for their owner alone; everything else in the user's directory
 * is there as a link or, where it is a file, as a copy.
 *
 * @param source the user's own config.
 */
async function createConfig(path: string, text: string, source: string): Promise<void> {
  const directory = dirname(path);
  try {
    createDirectory(directory);
    await writeFile(path, text, { mode: PRIVATE_FILE });
    const folder = dirname(source);
    const names = existsSync(folder) ? readdirSync(folder) : [];
    for (const name of names.filter((candidate) => isShared(candidate, basename(source)))) {
      if (isReadable(join(folder, name))) {
        await share(join(folder, name), join(directory, name));
      }
    }
  } catch (error) {
    throw explainFileError(path, error);
  }
}

/** The logins in a file of podman's; one that cannot be read is nothing to podman either. */
async function readLogins(path: string): Promise<readonly (readonly [string, unknown])[]> {
  try {
    return membersOf(parseJsonObject(String(await readIfThere(path)))?.['auths']);
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

/** Not the config, nor what this action or docker, while it writes, keeps beside one. */
function isShared(name: string, config: string): boolean {
  const rest = name.startsWith(config) ? name.slice(config.length) : undefined;
  return name !== MARKER && (rest === undefined || !/^(?:\d*|\.icr-login-.*)$/.test(rest));
}

/** A link that leads nowhere, or a file of someone else's (`sudo docker` leaves such), is of no use to anyone. */
function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Windows lets only administrators make links to files, so those are copied; a junction is for directories, and
 * where none can be made, to a network share for example, the directory is copied as well. What is neither, a
 * socket, is left out.
 */
async function share(path: string, place: string): Promise<void> {
  const target = realpathSync(path);
  const status = statSync(target);
  if (status.isFile()) {
    await copyFile(target, place);
  } else if (status.isDirectory()) {
    /* v8 ignore next -- Only Windows refuses to make a junction. */
    await symlink(target, place, 'junction').catch(() => cp(target, place, { recursive: true }));
  }
}
