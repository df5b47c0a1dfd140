import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { notice, warning } from '@actions/core';
import { quoteError } from '../errors/describe.ts';
import { listMissing, readIfThere, removeEmptyDirectories, removeFile } from '../files/files.ts';
import { prepareFile } from '../files/prepared-file.ts';
import type { BasicCredential } from '../registry/registry.ts';
import { decodeConfig } from '../stores/config-bytes.ts';
import { dockerConfigPath, podmanAuthPaths, podmanLoginPaths } from '../stores/config-path.ts';
import { ConfigText } from '../stores/config-text.ts';
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
      if (this.#isNew(file, host, parse(await readReadable(file.path)))) {
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
      const config = parse(bytes);
      const hosts = found.filter((host) => this.#isNew(file, host, config));
      if (config === undefined || hosts.length === 0) {
        continue;
      }
      const what = `${client} stored the login to ${hosts.join(', ')} in ${disarm(file.path)} instead of the private file that it was given.`;
      try {
        await restore(file, { bytes, config }, hosts);
        notice(`${what} This step removed it from there.`);
      } catch (error) {
        warning(
          `${what} It is still there: run \`${client} logout\` for each host. ${quoteError(error)}`,
        );
      }
    }
  }

  #isNew({ bytes }: UsersFile, host: string, now: ConfigText | undefined): boolean {
    const entry = this.#presented.get(host);
    return hasEntry(now, host, entry) && !hasEntry(parse(bytes), host, entry);
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

/** Returns `undefined` for a file that is not a config, and so has no entry. */
function parse(bytes: Buffer | undefined): ConfigText | undefined {
  return ConfigText.parse(decodeConfig(bytes).text);
}

function hasEntry(config: ConfigText | undefined, host: string, entry = ''): boolean {
  const { auth } = parseJsonObject(config?.read(host) ?? '') ?? {};
  return auth !== undefined && auth === parseJsonObject(entry)?.['auth'];
}

/** A file of the user after a client has written to it. */
interface WrittenFile {
  readonly bytes: Buffer | undefined;
  readonly config: ConfigText;
}

async function restore(
  { path, bytes, missingDirectory }: UsersFile,
  written: WrittenFile,
  hosts: readonly string[],
): Promise<void> {
  const before = parse(bytes);
  const { text } = hosts.reduce((config, host) => {
    const entry = before?.read(host);
    return entry === undefined ? config.remove(host) : config.write(host, entry);
  }, written.config);
  // A client writes the whole file in its own way, and may drop what it does not know.
  const isAsBefore = isDeepStrictEqual(readLogins(text), readLogins(before?.text));
  const content = isAsBefore ? bytes : decodeConfig(written.bytes).encode(text);
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
function readLogins(text = ''): unknown {
  const { auths, credHelpers } = parseJsonObject(text) ?? {};
  return [auths ?? {}, credHelpers ?? {}];
}
