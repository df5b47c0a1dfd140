import type { Http } from '../http/http.ts';
import type { IamToken } from '../iam/iam.ts';
import { RegistryTokens } from '../registry/registry-tokens.ts';
import type { Credential } from './credential.ts';
import { registryToken } from './registry-token.ts';

/**
 * Fetches the value of an existing registry token.
 *
 * @param host the host of its registry.
 * @param iamToken authorizes the request.
 * @throws ActionError if the registry refuses, or cannot be reached in time.
 */
export async function fetchRegistryToken(
  http: Http,
  host: string,
  iamToken: IamToken,
  id: string,
): Promise<Credential> {
  const secret = await new RegistryTokens(http, host, iamToken).get(id);
  return {
    username: registryToken.username,
    secret,
    expiresAt: registryToken.expiresAt(secret),
    label: `the registry token ${id}, fetched for this job`,
  };
}
