import type { Http } from '../http/http.ts';
import { readClaims } from '../iam/claims.ts';
import type { IamToken } from '../iam/iam.ts';
import { REGISTRY_TOKEN_LIFETIME_MS, RegistryTokens } from '../registry/registry-tokens.ts';
import type { Mint } from './mint.ts';

/** Mints registry tokens at one registry. */
export function registryTokenMint(http: Http, host: string, iamToken: IamToken): Mint {
  const tokens = new RegistryTokens(http, host, iamToken);
  return {
    issue: async ({ description, access, permanent }) => {
      const secret = await tokens.add({ description, access, permanent });
      const claims = readClaims(secret);
      const rights = access === 'read' ? 'read-only' : 'read and write';
      return {
        // Source: bluemix-go; the ID of a registry token is the `jti` of its value.
        id: claims?.id,
        credential: {
          username: 'token',
          secret,
          expiresAt: permanent
            ? undefined
            : (claims?.expiresAt ?? new Date(Date.now() + REGISTRY_TOKEN_LIFETIME_MS)),
          label: `registry token minted for this job, ${rights} in every namespace of the account there`,
        },
      };
    },
    find: async (mark) => {
      const listed = await tokens.list();
      return listed.filter(({ description }) => description.endsWith(mark)).map(({ id }) => id);
    },
    revoke: (id) => tokens.remove(id),
  };
}
