import type { Http } from '../http/http.ts';
import { readClaims } from '../iam/claims.ts';
import type { IamToken } from '../iam/iam.ts';
import { RegistryTokens } from '../registry/registry-tokens.ts';
import type { Credential } from './credential.ts';
import { cleanToken } from './pasted.ts';
import { type SecretKind, storeGiven } from './source.ts';

/**
 * A registry token. IBM's public service stopped issuing them on 1 July 2019, and stopped accepting them on
 * 19 August 2021.
 */
export const registryToken: SecretKind = {
  input: 'registry-token',
  label: 'registry token',
  username: 'token',
  clean: cleanToken,
  reject: () => undefined,
  expiresAt: (secret) => readClaims(secret)?.expiresAt,
  authorize: undefined,
  credential: ({ secret }) => storeGiven(registryToken, secret),
};

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
