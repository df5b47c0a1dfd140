import { toEpochSeconds } from '../clock.ts';
import { type Reply, replyJson } from '../network/http-message.ts';
import { type ManagementCall, methodNotAllowed, notAuthorized } from './management-call.ts';
import { DISCONTINUED, RegistryRefusal } from './registry-refusal.ts';
import { REGISTRY_TOKEN_LIFETIME_MS, type RegistryToken } from './registry-token-store.ts';

/** Handles `/api/v1/tokens` and everything below it. All of it requires the role Administrator. */
export async function answerRegistryTokens(call: ManagementCall): Promise<Reply> {
  const { request, caller, world, id } = call;
  const isCreation = request.method === 'POST' && id === undefined;
  if (isCreation && world.registry.registryTokens === 'discontinued') {
    throw new RegistryRefusal(world.registry.discontinuedStatus, 'CRG0000E', DISCONTINUED);
  }
  if (!caller.isAdministrator) {
    throw notAuthorized();
  }
  if (isCreation) {
    return await createToken(call);
  }
  switch (`${request.method} ${id === undefined ? 'list' : 'one'}`) {
    case 'GET list':
      return replyJson(200, { tokens: list(call).map(toJson) });
    case 'DELETE list':
      return revokeMatching(call);
    case 'GET one':
      return replyJson(200, { token: find(call).value });
    case 'DELETE one':
      world.registryTokens.revoke(find(call));
      return { status: 200 };
    default:
      throw methodNotAllowed();
  }
}

/** The parameters are in the query, and the body is empty. */
async function createToken({ world, request, registry, caller }: ManagementCall): Promise<Reply> {
  if (request.body.length > 0) {
    throw new RegistryRefusal(400, 'CRG0000E', 'The request must not have a body.');
  }
  for (const name of request.query.keys()) {
    if (!['description', 'permanent', 'write'].includes(name)) {
      throw new RegistryRefusal(400, 'CRG0000E', 'The request has an unknown parameter.');
    }
  }
  const isPermanent = readFlag(request.query, 'permanent');
  const token = await world.registryTokens.add({
    registry: registry.name,
    issuer: registry.formerHost ?? registry.publicHost,
    account: caller.account,
    description: request.query.get('description') ?? '',
    isReadOnly: !readFlag(request.query, 'write'),
    expiresAt: isPermanent ? undefined : world.clock.now() + REGISTRY_TOKEN_LIFETIME_MS,
    seeded: false,
  });
  return replyJson(200, { token: token.value });
}

function list({ world, registry, caller }: ManagementCall): readonly RegistryToken[] {
  const now = world.clock.now();
  return world.registryTokens
    .list(registry.name, caller.account)
    .filter(({ expiresAt }) => world.registry.listExpiredTokens || (expiresAt ?? now + 1) > now);
}

function find(call: ManagementCall): RegistryToken {
  const { world, registry, caller, id } = call;
  const found = world.registryTokens
    .list(registry.name, caller.account)
    .find((token) => token.id === id);
  if (found === undefined) {
    throw new RegistryRefusal(404, 'CRG0000E', 'The registry token was not found.');
  }
  return found;
}

/** Without a query, this would revoke every token of the account. The double refuses that. */
function revokeMatching(call: ManagementCall): Reply {
  const description = call.request.query.get('secondaryOwner') ?? '';
  if (description === '') {
    throw new RegistryRefusal(400, 'CRG0000E', 'The parameter secondaryOwner is required.');
  }
  for (const token of list(call)) {
    if (token.description === description) {
      call.world.registryTokens.revoke(token);
    }
  }
  return { status: 200 };
}

function readFlag(query: URLSearchParams, name: string): boolean {
  const value = query.get(name) ?? 'false';
  if (value !== 'true' && value !== 'false') {
    throw new RegistryRefusal(400, 'CRG0000E', `The parameter ${name} must be true or false.`);
  }
  return value === 'true';
}

function toJson(token: RegistryToken): Readonly<Record<string, unknown>> {
  return {
    _id: token.id,
    owner: token.account.id,
    token: token.value,
    secondary_owner: token.description,
    readonly: token.isReadOnly,
    revoked: token.revokedAt !== undefined,
    ...(token.expiresAt === undefined ? {} : { expiry: toEpochSeconds(token.expiresAt) }),
  };
}
