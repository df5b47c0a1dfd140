import { type Reply, replyJson } from '../network/http-message.ts';
import { readLogin } from './login-request.ts';
import { type Access, OAUTH_SERVICE, OAUTH_TOKEN_SECONDS } from './oauth-tokens.ts';
import type { RegistryCall } from './registry-call.ts';
import { findPrincipal, type Principal } from './registry-principal.ts';
import { NOT_AUTHORIZED, PRIVATE_ONLY, RegistryRefusal } from './registry-refusal.ts';

/** Handles `/oauth/token`: exchanges a user name and a password for a bearer token. */
export async function answerLogin(call: RegistryCall): Promise<Reply> {
  const { world, request, registry } = call;
  const login = readLogin(request);
  if (login.service !== OAUTH_SERVICE) {
    throw new RegistryRefusal(400, 'UNSUPPORTED', `The service is not ${OAUTH_SERVICE}.`);
  }
  const asked = login.scopes.map(parseScope);
  const principal = await findPrincipal(call, login.pair);
  if (principal.account.privateOnly && !call.isPrivate) {
    throw new RegistryRefusal(403, 'DENIED', PRIVATE_ONLY);
  }
  const access = asked.map((scope) => grant(call, principal, scope));
  if (
    world.registry.denial === 'token' &&
    access.some(({ actions }, index) => actions.length < (asked[index]?.actions.length ?? 0))
  ) {
    throw new RegistryRefusal(403, 'DENIED', NOT_AUTHORIZED);
  }
  const token = await world.oauthTokens.issue(
    registry.name,
    principal.subject,
    access.filter(({ actions }) => actions.length > 0),
  );
  return replyJson(200, {
    token,
    access_token: token,
    expires_in: OAUTH_TOKEN_SECONDS,
    issued_at: new Date(world.clock.now()).toISOString(),
  });
}

/** Parses a scope such as `repository:namespace/app:pull,push`. The name may contain colons. */
function parseScope(scope: string): Access {
  const [, type, name, actions] = /^([a-z]+(?:\([a-z]+\))?):(.+):([a-z*,]+)$/.exec(scope) ?? [];
  if (type === undefined || name === undefined || actions === undefined) {
    throw new RegistryRefusal(400, 'UNSUPPORTED', 'The scope is malformed.');
  }
  return { type, name, actions: actions.split(',') };
}

/** Reduces a scope to what is permitted. Only repositories can be granted. */
function grant({ world, registry }: RegistryCall, principal: Principal, scope: Access): Access {
  const [name = ''] = scope.name.split('/', 1);
  const namespace = world.namespaces.find(registry.name, name);
  const isOpen =
    scope.type === 'repository' &&
    scope.name.includes('/') &&
    namespace?.account.id === principal.account.id;
  return {
    ...scope,
    actions: isOpen ? scope.actions.filter((action) => principal.permits(name, action)) : [],
  };
}
