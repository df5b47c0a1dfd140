import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { notice, warning } from '@actions/core';
import { quoteError } from '../errors/describe.ts';
import { listMissing, readIfThere, removeEmptyDirectories, removeFile } from '../files/files.ts';
import { prepareFile } from '../files/prepared-file.ts';
import type { BasicCredential } from '../registry/registry.ts';
import { decodeConfig } from '../stores/config-bytes.ts';
import { dockerConfigPath, podmanAuthPaths, podmanLoginPaths } from '../stores/config-path.ts';
import { isEditable, readEntry, removeEntry, writeEntry } from '../stores/config-text.ts';
import { formatFileEntry } from '../stores/file-store.ts';
import { disarm } from '../text/disarm.ts';
import { parseJsonObject } from '../text/json.ts';

/** A file of the user as it was before the first check. */
interface UsersFile {
  readonly path: string;
  /** `undefined` if there was no file. */
  readonly bytes: Buffer | undefined;
  /** The topmost directory that did not exist. */
  readonly missingDirectory: string | undefined;
}

/**
 * The files of the user that a check must not change. A script with the name `docker` may write to one of them whatever
 * its environment says: `sudo` drops variables, and some scripts set REGISTRY_AUTH_FILE themselves. That becomes visible
 * only after the script has written there, so the login is removed from there afterward.
 */
export class UsersFiles {
  readonly #presented = new Map<string, string>();
  /** Hosts whose login is in one of the files: another job may write the same login there, and keeps it. */
  readonly #astray = new Set<string>();
  readonly #before = readFiles();

  /** Remembers a credential that is about to be presented. The files have been read by then. */
  async remember(host: string, credential: BasicCredential): Promise<void> {
    this.#presented.set(host, formatFileEntry(credential));
    await this.#before;
  }

  /**
   * Looks for a presented login in the files of the user. One that was not there before is removed later.
   *
   * @returns whether there is one.
   */
  async findLogin(host: string): Promise<boolean> {
    for (const file of await this.#before) {
      if (this.#isNew(file, host, toText(await readReadable(file.path)))) {
        this.#astray.add(host);
      }
    }
    return this.#astray.has(host);
  }

  /** Removes every login that was found, and reports it. It never fails, and does nothing the second time. */
  async restore(client: string): Promise<void> {
    const found = [...this.#astray];
    this.#astray.clear();
    for (const file of await this.#before) {
      const bytes = await readReadable(file.path);
      const hosts = found.filter((host) => this.#isNew(file, host, toText(bytes)));
      if (hosts.length === 0) {
        continue;
      }
      const what = `${client} stored the login to ${hosts.join(', ')} in ${disarm(file.path)} instead of the private file that it was given.`;
      try {
        await restore(file, bytes, hosts);
        notice(`${what} This step removed it from there.`);
      } catch (error) {
        warning(
          `${what} It is still there: run \`${client} logout\` for each host. ${quoteError(error)}`,
        );
      }
    }
  }

  #isNew({ bytes }: UsersFile, host: string, text: string): boolean {
    const entry = this.#presented.get(host);
    return hasEntry(text, host, entry) && !hasEntry(toText(bytes), host, entry);
  }
}

async function readFiles(): Promise<readonly UsersFile[]> {
  const paths = new Set([...podmanLoginPaths(), ...podmanAuthPaths(), dockerConfigPath()]);
  return Promise.all(
    [...paths].map(async (path) => ({
      path,
      bytes: await readReadable(path),
      missingDirectory: (await listMissing(dirname(path)).catch(() => []))[0],
    })),
  );
}

/** A client that this user starts cannot change what this user cannot read. */
async function readReadable(path: string): Promise<Buffer | undefined> {
  return readIfThere(path).catch(() => undefined);
}

/** Text that can be edited; a file that is not a config has no entry. */
function toText(bytes: Buffer | undefined): string {
  const { text } = decodeConfig(bytes);
  return isEditable(text) ? text : '{}';
}

function hasEntry(text: string, host: string, entry = ''): boolean {
  const { auth } = parseJsonObject(readEntry(text, host) ?? '') ?? {};
  return auth !== undefined && auth === parseJsonObject(entry)?.['auth'];
}

async function restore(
  { path, bytes, missingDirectory }: UsersFile,
  now: Buffer | undefined,
  hosts: readonly string[],
): Promise<void> {
  const before = toText(bytes);
  const text = hosts.reduce((edited, host) => {
    const entry = readEntry(before, host);
    return entry === undefined ? removeEntry(edited, host) : writeEntry(edited, host, entry);
  }, toText(now));
  // A client writes the whole file in its own way, and may drop what it does not know.
  const isAsBefore = isDeepStrictEqual(readLogins(text), readLogins(before));
  const content = isAsBefore ? bytes : decodeConfig(now).encode(text);
  if (content === undefined) {
    await removeFile(path);
  } else {
    await (await prepareFile(path, content)).commit();
  }
  if (missingDirectory !== undefined) {
    await removeEmptyDirectories(dirname(path), missingDirectory);
  }
}

/** The members of a config that have to do with logins. */
function readLogins(text: string): unknown {
  /* v8 ignore next -- It can be edited, so it is an object. */
  const { auths, credHelpers } = parseJsonObject(text) ?? {};
  return [auths ?? {}, credHelpers ?? {}];
}
