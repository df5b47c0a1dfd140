import { type Identity, isServiceId, mayManageKeys } from '../identity/identities.ts';
import { type ReceivedRequest, type Reply, replyJson } from '../network/http-message.ts';
import type { World } from '../world.ts';
import { checkRoom, KEY_FIELDS, readNewKey, readRequiredText } from './api-key-body.ts';
import { toKeyJson } from './api-key-json.ts';
import { forbidden, IamRefusal, invalidProperty, UNKNOWN_CODE } from './iam-refusal.ts';
import { findCaller, type IdentityCall, notFound, readFlag, readObject } from './identity-api.ts';
import { answerKey, getDetails, methodNotAllowed, toggle } from './one-api-key.ts';
import { paginate } from './pagination.ts';

/** Handles everything under `/v1/apikeys`. */
export async function answerApiKeys(world: World, request: ReceivedRequest): Promise<Reply> {
  const call = { world, request, caller: await findCaller(world, request) };
  const [id, property, ...rest] = request.path.split('/').slice(3);
  if (rest.length === 0) {
    if (id === undefined || id === '') {
      return answerCollection(call);
    }
    if (id === 'details' && property === undefined && request.method === 'GET') {
      return getDetails(call);
    }
    if (property === undefined) {
      return answerKey(call, id);
    }
    if (property === 'lock' || property === 'disable') {
      return toggle(call, id, property);
    }
  }
  throw new IamRefusal(404, UNKNOWN_CODE, `Nothing answers ${request.path}.`);
}

function answerCollection(call: IdentityCall): Reply {
  switch (call.request.method) {
    case 'POST':
      return createKey(call);
    case 'GET':
      return listKeys(call);
    default:
      throw methodNotAllowed();
  }
}

function createKey({ world, request, caller }: IdentityCall): Reply {
  const body = readObject(request, [...KEY_FIELDS, 'iam_id', 'account_id']);
  const iamId = readRequiredText(body, 'iam_id');
  const owner = world.directory.find(iamId);
  if (owner === undefined || owner.account.id !== caller.account.id) {
    throw notFound('Identity', iamId);
  }
  if (body['account_id'] !== undefined && body['account_id'] !== owner.account.id) {
    throw invalidProperty('account_id', String(body['account_id']), owner.account.id);
  }
  if (owner.kind === 'profile') {
    throw invalidProperty('iam_id', iamId, 'the IAM ID of a user or of a service ID');
  }
  if (!mayManageKeys(caller, owner)) {
    throw forbidden();
  }
  const wanted = readNewKey(world, body, owner, caller);
  const locked = readFlag(request, 'entity-lock');
  const disabled = readFlag(request, 'entity-disable');
  checkRoom(world, owner, caller);
  const key = world.keys.add({ ...wanted, locked, disabled });
  return replyJson(201, {
    context: { transaction_id: request.transactionId },
    ...toKeyJson(key, key.value),
  });
}

function listKeys(call: IdentityCall): Reply {
  const { world, request, caller } = call;
  const { query } = request;
  const accountId = query.get('account_id') ?? caller.account.id;
  if (accountId !== caller.account.id) {
    throw forbidden();
  }
  const scope = readChoice(query, 'scope', ['entity', 'account']) ?? 'entity';
  const type = readChoice(query, 'type', ['user', 'serviceid']);
  const kind = type === 'serviceid' ? 'service-id' : type;
  const wanted = scope === 'entity' ? findListed(call).iamId : undefined;
  const keys = world.keys
    .list()
    .filter(
      ({ owner }) =>
        owner.account.id === accountId &&
        (wanted === undefined || owner.iamId === wanted) &&
        (kind === undefined || owner.kind === kind) &&
        isSearched(call, owner) &&
        mayManageKeys(caller, owner),
    );
  const page = paginate(request, keys, { created_by: ({ createdBy }) => createdBy });
  return replyJson(200, { ...page.frame, apikeys: page.items.map((key) => toKeyJson(key)) });
}

/** A list covers one group of service IDs. Users belong to no group. */
function isSearched({ world, request }: IdentityCall, owner: Identity): boolean {
  const groupId = request.query.get('group_id') ?? undefined;
  if (!isServiceId(owner) || owner.groupId === groupId) {
    return true;
  }
  return groupId === undefined && request.query.has('iam_id') && world.iam.searchesAllGroups;
}

function findListed({ world, request, caller }: IdentityCall): Identity {
  const iamId = request.query.get('iam_id') ?? caller.iamId;
  const owner = world.directory.find(iamId);
  if (owner === undefined || !mayManageKeys(caller, owner)) {
    throw forbidden();
  }
  return owner;
}

function readChoice<Choice extends string>(
  query: URLSearchParams,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = query.get(name);
  const choice = choices.find((candidate) => candidate === value);
  if (value !== null && choice === undefined) {
    throw invalidProperty(name, value, choices.join(', '));
  }
  return choice;
}
