import type { ApiKey, LeakAction, NewApiKey } from '../identity/api-key.ts';
import type { Identity } from '../identity/identities.ts';
import type { World } from '../world.ts';
import { IamRefusal, invalidProperty, missingProperty, UNKNOWN_CODE } from './iam-refusal.ts';
import { conflict } from './identity-api.ts';

/** The fields of a new key, except for its owner. */
export const KEY_FIELDS = [
  'name',
  'description',
  'apikey',
  'store_value',
  'support_sessions',
  'action_when_leaked',
  'expires_at',
] as const;

const LEAK_ACTIONS: readonly LeakAction[] = ['none', 'disable', 'delete'];

const EXPIRY = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)\+0000$/;

const SHORTEST_OWN_VALUE = 32;

/** Reads the properties of a new key, and refuses what IBM would refuse. */
export function readNewKey(
  world: World,
  body: Readonly<Record<string, unknown>>,
  owner: Identity,
  caller: Identity,
): NewApiKey {
  const ownValue = readText(body, 'apikey');
  if (ownValue !== undefined && ownValue.length < SHORTEST_OWN_VALUE) {
    throw invalidProperty('apikey', '…', `at least ${SHORTEST_OWN_VALUE} characters`);
  }
  if (ownValue !== undefined && world.keys.isTaken(ownValue)) {
    // IBM documents that the value must be unique, but not the error.
    throw conflict('The value of the API key is taken.');
  }
  const storeValue = readBoolean(body, 'store_value') ?? false;
  if (storeValue && owner.kind === 'user') {
    throw invalidProperty('store_value', 'true', 'false for the API key of a user');
  }
  const supportSessions = readBoolean(body, 'support_sessions') ?? false;
  if (supportSessions && owner.kind !== 'user') {
    throw invalidProperty('support_sessions', 'true', 'false for the API key of a service ID');
  }
  return {
    owner,
    createdBy: caller.iamId,
    name: readRequiredText(body, 'name'),
    ...(ownValue === undefined ? {} : { value: ownValue }),
    storeValue,
    supportSessions,
    description: readText(body, 'description'),
    leakAction: readLeakAction(body) ?? 'disable',
    expiresAt: readExpiry(world, body),
  };
}

/** Refuses a key for an identity that has reached its limit or may not have one. */
export function checkRoom(world: World, owner: Identity, caller: Identity): void {
  if (owner.account.restrictApiKeyCreation && !caller.mayCreate) {
    throw new IamRefusal(
      403,
      UNKNOWN_CODE,
      'Creating API keys is restricted in this account.',
      'Ask an administrator for the creator role on the IAM Identity Service.',
    );
  }
  if (world.directory.findServiceId(owner.iamId)?.locked === true) {
    throw conflict('The service ID is locked.');
  }
  if (world.keys.countOf(owner) >= owner.keyLimit) {
    throw new IamRefusal(
      400,
      UNKNOWN_CODE,
      `The maximum number of API keys (${owner.keyLimit}) of this identity is reached.`,
    );
  }
}

/** Reads and applies the edits of a PUT. All of them are read before the first is applied. */
export function applyEdits(
  world: World,
  key: ApiKey,
  body: Readonly<Record<string, unknown>>,
): void {
  const removesExpiry = body['expires_at'] === '';
  Object.assign(key, {
    ...readTexts(body, key),
    leakAction: readLeakAction(body) ?? key.leakAction,
    supportSessions: readBoolean(body, 'support_sessions') ?? key.supportSessions,
    expiresAt: removesExpiry ? undefined : (readExpiry(world, body) ?? key.expiresAt),
  } satisfies Partial<ApiKey>);
}

/** Reads changes to name (never empty) and description (an empty one removes it). */
export function readTexts(
  body: Readonly<Record<string, unknown>>,
  current: Pick<ApiKey, 'name' | 'description'>,
): Pick<ApiKey, 'name' | 'description'> {
  return {
    name: body['name'] === undefined ? current.name : readRequiredText(body, 'name'),
    description: (readText(body, 'description') ?? current.description) || undefined,
  };
}

/** Reads a required text. */
export function readRequiredText(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = readText(body, name) ?? '';
  if (value === '') {
    throw missingProperty(name);
  }
  return value;
}

/** Reads an optional text. */
export function readText(
  body: Readonly<Record<string, unknown>>,
  name: string,
): string | undefined {
  const value = body[name];
  if (value !== undefined && typeof value !== 'string') {
    throw invalidProperty(name, typeof value, 'a string');
  }
  return value;
}

function readBoolean(body: Readonly<Record<string, unknown>>, name: string): boolean | undefined {
  const value = body[name];
  if (value !== undefined && typeof value !== 'boolean') {
    throw invalidProperty(name, String(value), 'true, false');
  }
  return value;
}

function readLeakAction(body: Readonly<Record<string, unknown>>): LeakAction | undefined {
  const value = readText(body, 'action_when_leaked');
  const action = LEAK_ACTIONS.find((candidate) => candidate === value);
  if (value !== undefined && action === undefined) {
    throw invalidProperty('action_when_leaked', value, LEAK_ACTIONS.join(', '));
  }
  return action;
}

/**
 * Accepts only UTC, with the offset written exactly like this. IBM documents minutes, but its integration
 * tests also send seconds and expect 201.
 */
function readExpiry(world: World, body: Readonly<Record<string, unknown>>): number | undefined {
  const value = readText(body, 'expires_at');
  if (value === undefined) {
    return undefined;
  }
  const time = EXPIRY.exec(value)?.[1];
  const expiresAt = Date.parse(`${time}Z`);
  if (time === undefined || Number.isNaN(expiresAt)) {
    throw invalidProperty('expires_at', value, 'yyyy-MM-ddTHH:mm+0000');
  }
  if (expiresAt <= world.clock.now()) {
    throw invalidProperty('expires_at', value, 'a time in the future');
  }
  return expiresAt;
}
