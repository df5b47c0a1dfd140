import { decodeJwt } from 'jose';
import {
  type Handler,
  type ReceivedRequest,
  type Reply,
  readBasic,
  readContentType,
  replyJson,
} from '../network/http-message.ts';
import type { World } from '../world.ts';
import { answerApiKeys } from './api-keys.ts';
import type { Exchange } from './exchange.ts';
import { GRANTS, toTokenOptions } from './iam-grants.ts';
import {
  IamRefusal,
  invalidProperty,
  missingProperty,
  toIdentityError,
  toTokenError,
  UNKNOWN_CODE,
} from './iam-refusal.ts';
import { answerLimits } from './limits.ts';
import { answerServiceIds } from './service-ids.ts';

/** The registered clients and their secrets: only that of the command line. */
const CLIENTS: ReadonlyMap<string, string> = new Map([['bx', 'bx']]);

/** Creates IAM: tokens, API keys and service IDs. */
export function createIam(world: World): Handler {
  return async (request) => {
    const receivedAt = world.clock.now();
    try {
      const reply = await route(world, request);
      return mark(reply, request);
    } catch (error: unknown) {
      if (!(error instanceof IamRefusal)) {
        throw error;
      }
      const reply = request.path.startsWith('/identity/')
        ? toTokenError(error, request, receivedAt, world.clock)
        : toIdentityError(error, request);
      return mark(reply, request);
    }
  };
}

/** A client can send its own transaction ID, which IAM then returns. */
function mark(reply: Reply, request: ReceivedRequest): Reply {
  const given = request.headers['transaction-id'];
  const id = typeof given === 'string' ? given : request.transactionId;
  return { ...reply, headers: { ...reply.headers, 'transaction-id': id } };
}

async function route(world: World, request: ReceivedRequest): Promise<Reply> {
  const { method, path } = request;
  if (path === '/identity/token') {
    requireMethod(request, 'POST');
    return await answerToken(world, request);
  }
  if (path === '/identity/keys') {
    requireMethod(request, 'GET');
    return replyJson(200, { keys: await world.iamTokens.listPublicKeys() });
  }
  if (/^\/v1\/apikeys(\/|$)/.test(path)) {
    return await answerApiKeys(world, request);
  }
  if (/^\/v1\/serviceids(\/|$)/.test(path)) {
    return await answerServiceIds(world, request);
  }
  const accountId = /^\/v1\/accounts\/([^/]+)\/limits\/identity$/.exec(path)?.[1];
  if (accountId !== undefined) {
    requireMethod(request, 'GET');
    return await answerLimits(world, request, accountId);
  }
  throw new IamRefusal(404, UNKNOWN_CODE, `Nothing answers ${method} ${path}.`);
}

function requireMethod(request: ReceivedRequest, method: string): void {
  if (request.method !== method) {
    throw new IamRefusal(405, UNKNOWN_CODE, 'Method not allowed.');
  }
}

async function answerToken(world: World, request: ReceivedRequest): Promise<Reply> {
  const exchange = readExchange(request);
  const readGrant = GRANTS.get(exchange.grantType);
  if (readGrant === undefined) {
    throw invalidProperty('grant_type', exchange.grantType, [...GRANTS.keys()].join(', '));
  }
  const grant = await readGrant(world, exchange);
  const { identity } = grant;
  const { accessTokenLifetimeSeconds } = identity.account;
  const refreshToken =
    grant.isRefreshable && exchange.clientId !== undefined
      ? world.iamTokens.issueRefreshToken(identity, exchange.clientId)
      : 'not_supported';
  const accessToken = await world.iamTokens.issueAccessToken(
    identity,
    toTokenOptions(exchange, grant),
  );
  return replyJson(
    200,
    {
      access_token: accessToken,
      // The grant for a compute resource never includes one.
      ...(exchange.form.has('cr_token') ? {} : { refresh_token: refreshToken }),
      ...(identity.kind === 'user' ? { ims_user_id: 1_234_567 } : {}),
      token_type: 'Bearer',
      expires_in: accessTokenLifetimeSeconds,
      // The same time as in the token itself, even if the clock has moved.
      expiration: decodeJwt(accessToken).exp,
      scope: 'ibm openid',
    },
    { 'cache-control': 'no-cache, no-store, must-revalidate' },
  );
}

function readExchange(request: ReceivedRequest): Exchange {
  if (readContentType(request.headers) !== 'application/x-www-form-urlencoded') {
    throw new IamRefusal(415, UNKNOWN_CODE, 'Unsupported media type.');
  }
  const form = new URLSearchParams(request.body.toString('utf8'));
  const grantType = form.get('grant_type') ?? '';
  if (grantType === '') {
    throw missingProperty('grant_type');
  }
  const responseType = form.get('response_type') ?? 'cloud_iam';
  if (responseType !== 'cloud_iam') {
    throw invalidProperty('response_type', responseType, "'cloud_iam'");
  }
  const tenants = request.headers['ibm-cloud-tenant'];
  return {
    grantType,
    form,
    clientId: readClient(request),
    tenants: typeof tenants === 'string' ? tenants.split(',').map((id) => id.trim()) : [],
  };
}

function readClient({ headers }: ReceivedRequest): string | undefined {
  if (headers.authorization === undefined) {
    return undefined;
  }
  const client = readBasic(headers);
  if (client === undefined || CLIENTS.get(client.user) !== client.password) {
    throw new IamRefusal(401, 'BXNIM0310E', 'The provided client could not be found.');
  }
  return client.user;
}
