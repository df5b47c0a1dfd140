import { existsSync, lstatSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { listNames, readAtOnce, readIfThere } from '../files/files.ts';
import { disarm } from '../text/disarm.ts';
import { parseJson } from '../text/json.ts';
import { objectOf, recordOf } from '../text/schemas.ts';
import { homeDirectory } from './config-path.ts';
import { isBase64, readDockerConfig } from './docker-config.ts';

const optional = v.nullish(v.string());

/** What podman, buildah and skopeo read from their own files, with the same Go decoder as Docker. */
const AuthFileSchema = objectOf({
  auths: v.nullish(recordOf(v.nullable(objectOf({ auth: optional, identitytoken: optional })))),
  credHelpers: v.nullish(recordOf(v.nullable(v.string()))),
});

/** What one of podman's own files says about a host. */
export interface PodmanAuth {
  /** Why podman, buildah and skopeo stop at the file and find no login at all; `undefined` if they do not. */
  readonly flaw: 'is empty or malformed' | 'cannot be read' | undefined;
  /** The names of logins in it that these programs use for the host, or for images there. */
  readonly names: readonly string[];
}

/**
 * Reads a file that podman, buildah and skopeo read before Docker's config.
 *
 * Source: containers-auth.json(5): a name may have a scheme, a trailing slash or a path, and a credential helper
 * counts as well.
 * @returns `undefined` if there is no such file.
 */
export async function readPodmanAuth(path: string, host: string): Promise<PodmanAuth | undefined> {
  let bytes: Buffer | undefined;
  try {
    bytes = await readIfThere(path);
  } catch {
    // A directory of another user may be unreadable, but podman may not use it: it chooses XDG_RUNTIME_DIR itself.
    return isThere(path) ? { flaw: 'cannot be read', names: [] } : undefined;
  }
  if (bytes === undefined) {
    return undefined;
  }
  const text = bytes.toString('latin1');
  // Go's decoder treats `null` as an object without members.
  const members = parseJson(text) === null ? {} : readDockerConfig(text)?.members;
  const { success, output } = v.safeParse(AuthFileSchema, members);
  if (!success) {
    return { flaw: 'is empty or malformed', names: [] };
  }
  const { auths, credHelpers } = output;
  const logins = Object.entries(auths ?? {}).filter(([, entry]) => isUsed(entry?.auth ?? ''));
  const names = logins.map(([name]) => name).filter((name) => isOf(name, host));
  const helpers = Object.keys(credHelpers ?? {}).filter((name) => name === host);
  return { flaw: undefined, names: [...names, ...helpers] };
}

/**
 * Whether the programs stop at an entry. They skip one without `auth`, as Docker writes it for a host in a credential
 * helper, and one whose `auth` has no colon. One that is not base64 is an error for them.
 */
function isUsed(auth: string): boolean {
  return auth !== '' && (!isBase64(auth) || Buffer.from(auth, 'base64').includes(':'));
}

/** Whether something exists there, perhaps a directory, or a file that `sudo podman` created as root. */
function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

/** Whether a login of that name is used for a host, or for images there. */
function isOf(name: string, host: string): boolean {
  const [first] = name.replace(/^https?:\/\//, '').split('/');
  return first === host;
}

const SYSTEM_FOLDER = '/etc/containers';

/** A list that starts with a real credential helper, not with podman's own files. */
const HELPERS_FIRST =
  /^[ \t]*credential-helpers[ \t]*=[ \t]*\[(?!\s*(?:["']containers-auth\.json["']|\]))/m;

/**
 * Refuses podman if its own registries.conf names credential helpers. When podman checks the login, it would store it
 * there, whichever config it is told to write, and nothing would remove it.
 *
 * Source: containers-registries.conf(5).
 * @throws ActionError `credential-store`
 */
export function refusePodmanHelpers(
  environment: NodeJS.ProcessEnv = process.env,
  systemFolder = SYSTEM_FOLDER,
): void {
  const home = environment['XDG_CONFIG_HOME'] || join(homeDirectory(), '.config');
  const folders = [join(home, 'containers'), systemFolder];
  const files = folders.map((folder) => join(folder, 'registries.conf'));
  const named = environment['CONTAINERS_REGISTRIES_CONF'];
  const used = named ? [named] : files.filter((path) => existsSync(path)).slice(0, 1);
  const added = folders.map((folder) => join(folder, 'registries.conf.d')).flatMap(listFiles);
  // Which of them podman reads depends on its version.
  const { REGISTRIES_CONFIG_PATH: old, CONTAINERS_REGISTRIES_CONF_OVERRIDE: last } = environment;
  const others = [old, last].filter((file) => file !== undefined);
  const path = [...used, ...added, ...others].find((file) =>
    HELPERS_FIRST.test(readReadable(file)),
  );
  if (path !== undefined) {
    throw new ActionError('credential-store', {
      problem: `${disarm(path)} names \`credential-helpers\`: podman would store the login in a credential helper, from which this action could not remove it.`,
      fix: 'Put "containers-auth.json" first in that list, or use `client: docker` or `client: file`.',
      link: LINKS.podmanHelpers,
    });
  }
}

function listFiles(folder: string): readonly string[] {
  return listNames(folder)
    .filter((name) => name.endsWith('.conf'))
    .map((name) => join(folder, name));
}

/** The text of a file, empty if it cannot be read: podman cannot read it either, and reports that itself. */
function readReadable(path: string): string {
  try {
    return String(readAtOnce(path));
  } catch {
    return '';
  }
}
