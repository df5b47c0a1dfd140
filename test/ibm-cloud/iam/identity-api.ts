import type { Identity } from '../identity/identities.ts';
import { type ReceivedRequest, readBearer, readContentType } from '../network/http-message.ts';
import type { World } from '../world.ts';
import { IamRefusal, invalidProperty, UNKNOWN_CODE } from './iam-refusal.ts';

/* What API keys and service IDs have in common in IAM's identity API. */

/** The caller and its request. */
export interface IdentityCall {
  readonly world: World;
  readonly request: ReceivedRequest;
  readonly caller: Identity;
}

/** Finds the caller. */
export async function findCaller(world: World, request: ReceivedRequest): Promise<Identity> {
  const token = readBearer(request.headers);
  const caller = token === undefined ? 'invalid' : await world.iamTokens.identify(token);
  if (caller === 'invalid' || caller === 'expired') {
    throw new IamRefusal(
      401,
      UNKNOWN_CODE,
      token === undefined ? 'No access token was provided.' : `The access token is ${caller}.`,
    );
  }
  return caller;
}

/** Reads a JSON object, and refuses fields other than these. */
export function readObject(
  request: ReceivedRequest,
  allowed: readonly string[],
): Readonly<Record<string, unknown>> {
  if (readContentType(request.headers) !== 'application/json') {
    throw new IamRefusal(415, UNKNOWN_CODE, 'Unsupported media type.');
  }
  return checkObject(parse(request.body), 'body', allowed);
}

/** Checks that a value is an object with no fields other than these. */
export function checkObject(
  value: unknown,
  name: string,
  allowed: readonly string[],
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidProperty(name, typeof value, 'a JSON object');
  }
  for (const field of Object.keys(value)) {
    if (!allowed.includes(field)) {
      throw invalidProperty(name, field, allowed.join(', '));
    }
  }
  return { ...value };
}

/** Reads a header that is `true`, `false` or missing. */
export function readFlag(request: ReceivedRequest, name: string): boolean {
  const value = request.headers[name] ?? 'false';
  if (value !== 'true' && value !== 'false') {
    throw invalidProperty(name, String(value), 'true, false');
  }
  return value === 'true';
}

/** Refuses an edit that is not based on the latest version. */
export function checkEntityTag(request: ReceivedRequest, current: string): void {
  const given = request.headers['if-match'];
  if (given === undefined) {
    throw invalidProperty('If-Match', '', 'the entity tag, or *');
  }
  if (given !== '*' && given !== current) {
    throw conflict('The entity has been changed since it was read.');
  }
}

/** The state of the entity does not allow this. */
export function conflict(message: string): IamRefusal {
  return new IamRefusal(409, UNKNOWN_CODE, message);
}

/** The entity does not exist, or the caller may not know that it does. */
export function notFound(type: string, id: string): IamRefusal {
  return new IamRefusal(
    404,
    'BXNIM0102E',
    'Unable to find object',
    `Object type '${type}' with ID '${id}' not found.`,
  );
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new IamRefusal(400, UNKNOWN_CODE, 'The body is not valid JSON.');
  }
}
