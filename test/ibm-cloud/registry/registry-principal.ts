import { IamRefusal } from '../iam/iam-refusal.ts';
import type { Account, Identity, Role } from '../identity/identities.ts';
import { checkApiKey, checkIdentity } from '../identity/key-check.ts';
import type { Pair } from './login-request.ts';
import type { RegistryCall } from './registry-call.ts';
import {
  AUTHORIZATION_REQUIRED,
  CREDENTIALS_NOT_VALID,
  IAM_REFUSED,
  RegistryRefusal,
} from './registry-refusal.ts';

/** Who logged in, and what they can do in a namespace of their account. */
export interface Principal {
  readonly subject: string;
  readonly account: Account;
  permits(namespace: string, action: string): boolean;
}

const ACTIONS: Readonly<Record<Role, readonly string[]>> = {
  Reader: ['pull'],
  Writer: ['pull', 'push'],
  Manager: ['pull', 'push', 'delete', '*'],
};

/** Finds out who logs in. Throws the registry's refusal if the user name and password are not accepted. */
export async function findPrincipal(
  call: RegistryCall,
  pair: Pair | undefined,
): Promise<Principal> {
  if (pair === undefined) {
    throw new RegistryRefusal(401, 'UNAUTHORIZED', AUTHORIZATION_REQUIRED);
  }
  try {
    return pair.user === 'token'
      ? findTokenHolder(call, pair.password)
      : toPrincipal(await findIdentity(call, pair.user, pair.password));
  } catch (error: unknown) {
    if (!(error instanceof IamRefusal)) {
      throw error;
    }
    // IAM replies 400 to a wrong secret, and 401 to a correct one that cannot be used.
    throw error.status === 401 ? refusedByIam(call) : badCredential(call);
  }
}

async function findIdentity(call: RegistryCall, user: string, password: string): Promise<Identity> {
  const { world } = call;
  switch (user) {
    case 'iamapikey':
      return checkApiKey(world, password);
    case 'iambearer': {
      const identity = await world.iamTokens.identify(password);
      if (identity === 'invalid') {
        throw badCredential(call);
      }
      if (identity === 'expired') {
        throw refusedByIam(call);
      }
      return identity;
    }
    case 'iamrefresh': {
      const identity = world.iamTokens.findRefreshToken(password);
      if (identity === 'invalid' || identity === 'expired') {
        throw badCredential(call);
      }
      checkIdentity(identity);
      return identity;
    }
    default:
      return assumeProfile(call, user, password);
  }
}

/**
 * If the user name is the ID of a profile, the password is the API key of a service ID that the profile
 * trusts.
 */
function assumeProfile(call: RegistryCall, user: string, password: string): Identity {
  if (!user.startsWith('Profile-')) {
    throw new RegistryRefusal(
      400,
      'UNSUPPORTED',
      'The requested authentication method is not supported. Run the `ibmcloud cr login` command.',
    );
  }
  const caller = checkApiKey(call.world, password);
  const profile = call.world.directory.findProfile(user);
  if (caller.kind !== 'service-id' || profile?.trusts.includes(caller.iamId) !== true) {
    throw badCredential(call);
  }
  return profile;
}

function toPrincipal(identity: Identity): Principal {
  const { role, namespaces } = identity;
  return {
    subject: identity.iamId,
    account: identity.account,
    permits: (namespace, action) =>
      role !== undefined &&
      ACTIONS[role].includes(action) &&
      (namespaces === undefined || namespaces.includes(namespace)),
  };
}

/** IAM is not involved: the token gives access to every namespace of its account in this registry. */
function findTokenHolder(call: RegistryCall, value: string): Principal {
  const { world, registry } = call;
  const token = world.registryTokens.findUsable(registry.name, value);
  if (token === undefined || world.registry.registryTokens === 'discontinued') {
    throw new RegistryRefusal(401, 'UNAUTHORIZED', AUTHORIZATION_REQUIRED);
  }
  return {
    subject: token.id,
    account: token.account,
    permits: (_namespace, action) =>
      ACTIONS[token.isReadOnly ? 'Reader' : 'Writer'].includes(action),
  };
}

function badCredential({ world }: RegistryCall): RegistryRefusal {
  const { refusal, badCredentialStatus } = world.registry;
  return refusal === 'transcript'
    ? new RegistryRefusal(401, 'UNAUTHORIZED', CREDENTIALS_NOT_VALID)
    : new RegistryRefusal(badCredentialStatus, 'UNAUTHORIZED', AUTHORIZATION_REQUIRED);
}

/** The secret is correct but cannot be used. */
function refusedByIam({ world }: RegistryCall): RegistryRefusal {
  const isTranscript = world.registry.refusal === 'transcript';
  const message = isTranscript ? CREDENTIALS_NOT_VALID : IAM_REFUSED;
  return new RegistryRefusal(401, 'UNAUTHORIZED', message);
}
