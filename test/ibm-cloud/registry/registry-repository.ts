import { type Reply, readBearer } from '../network/http-message.ts';
import type { RegistryCall } from './registry-call.ts';
import { AUTHORIZATION_REQUIRED, RegistryRefusal } from './registry-refusal.ts';

const VERSION = { 'docker-distribution-api-version': 'registry/2.0' } as const;

/**
 * Handles `/v2/…`. The image store decides about permissions. This function checks the token by the
 * double's clock, and rewrites the store's challenge to the requested host.
 */
export async function answerRepository(call: RegistryCall): Promise<Reply> {
  const { world, request, registry } = call;
  const token = readBearer(request.headers);
  const access =
    token === undefined ? undefined : await world.oauthTokens.verify(registry.name, token);
  if (token === undefined || access === undefined) {
    throw new RegistryRefusal(401, 'UNAUTHORIZED', AUTHORIZATION_REQUIRED, {
      ...VERSION,
      'www-authenticate': writeChallenge(call, {
        ...toScope(call),
        ...(token === undefined ? {} : { error: 'invalid_token' }),
      }),
    });
  }
  if (request.path === '/v2/' || request.path === '/v2') {
    return { status: 200, headers: { 'content-type': 'application/json', ...VERSION }, body: '{}' };
  }
  const backend = await call.findBackend(registry.name);
  const query = request.query.size === 0 ? '' : `?${request.query}`;
  const reply = await backend.respond({
    method: request.method,
    url: `${request.path}${query}`,
    headers: request.headers,
    body: request.body,
    token,
    access,
  });
  if (reply.status === 401) {
    throw new RegistryRefusal(401, 'DENIED', 'insufficient scope', {
      ...VERSION,
      'www-authenticate': writeChallenge(call, {
        ...toScope(call),
        error: 'insufficient_scope',
      }),
    });
  }
  return reply;
}

/** Writes the challenge with the realm on the requested host, with or without quotes. */
function writeChallenge(
  { world, request }: RegistryCall,
  extra: Readonly<Record<string, string>>,
): string {
  const { challengeQuotes, realms } = world.registry;
  const realm = realms.get(request.host) ?? `https://${request.host}/oauth/token`;
  const values = Object.entries({ realm, service: 'registry', ...extra });
  return challengeQuotes
    ? `Bearer ${values.map(([name, value]) => `${name}="${value}"`).join(',')}`
    : `Bearer ${values.map(([name, value]) => `${name}=${value}`).join(', ')}`;
}

/** The scope that the request requires. */
function toScope({ request }: RegistryCall): { readonly scope?: string } {
  const name = /^\/v2\/(.+)\/(?:manifests|blobs|tags)\//.exec(request.path)?.[1];
  if (name === undefined) {
    return request.path.startsWith('/v2/_catalog') ? { scope: 'registry:catalog:*' } : {};
  }
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  return { scope: `repository:${name}:${isRead ? 'pull' : 'pull,push'}` };
}
