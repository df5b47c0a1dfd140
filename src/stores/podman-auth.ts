import * as v from 'valibot';
import { readIfThere } from '../files/files.ts';
import { objectOf, recordOf } from '../text/schemas.ts';
import { readDockerConfig } from './docker-config.ts';

const text = v.nullish(v.string());

/** What podman, buildah and skopeo read from their own files, with the same Go decoder as Docker. */
const AuthFileSchema = objectOf({
  auths: v.nullish(recordOf(v.nullable(objectOf({ auth: text, identitytoken: text })))),
  credHelpers: v.nullish(recordOf(v.nullable(v.string()))),
});

/** What one of podman's own files says about a host. */
export interface PodmanAuth {
  /** Whether the file is empty or malformed, which makes podman, buildah and skopeo find no login at all. */
  readonly isMalformed: boolean;
  /** The names of logins in it that these programs use for the host, or for images there. */
  readonly names: readonly string[];
}

/**
 * Reads a file that podman, buildah and skopeo read before Docker's config.
 *
 * Source: containers-auth.json(5): a name may have a scheme, a trailing slash or a path, and a credential helper
 * counts as well.
 * @returns `undefined` if there is no such file, or if this user may not read it.
 */
export async function readPodmanAuth(path: string, host: string): Promise<PodmanAuth | undefined> {
  let bytes: Buffer | undefined;
  try {
    bytes = await readIfThere(path);
  } catch {
    // podman cannot read it either.
    return undefined;
  }
  if (bytes === undefined) {
    return undefined;
  }
  const config = readDockerConfig(bytes.toString('latin1'));
  const { success, output } = v.safeParse(AuthFileSchema, config?.members);
  if (!success) {
    return { isMalformed: true, names: [] };
  }
  const { auths, credHelpers } = output;
  // The programs skip an entry without `auth`, as Docker writes it for a host in a credential helper.
  const logins = Object.entries(auths ?? {}).filter(([, entry]) => Boolean(entry?.auth));
  const names = logins.map(([name]) => name).filter((name) => isOf(name, host));
  const helpers = Object.keys(credHelpers ?? {}).filter((name) => name === host);
  return { isMalformed: false, names: [...names, ...helpers] };
}

/** Whether a login of that name is used for a host, or for images there. */
function isOf(name: string, host: string): boolean {
  const [first] = name.replace(/^https?:\/\//, '').split('/');
  return first === host;
}
