import * as v from 'valibot';
import { readIfThere } from '../files/files.ts';
import { objectOf, recordOf } from '../text/schemas.ts';
import { readDockerConfig } from './docker-config.ts';

const text = v.nullish(v.string());

/** What podman, buildah and skopeo read of a file of their own; Go's decoder reads it, as it does Docker's. */
const AuthFileSchema = objectOf({
  auths: v.nullish(recordOf(v.nullable(objectOf({ auth: text, identitytoken: text })))),
  credHelpers: v.nullish(recordOf(v.nullable(v.string()))),
});

/** What a file of podman's says of a host. */
export interface PodmanAuth {
  /** An empty or malformed one makes podman, buildah and skopeo read nothing at all. */
  readonly isMalformed: boolean;
  /** The names of its logins that these programs use for the host, or for images there. */
  readonly names: readonly string[];
}

/**
 * Looks into a file that podman, buildah and skopeo read before Docker's config.
 *
 * Source: containers-auth.json(5): a name may have a scheme, a slash at its end or a path, and a credential
 * helper counts as well.
 * @returns `undefined` where there is no such file, or none that this user may read.
 */
export async function readPodmanAuth(path: string, host: string): Promise<PodmanAuth | undefined> {
  let bytes: Buffer | undefined;
  try {
    bytes = await readIfThere(path);
  } catch {
    // Nor may podman.
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
  // They pass over an entry without one (Docker writes such for a host in a credential helper).
  const logins = Object.entries(auths ?? {}).filter(([, entry]) => Boolean(entry?.auth));
  const names = logins.map(([name]) => name).filter((name) => isOf(name, host));
  const helpers = Object.keys(credHelpers ?? {}).filter((name) => name === host);
  return { isMalformed: false, names: [...names, ...helpers] };
}

/** Whether a login of that name is used for a host, or for what is below it. */
function isOf(name: string, host: string): boolean {
  const [first] = name.replace(/^https?:\/\//, '').split('/');
  return first === host;
}
