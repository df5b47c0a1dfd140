import type { Credential } from '../credential/credential.ts';
import { hasCode } from '../errors/action-error.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { describeError } from '../errors/describe.ts';
import { LINKS } from '../errors/links.ts';
import type { Http } from '../http/http.ts';
import { describeReply } from '../http/refusal.ts';
import type { ImageReference, Registry } from './registry.ts';
import { authenticate } from './registry-auth.ts';

const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** How a registry says no: 404 is the answer for what is not there. */
const REFUSED: ReadonlySet<number> = new Set([400, 401, 403]);

/** Errors that mean no; any other says nothing about rights. */
const REFUSALS: readonly ErrorCode[] = [
  'account-not-authorized',
  'credential-refused',
  'not-permitted',
  'private-only',
  'quota-exceeded',
];

/**
 * Asks the registry for the right to pull each image that was named, and looks for it: a login alone
 * proves nothing about rights.
 *
 * @returns a warning for each image that cannot be pulled. An image that is not there is none: perhaps
 * it is about to be pushed for the first time.
 */
export async function checkPulls(
  http: Http,
  { host, images }: Registry,
  credential: Credential,
): Promise<readonly string[]> {
  const warnings = await Promise.all(
    images.map((image) => checkPull(http, host, image, credential)),
  );
  return warnings.filter((warning) => warning !== undefined);
}

async function checkPull(
  http: Http,
  host: string,
  { repository, reference }: ImageReference,
  credential: Credential,
): Promise<string | undefined> {
  const image = `${host}/${repository}`;
  try {
    const bearer = await authenticate(http, host, credential, `repository:${repository}:pull`);
    const reply = await http.send(
      {
        method: 'HEAD',
        url: `https://${host}/v2/${repository}/manifests/${reference}`,
        headers: { accept: MANIFEST_TYPES, authorization: `Bearer ${bearer}` },
      },
      { repeat: 'always' },
    );
    if (reply.status === 200 || reply.status === 404) {
      return undefined;
    }
    const said = describeReply(reply);
    return REFUSED.has(reply.status)
      ? `The login works, but it cannot pull ${image}: ${said}. Give the identity the Reader role for this namespace. More: ${LINKS.scope}`
      : `Whether this login can pull ${image} is not known: ${said}`;
  } catch (error) {
    return hasCode(error, ...REFUSALS)
      ? `The login works, but it cannot pull ${image}: ${describeError(error)}`
      : `Whether this login can pull ${image} is not known: ${describeError(error)}`;
  }
}
