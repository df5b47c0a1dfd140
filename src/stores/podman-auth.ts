import { lstatSync } from 'node:fs';
import * as v from 'valibot';
import { readIfThere } from '../files/files.ts';
import { parseJson } from '../text/json.ts';
import { objectOf, recordOf } from '../text/schemas.ts';
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
