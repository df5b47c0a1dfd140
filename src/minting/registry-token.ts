import { readClaims } from '../iam/claims.ts';
import type { Registry } from '../registry/registry.ts';
import {
  REGISTRY_TOKEN_ID,
  REGISTRY_TOKEN_LIFETIME_MS,
  RegistryTokens,
} from '../registry/registry-tokens.ts';
import { readMark } from './mark.ts';
import type { Found, MintedReference, MintPlan, RevocableMintKind } from './mint.ts';

/** Mints registry tokens, one for each registry. */
export const registryTokenMint: RevocableMintKind = {
  label: 'registry token',
  needsClock: false,
  settleMs: 0,
  vanishes: true,
  plan: ({ registries }) => groupByRegistry(registries),
  endOf: (lifetimeMs, now) => (lifetimeMs === undefined ? undefined : new Date(now + lifetimeMs)),
  locate: (host) => `at ${host}`,
  explainByHand,
  open: (host, { http, iamToken }) => {
    const tokens = new RegistryTokens(http, host, iamToken);
    return {
      issue: async ({ description, access, endsAt }) => {
        const permanent = endsAt === undefined;
        const secret = await tokens.add({ description, access, permanent });
        const claims = readClaims(secret);
        const rights = access === 'read' ? 'read-only' : 'read and write';
        const end = claims?.expiresAt ?? new Date(Date.now() + REGISTRY_TOKEN_LIFETIME_MS);
        return {
          // The ID of a registry token is the `jti` claim of its value (source: bluemix-go).
          id: REGISTRY_TOKEN_ID.test(claims?.id ?? '') ? claims?.id : undefined,
          credential: {
            username: 'token',
            secret,
            expiresAt: permanent ? undefined : end,
            label: `a registry token minted for this job, ${rights} in every namespace of the account there`,
          },
        };
      },
      find: async (text) => {
        const listed = await tokens.list();
        return listed.flatMap(({ id, description, expiresAt }): readonly Found[] => {
          const mark = readMark(description);
          return mark === undefined || (text !== undefined && mark.text !== text)
            ? []
            : [{ id, name: undefined, mark, createdAt: mark.at, expiresAt, isLocked: false }];
        });
      },
      revoke: (id) => tokens.remove(id),
    };
  },
};

/** Plans one token for each registry, because all hosts of a registry accept the same token. */
function groupByRegistry(registries: readonly Registry[]): readonly MintPlan[] {
  const plans = new Map<string, MintPlan>();
  for (const registry of registries) {
    const plan = plans.get(registry.id) ?? { places: [registry.host], registries: [] };
    plans.set(registry.id, { ...plan, registries: [...plan.registries, registry] });
  }
  return [...plans.values()];
}

/** Explains this with `curl`, because the IBM Cloud CLI no longer has a command for registry tokens. */
function explainByHand({ place, accountId, id, mark }: MintedReference): string {
  const url = `https://${place}/api/v1/tokens`;
  const curl = (request: string): string =>
    `\`curl --header "Authorization: $(ibmcloud iam oauth-tokens --output json | jq --raw-output .iam_token)" --header "Account: ${accountId}" ${request}\``;
  return id === undefined
    ? `look for the mark "${mark}" in the output of ${curl(url)}, and delete that token by its ID with \`--request DELETE ${url}/ID\``
    : curl(`--request DELETE ${url}/${id}`);
}
