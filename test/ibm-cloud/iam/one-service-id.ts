import { toIamMinute } from '../clock.ts';
import { newEntityTag } from '../identifiers.ts';
import { type Identity, mayManageKeys, type ServiceId } from '../identity/identities.ts';
import { type ReceivedRequest, type Reply, replyJson } from '../network/http-message.ts';
import type { World } from '../world.ts';
import { readTexts } from './api-key-body.ts';
import { forbidden } from './iam-refusal.ts';
import {
  checkEntityTag,
  conflict,
  type IdentityCall,
  notFound,
  readObject,
} from './identity-api.ts';

/** Finds a service ID of the caller's account. */
export function findServiceId({ world, caller }: IdentityCall, id: string): ServiceId {
  const found = world.directory.findServiceId(id);
  if (found === undefined || found.account.id !== caller.account.id) {
    throw notFound('ServiceId', id);
  }
  return found;
}

/** Applies the edits of a PUT. */
export function editServiceId(
  { request, caller, world }: IdentityCall,
  serviceId: ServiceId,
): Reply {
  requireRight(caller, serviceId);
  checkEntityTag(request, serviceId.entityTag);
  refuseLocked(serviceId);
  const body = readObject(request, ['name', 'description', 'unique_instance_crns']);
  Object.assign(serviceId, readTexts(body, serviceId));
  touch(world, serviceId);
  return replyJson(200, toJson(serviceId, request));
}

/** Deletes the keys first. A locked key prevents the deletion of the service ID. */
export function deleteServiceId({ world, caller }: IdentityCall, serviceId: ServiceId): Reply {
  requireRight(caller, serviceId);
  refuseLocked(serviceId);
  const keys = world.keys
    .all()
    .filter(({ owner, deletedAt }) => owner === serviceId && deletedAt === undefined);
  if (keys.some(({ locked }) => locked)) {
    throw conflict('An API key of the service ID is locked.');
  }
  for (const key of keys) {
    world.keys.delete(key);
  }
  world.directory.remove(serviceId.iamId);
  return { status: 204 };
}

/** Locks or unlocks a service ID. A conflict if it is in this state already. */
export function toggleLock({ world, request, caller }: IdentityCall, serviceId: ServiceId): Reply {
  requireRight(caller, serviceId);
  const wanted = request.method === 'POST';
  if (serviceId.locked === wanted) {
    throw conflict(`The service ID is ${wanted ? 'already' : 'not'} locked.`);
  }
  serviceId.locked = wanted;
  touch(world, serviceId);
  return { status: 204 };
}

function touch(world: World, serviceId: ServiceId): void {
  serviceId.modifiedAt = world.clock.now();
  serviceId.entityTag = newEntityTag();
}

function requireRight(caller: Identity, serviceId: ServiceId): void {
  if (!mayManageKeys(caller, serviceId)) {
    throw forbidden();
  }
}

function refuseLocked(serviceId: ServiceId): void {
  if (serviceId.locked) {
    throw conflict('The service ID is locked.');
  }
}

/** A service ID in the format of the identity API, with its group only if requested. */
export function toJson(
  serviceId: ServiceId,
  { query }: ReceivedRequest,
): Readonly<Record<string, unknown>> {
  const { account, id, groupId } = serviceId;
  // It is unknown what IBM returns for the default group.
  const showsGroup = query.get('show_group_id') === 'true' && groupId !== undefined;
  return {
    id,
    iam_id: serviceId.iamId,
    entity_tag: serviceId.entityTag,
    crn: `crn:v1:bluemix:public:iam-identity::a/${account.id}::serviceid:${id}`,
    locked: serviceId.locked,
    created_at: toIamMinute(serviceId.createdAt),
    modified_at: toIamMinute(serviceId.modifiedAt),
    account_id: account.id,
    ...(showsGroup ? { group_id: groupId } : {}),
    name: serviceId.name,
    ...(serviceId.description === undefined ? {} : { description: serviceId.description }),
    unique_instance_crns: [],
  };
}
