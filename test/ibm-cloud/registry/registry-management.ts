import type { Identity } from '../identity/identities.ts';
import { type Reply, readBearer, replyJson } from '../network/http-message.ts';
import { type ManagementCall, methodNotAllowed, notAuthorized } from './management-call.ts';
import { answerNamespaces } from './namespaces.ts';
import type { RegistryCall } from './registry-call.ts';
import { IAM_REFUSED, PRIVATE_ONLY, RegistryRefusal } from './registry-refusal.ts';
import { answerRegistryTokens } from './registry-tokens.ts';

/** Handles `/api/v1/…`. */
export async function answerManagement(call: RegistryCall): Promise<Reply> {
  const caller = await findCaller(call);
  const [resource, id, ...rest] = call.request.path.split('/').slice(3);
  if (rest.length === 0) {
    const management = { ...call, caller, id: id === undefined ? id : decodeURIComponent(id) };
    switch (resource) {
      case 'tokens':
        return await answerRegistryTokens(management);
      case 'namespaces':
        return answerNamespaces(management);
      case 'auth':
        return answerAuth(management);
      default:
    }
  }
  throw new RegistryRefusal(404, 'CRG0000E', 'There is nothing here.');
}

/** Both headers are required, and the account must be that of the token. */
async function findCaller({ world, request, isPrivate }: RegistryCall): Promise<Identity> {
  const token = readBearer(request.headers);
  const caller = token === undefined ? 'invalid' : await world.iamTokens.identify(token);
  if (caller === 'invalid' || caller === 'expired') {
    throw new RegistryRefusal(401, 'CRG0014E', IAM_REFUSED);
  }
  if (request.headers['account'] !== caller.account.id) {
    throw new RegistryRefusal(
      401,
      'CRG0009E',
      'You are not authorized to access the specified account.',
    );
  }
  if (caller.account.privateOnly && !isPrivate) {
    throw new RegistryRefusal(403, 'CRG0000E', PRIVATE_ONLY);
  }
  return caller;
}

function answerAuth({ request, caller }: ManagementCall): Reply {
  if (request.method !== 'GET') {
    throw methodNotAllowed();
  }
  if (caller.role !== 'Manager') {
    throw notAuthorized();
  }
  return replyJson(200, { iam_authz: true, private_only: caller.account.privateOnly });
}
