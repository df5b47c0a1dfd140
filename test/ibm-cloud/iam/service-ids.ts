import type { Identity, ServiceId } from '../identity/identities.ts';
import { type ReceivedRequest, type Reply, replyJson } from '../network/http-message.ts';
import type { World } from '../world.ts';
import { checkRoom, KEY_FIELDS, readNewKey, readRequiredText, readText } from './api-key-body.ts';
import { toKeyJson } from './api-key-json.ts';
import { forbidden, IamRefusal, missingProperty, UNKNOWN_CODE } from './iam-refusal.ts';
import {
  checkObject,
  findCaller,
  type IdentityCall,
  readFlag,
  readObject,
} from './identity-api.ts';
import {
  deleteServiceId,
  editServiceId,
  findServiceId,
  toggleLock,
  toJson,
} from './one-service-id.ts';
import { paginate } from './pagination.ts';

/** Handles everything under `/v1/serviceids`. */
export async function answerServiceIds(world: World, request: ReceivedRequest): Promise<Reply> {
  const call = { world, request, caller: await findCaller(world, request) };
  const [id = '', property, ...rest] = request.path.split('/').slice(3);
  const action = `${request.method} ${id === '' ? 'collection' : (property ?? 'entity')}`;
  if (rest.length > 0) {
    throw new IamRefusal(404, UNKNOWN_CODE, `Nothing answers ${request.path}.`);
  }
  switch (action) {
    case 'POST collection':
      return createServiceId(call);
    case 'GET collection':
      return listServiceIds(call);
    case 'GET entity': {
      const serviceId = findServiceId(call, id);
      return replyJson(200, toJson(serviceId, request), { etag: serviceId.entityTag });
    }
    case 'PUT entity':
      return editServiceId(call, findServiceId(call, id));
    case 'DELETE entity':
      return deleteServiceId(call, findServiceId(call, id));
    case 'POST lock':
    case 'DELETE lock':
      return toggleLock(call, findServiceId(call, id));
    default:
      throw new IamRefusal(405, UNKNOWN_CODE, 'Method not allowed.');
  }
}

function createServiceId({ world, request, caller }: IdentityCall): Reply {
  const fields = ['account_id', 'name', 'group_id', 'description', 'unique_instance_crns'];
  const body = readObject(request, [...fields, 'apikey']);
  const { account } = caller;
  if (readRequiredText(body, 'account_id') !== account.id) {
    throw forbidden();
  }
  if (account.restrictServiceIdCreation && !caller.mayCreate) {
    throw forbidden();
  }
  const description = readText(body, 'description');
  const name = readRequiredText(body, 'name');
  const locked = readFlag(request, 'entity-lock');
  const keyBody =
    body['apikey'] === undefined ? undefined : checkObject(body['apikey'], 'apikey', KEY_FIELDS);
  const groupId = readText(body, 'group_id');
  const serviceId = world.directory.addServiceId(
    {
      account,
      name,
      ...(description === undefined ? {} : { description }),
      ...(groupId === undefined ? {} : { groupId }),
    },
    world.clock.now(),
  );
  try {
    const key = keyBody && createInlineKey(world, keyBody, serviceId, caller);
    serviceId.locked = locked;
    if (caller.managed !== 'all') {
      caller.managed.add(serviceId.iamId);
    }
    return replyJson(201, {
      ...toJson(serviceId, request),
      ...(key === undefined ? {} : { apikey: key }),
    });
  } catch (error: unknown) {
    // If the key is refused, the service ID is not created either.
    world.directory.remove(serviceId.iamId);
    throw error;
  }
}

function createInlineKey(
  world: World,
  body: Readonly<Record<string, unknown>>,
  owner: ServiceId,
  caller: Identity,
): Readonly<Record<string, unknown>> {
  const wanted = readNewKey(world, body, owner, caller);
  checkRoom(world, owner, caller);
  const key = world.keys.add(wanted);
  return toKeyJson(key, key.value);
}

function listServiceIds({ world, request, caller }: IdentityCall): Reply {
  const accountId = request.query.get('account_id');
  if (accountId === null && !request.query.has('pagetoken')) {
    throw missingProperty('account_id');
  }
  if (accountId !== null && accountId !== caller.account.id) {
    throw forbidden();
  }
  const name = request.query.get('name');
  const groupId = request.query.get('group_id') ?? undefined;
  const found = world.directory
    .listServiceIds()
    .filter(
      (serviceId) =>
        serviceId.account.id === caller.account.id &&
        serviceId.groupId === groupId &&
        (name ?? serviceId.name) === serviceId.name,
    );
  const page = paginate(request, found, { modified_at: ({ modifiedAt }) => modifiedAt });
  return replyJson(200, {
    ...page.frame,
    serviceids: page.items.map((item) => toJson(item, request)),
  });
}
