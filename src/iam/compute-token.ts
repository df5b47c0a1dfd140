import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { readIfThere } from '../files/files.ts';
import { mask } from '../runner/mask.ts';
import type { Iam, IamToken } from './iam.ts';
import { fetchMetadataToken, NoMetadata } from './metadata.ts';
import type { TrustedProfile } from './trusted-profile.ts';

/** Where a compute resource finds its identity. */
export interface ComputePlace {
  /** Files that can contain the token of the resource. The first one that exists is used. */
  readonly tokenFiles: readonly string[];
  /** URLs of the metadata service of a virtual server, without a trailing slash. The first one that answers is used. */
  readonly metadataUrls: readonly string[];
}

/**
 * Source of the files and their order: IBM's `ibm-cloud-sdk-core`, `ContainerAuthenticator`. Source of the addresses:
 * IBM Cloud Docs, VPC, "About the instance metadata service". With "secure access" enabled, only the second answers.
 */
const IBM_CLOUD: ComputePlace = {
  tokenFiles: [
    '/var/run/secrets/tokens/vault-token',
    '/var/run/secrets/tokens/sa-token',
    '/var/run/secrets/codeengine.cloud.ibm.com/compute-resource-token/token',
  ],
  metadataUrls: ['http://169.254.169.254', 'https://api.metadata.cloud.ibm.com'],
};

/**
 * Gets an IAM access token of a trusted profile for the compute resource that this process runs on. In a pod of
 * Kubernetes Service, OpenShift or Code Engine, it uses the token in a file. On a virtual server of VPC, it uses the
 * metadata service.
 *
 * @param accountId lets IAM refuse another account. The metadata service does not support this.
 * @throws ActionError `no-compute-identity` if the machine has no identity, or another code if IAM refuses.
 */
export async function obtainComputeToken(
  profile: TrustedProfile,
  iam: Iam,
  accountId: string | undefined,
  { tokenFiles, metadataUrls }: ComputePlace = IBM_CLOUD,
): Promise<IamToken> {
  for (const path of tokenFiles) {
    const token = await readToken(path);
    if (token !== undefined) {
      mask(token);
      return iam.exchangeComputeToken(token, profile, accountId);
    }
  }
  try {
    return await fetchMetadataToken(metadataUrls, profile, iam.deadline);
  } catch (error) {
    throw error instanceof NoMetadata ? explainNoIdentity(error) : error;
  }
}

async function readToken(path: string): Promise<string | undefined> {
  try {
    const token = String((await readIfThere(path)) ?? '').trim();
    return token === '' ? undefined : token;
  } catch {
    // This user cannot read it, or it is not a file. Another place may have a token.
    return undefined;
  }
}

function explainNoIdentity({ message }: NoMetadata): ActionError {
  const host =
    process.env['RUNNER_ENVIRONMENT'] === 'github-hosted'
      ? "GitHub hosts this runner, so it isn't a compute resource of IBM Cloud."
      : "This runner isn't a compute resource of IBM Cloud, or has no identity.";
  return new ActionError('no-compute-identity', {
    problem: `\`trusted-profile\` is the only credential, so the identity must be that of the runner's machine. ${host} There is no token file of Kubernetes Service, OpenShift or Code Engine, and no metadata service of a virtual server: ${message}`,
    fix: 'Set `api-key` or `access-token` too (if you did, that secret is empty), or use a self-hosted runner on IBM Cloud whose resource the profile trusts. On a virtual server, enable its metadata service. Inside a container on it, the service answers only if its response hop limit is more than 1, and with "secure access", only over HTTPS. In Kubernetes, mount a service account token at /var/run/secrets/tokens/sa-token.',
    link: LINKS.trustedProfiles,
  });
}
