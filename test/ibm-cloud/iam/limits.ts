import { KEYS_PER_IDENTITY } from '../identity/identities.ts';
import { type ReceivedRequest, type Reply, replyJson } from '../network/http-message.ts';
import type { World } from '../world.ts';
import { forbidden } from './iam-refusal.ts';
import { findCaller, notFound } from './identity-api.ts';

/**
 * Handles `/v1/accounts/{account_id}/limits/identity`: how many API keys an identity can have, and how many
 * the identities in `apikeys_per_identity` have. Other limits of an account are not included.
 */
export async function answerLimits(
  world: World,
  request: ReceivedRequest,
  accountId: string,
): Promise<Reply> {
  const caller = await findCaller(world, request);
  if (accountId !== caller.account.id) {
    throw forbidden();
  }
  const iamIds = request.query.get('apikeys_per_identity')?.split(',') ?? [];
  const identities = iamIds.map((iamId) => {
    const identity = world.directory.find(iamId);
    if (identity?.account.id !== accountId) {
      throw notFound('Identity', iamId);
    }
    return identity;
  });
  const counts = identities.map((identity) => ({
    iam_id: identity.iamId,
    count: world.keys.countOf(identity),
  }));
  // The reply contains one limit for all identities. If they differ, it is the lowest.
  const [limit = KEYS_PER_IDENTITY] = identities
    .map(({ keyLimit }) => keyLimit)
    .toSorted((a, b) => a - b);
  return replyJson(200, {
    apikeys_per_identity: { limit, ...(counts.length === 0 ? {} : { identities: counts }) },
  });
}
