import type { ApiKey } from '../identity/api-key.ts';
import { mayManageKeys } from '../identity/identities.ts';
import { type Reply, replyJson } from '../network/http-message.ts';
import { applyEdits } from './api-key-body.ts';
import { toKeyJson } from './api-key-json.ts';
import { forbidden, IamRefusal, UNKNOWN_CODE } from './iam-refusal.ts';
import {
  checkEntityTag,
  conflict,
  type IdentityCall,
  notFound,
  readObject,
} from './identity-api.ts';

/** Returns the key whose value is in the header. */
export function getDetails({ world, request, caller }: IdentityCall): Reply {
  const value = request.headers['iam-apikey'];
  const key = typeof value === 'string' ? world.keys.findByValue(value) : undefined;
  if (key === undefined || !mayManageKeys(caller, key.owner)) {
    throw notFound('ApiKey', '…');
  }
  return replyJson(200, toKeyJson(key));
}

/** Handles all requests for one key, found by its ID. */
export function answerKey(call: IdentityCall, id: string): Reply {
  const { world, request } = call;
  switch (request.method) {
    case 'GET': {
      const key = findKey(call, world.keys.findById(id), id);
      return replyJson(200, toStoredJson(key), { etag: key.entityTag });
    }
    case 'PUT': {
      const key = findKey(call, world.keys.findById(id), id);
      checkEntityTag(request, key.entityTag);
      refuseLocked(key);
      const fields = ['name', 'description', 'support_sessions', 'action_when_leaked'];
      applyEdits(world, key, readObject(request, [...fields, 'expires_at']));
      world.keys.touch(key);
      return replyJson(200, toStoredJson(key));
    }
    case 'DELETE': {
      const key = findKey(call, world.keys.findToDelete(id), id);
      refuseLocked(key);
      world.keys.delete(key);
      return { status: 204 };
    }
    default:
      throw methodNotAllowed();
  }
}

/** Locks, unlocks, disables or enables a key. A conflict if it is in this state already. */
export function toggle(call: IdentityCall, id: string, property: 'lock' | 'disable'): Reply {
  const { world, request } = call;
  if (request.method !== 'POST' && request.method !== 'DELETE') {
    throw methodNotAllowed();
  }
  const key = findKey(call, world.keys.findById(id), id);
  const state = property === 'lock' ? 'locked' : 'disabled';
  const wanted = request.method === 'POST';
  if (key[state] === wanted) {
    throw conflict(`The API key is ${wanted ? 'already' : 'not'} ${state}.`);
  }
  if (property === 'disable') {
    refuseLocked(key);
  }
  key[state] = wanted;
  world.keys.touch(key);
  return { status: 204 };
}

/** Includes the value if the key was stored as retrievable. */
function toStoredJson(key: ApiKey): Readonly<Record<string, unknown>> {
  return toKeyJson(key, key.storeValue ? key.value : '');
}

function findKey({ caller }: IdentityCall, key: ApiKey | undefined, id: string): ApiKey {
  if (key === undefined || key.owner.account.id !== caller.account.id) {
    throw notFound('ApiKey', id);
  }
  if (!mayManageKeys(caller, key.owner)) {
    throw forbidden();
  }
  return key;
}

function refuseLocked(key: ApiKey): void {
  if (key.locked) {
    throw conflict('The API key is locked.');
  }
}

/** The resource does not support this method. */
export function methodNotAllowed(): IamRefusal {
  return new IamRefusal(405, UNKNOWN_CODE, 'Method not allowed.');
}
