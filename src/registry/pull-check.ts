import { hasCode } from '../errors/action-error.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { describeError } from '../errors/describe.ts';
import { LINKS } from '../errors/links.ts';
import type { Http } from '../http/http.ts';
import { describeReply } from '../http/refusal.ts';
import type { BasicCredential, ImageReference, Registry } from './registry.ts';
import { authenticate } from './registry-auth.ts';
import { sendToRegistry } from './send.ts';

const MANIFEST_TYPES = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** Statuses with which a registry refuses a pull. 404 only means that the image does not exist. */
const REFUSED: ReadonlySet<number> = new Set([400, 401, 403]);

/** Errors that mean a lack of permission. Any other error says nothing about permissions. */
const REFUSALS: readonly ErrorCode[] = [
  'account-not-authorized',
  'credential-refused',
  'not-permitted',
  'private-only',
  'quota-exceeded',
];

/** Whether the login can pull an image, with a sentence for the log. */
export interface PullPermission {
  readonly isGranted: boolean;
  readonly text: string;
}

/**
 * Checks for each named image whether the login can pull it, by requesting a token and the manifest. A login alone
 * proves nothing about permissions.
 *
 * @returns the result for each image that exists. A missing image is left out, because it may be pushed later.
 */
export async function checkPulls(
  http: Http,
  { host, images }: Registry,
  credential: BasicCredential,
): Promise<readonly PullPermission[]> {
  const checking = images.map((image) => checkPull(http, host, image, credential));
  return (await Promise.all(checking)).filter((permission) => permission !== undefined);
}

async function checkPull(
  http: Http,
  host: string,
  { repository, reference }: ImageReference,
  credential: BasicCredential,
): Promise<PullPermission | undefined> {
  const image = `${host}/${repository}`;
  try {
    const bearer = await authenticate(http, host, credential, `repository:${repository}:pull`);
    const reply = await sendToRegistry(
      http,
      {
        method: 'HEAD',
        url: `https://${host}/v2/${repository}/manifests/${reference}`,
        headers: { accept: MANIFEST_TYPES, authorization: `Bearer ${bearer}` },
      },
      { repeat: 'always' },
    );
    if (reply.status === 404) {
      return undefined;
    }
    if (reply.status === 200) {
      return { isGranted: true, text: `The login can pull ${image}.` };
    }
    const said = describeReply(reply);
    return refuse(
      REFUSED.has(reply.status)
        ? `The login works, but it cannot pull ${image}: ${said}. Give the identity the Reader role for this namespace. More: ${LINKS.scope}`
        : `This step could not find out whether the login can pull ${image}: ${said}`,
    );
  } catch (error) {
    return refuse(
      hasCode(error, ...REFUSALS)
        ? `The login works, but it cannot pull ${image}: ${describeError(error)}`
        : `This step could not find out whether the login can pull ${image}: ${describeError(error)}`,
    );
  }
}

function refuse(text: string): PullPermission {
  return { isGranted: false, text };
}
