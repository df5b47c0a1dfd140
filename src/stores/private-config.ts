import { accessSync, constants, existsSync, realpathSync, statSync } from 'node:fs';
import { cp, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { info, notice, warning } from '@actions/core';
import { quoteError } from '../errors/describe.ts';
import { isFileError, listNames, PRIVATE_FILE, readIfThere, resolveLinks } from '../files/files.ts';
import {
  createDirectory,
  deleteDirectory,
  listDirectories,
  MARKER,
  nameDirectory,
} from '../runner/private-directory.ts';
import { type ExportedVariable, planVariables, restoreVariables } from '../runner/variables.ts';
import { disarm } from '../text/disarm.ts';
import { isJsonObject, type JsonObject } from '../text/json.ts';
import { explainFileError, malformedConfig } from './config-error.ts';
import { dockerConfigPath, podmanLoginPaths } from './config-path.ts';
import { type DockerConfig, type Flaw, findStore, readDockerConfig } from './docker-config.ts';

const CONFIG = 'config.json';
/** The error codes of files that this user may not read. */
const NOT_ALLOWED = ['EACCES', 'EPERM'] as const;

/** What the post step must know about a private config, without secrets. */
export interface SavedPrivateConfig {
  readonly directory: string;
  readonly variables: readonly ExportedVariable[];
}

/** A Docker config for this job alone, of which nothing is on disk yet. */
export interface PrivateConfig {
  readonly saved: SavedPrivateConfig;
  /** The path of the config in that directory. */
  readonly path: string;
  /** Creates the directory and the config in it. */
  readonly create: () => Promise<void>;
}

/** Returns the bytes to copy of a file, for its path and its bytes. */
type Edit = (path: string, bytes: Buffer) => Promise<Buffer>;

/**
 * Plans a private config with everything from the user's own: plug-ins, contexts, builders, proxies, credential helpers
 * of other hosts, and every login that is in a file. That includes the logins and credential helpers in podman's own
 * files, because podman, buildah and skopeo would no longer read those. Left out are `credsStore`, the credential helpers
 * of `hosts`, and what Docker cannot read.
 *
 * @param hosts the hosts to log in to.
 * @param edit chooses what to copy of a file.
 * @throws ActionError `config-malformed`, `config-not-writable`
 */
export async function planPrivateConfig(
  hosts: readonly string[],
  edit: Edit,
): Promise<PrivateConfig> {
  const source = dockerConfigPath();
  const config = await readUsersConfig(source, edit);
  reportFlaws(source, config.flaws);
  const readable = config.flaws.reduce(leaveOut, config.members);
  const { credsStore: _, credHelpers, auths, ...kept } = readable;
  const helpers = membersOf(credHelpers).filter(([host]) => !hosts.includes(host));
  const own = membersOf(auths);
  const logins = own.filter(([, entry]) => isJsonObject(entry) && Object.keys(entry).length > 0);
  const inHelper = own
    .map(([host]) => host)
    .filter((host) => !isNamed(logins, host) && !isNamed(membersOf(credHelpers), host));
  reportHelper(findStore(config), inHelper);
  const podmans = (
    await Promise.all(podmanLoginPaths().map((path) => readPodmans(path, edit)))
  ).toReversed();
  // Docker would start one of podman's helpers even for a host whose login is in its own config.
  const podmanHelpers = podmans
    .flatMap((podman) => podman.helpers)
    .filter(([host]) => !hosts.includes(host) && !isNamed(logins, host));
  const allHelpers = [...podmanHelpers, ...helpers];
  const text = JSON.stringify(
    {
      ...kept,
      ...(allHelpers.length > 0 ? { credHelpers: Object.fromEntries(allHelpers) } : {}),
      auths: Object.fromEntries([
        ...podmans.flatMap((podman) => podman.logins.toReversed()),
        ...logins,
      ]),
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

/** Lists the paths of the private configs of this job. */
export function listPrivateConfigs(): readonly string[] {
  return listDirectories().map((directory) => join(directory, CONFIG));
}

/** Deletes a private config, with every login in it, and restores the variables that pointed to it. */
export function removePrivateConfig({ directory, variables }: SavedPrivateConfig): void {
  try {
    if (deleteDirectory(directory)) {
      info(`Deleted the private config of the job with its logins (${disarm(directory)}).`);
    } else if (existsSync(join(directory, CONFIG))) {
      warning(
        `The private config of the job was not deleted, because a step has replaced its directory or removed the marker of this action there. Its logins stay in ${disarm(directory)} until the runner empties RUNNER_TEMP.`,
      );
    }
  } finally {
    restoreVariables(variables);
  }
}

async function readUsersConfig(path: string, edit: Edit): Promise<DockerConfig> {
  let bytes: Buffer | undefined;
  try {
    bytes = await readIfThere(path);
  } catch (error) {
    if (!isFileError(error, ...NOT_ALLOWED)) {
      throw explainFileError(path, error);
    }
    // In most cases, `sudo docker login` created it. Docker continues without it, too.
    notice(
      `The runner's user does not have permission to read ${disarm(path)}, so the private config of this job contains nothing from it.`,
    );
  }
  const text = bytes === undefined ? '' : String(await edit(path, bytes));
  const config = readDockerConfig(text.trim() === '' ? '{}' : text);
  if (config === undefined) {
    throw malformedConfig(path, text);
  }
  return config;
}

function reportFlaws(path: string, flaws: readonly Flaw[]): void {
  if (flaws.length > 0) {
    const names = flaws.map(
      (flaw) => `\`${disarm(flaw.path.join('.'))}\` (must be ${flaw.expected})`,
    );
    notice(
      `The private config of this job leaves out what Docker cannot read in ${disarm(path)}: ${names.join(', ')}.`,
    );
  }
}

function reportHelper(helper: string, hosts: readonly string[]): void {
  if (helper !== '') {
    const names = hosts.length === 0 ? '' : ` (${hosts.map(disarm).join(', ')})`;
    notice(
      `The private config of this job does not use the credential helper "${disarm(helper)}", so the logins that are stored there${names} are not in it.`,
    );
  }
}

/** The members without the flaw. Of `auths` or `features`, only the flawed entry is left out. */
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
 * Creates the directory and the config in it, which only their owner may read. Copies the other files of the user's
 * directory into it, and links its subdirectories.
 *
 * @param source the path of the user's own config.
 */
async function createConfig(path: string, text: string, source: string): Promise<void> {
  const directory = dirname(path);
  try {
    createDirectory(directory);
    await writeFile(path, text, { mode: PRIVATE_FILE });
    const folder = dirname(source);
    // The logins in podman's own files are in the config already, as far as they may be copied.
    const podmans = await Promise.all(podmanLoginPaths().map(resolveReadable));
    for (const name of listNames(folder).filter((candidate) =>
      isShared(candidate, basename(source)),
    )) {
      const file = join(folder, name);
      if (isReadable(file) && !podmans.includes(realpathSync.native(file))) {
        await share(file, join(directory, name));
      }
    }
  } catch (error) {
    throw explainFileError(path, error);
  }
}

/** Resolves the links in a path, as far as this user can read them. */
async function resolveReadable(path: string): Promise<string> {
  return resolveLinks(path).catch(() => path);
}

/** Members of an object, by their names. */
type Members = readonly (readonly [name: string, value: unknown])[];

/** Reads from one of podman's own files what Docker can read too. Returns nothing if podman cannot read the file. */
async function readPodmans(
  path: string,
  edit: Edit,
): Promise<{ readonly logins: Members; readonly helpers: Members }> {
  const bytes = await readIfThere(path).catch(() => undefined);
  if (bytes === undefined) {
    return { logins: [], helpers: [] };
  }
  const text = String(await edit(path, bytes));
  const { members = {}, flaws = [] } = readDockerConfig(text) ?? {};
  const read = flaws.filter(({ path: [name = ''] }) => PODMANS.includes(name));
  reportFlaws(path, read);
  const { auths, credHelpers } = read.reduce(leaveOut, members);
  return { logins: membersOf(auths), helpers: membersOf(credHelpers) };
}

/** The members that podman reads. */
const PODMANS: readonly string[] = ['auths', 'credHelpers'];

function membersOf(value: unknown): Members {
  return isJsonObject(value) ? Object.entries(value) : [];
}

function isNamed(members: Members, name: string): boolean {
  return members.some(([candidate]) => candidate === name);
}

/** Not the config, nor the files that this action, or Docker while it writes the config, puts next to a config. */
function isShared(name: string, config: string): boolean {
  const rest = name.startsWith(config) ? name.slice(config.length) : undefined;
  const isOfDocker = rest !== undefined && /^\d*$/.test(rest);
  return name !== MARKER && !isOfDocker && !name.includes('.icr-login-');
}

/** Dangling links, and files that this user may not read, as `sudo docker` leaves them, are useless to clients. */
function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Copies a file, and links a directory. Windows lets only administrators create links to files, but anyone can create
 * a junction to a directory. If that fails, for example for a network share, the directory is copied, too. Anything
 * else, such as a socket, is left out.
 */
async function share(path: string, place: string): Promise<void> {
  const target = realpathSync(path);
  const status = statSync(target);
  if (status.isFile()) {
    await copy(target, place, status.mode);
  } else if (status.isDirectory()) {
    /* v8 ignore next -- Only Windows refuses to make a junction. */
    await symlink(target, place, 'junction').catch(() => cp(target, place, { recursive: true }));
  }
}

/** Copies a file, unless it is too long to belong to a config: a copy of it could fill the disk. */
async function copy(path: string, place: string, mode: number): Promise<void> {
  let bytes: Buffer | undefined;
  try {
    bytes = await readIfThere(path);
  } catch (error) {
    notice(`The private config of this job leaves out a file: ${quoteError(error)}.`);
    return;
  }
  /* v8 ignore next -- It is missing only if someone removes it at this very moment. */
  await writeFile(place, bytes ?? '', { mode });
}
