import { checkApiKey, checkIdentity } from '../identity/key-check.ts';
import type { AccessTokenOptions } from '../identity/token-claims.ts';
import type { World } from '../world.ts';
import {
  accountMismatch,
  checkTenant,
  type Exchange,
  type Grant,
  orRefuse,
  readField,
} from './exchange.ts';
import { IamRefusal } from './iam-refusal.ts';
import { grantForAssumption, grantForCompute } from './profile-grants.ts';

type GrantReader = (world: World, exchange: Exchange) => Grant | Promise<Grant>;

const PREFIX = 'urn:ibm:params:oauth:grant-type:';

/** The grants that the double supports, by `grant_type`. */
export const GRANTS: ReadonlyMap<string, GrantReader> = new Map<string, GrantReader>([
  [`${PREFIX}apikey`, grantForKey],
  ['refresh_token', grantForRefreshToken],
  [`${PREFIX}assume`, grantForAssumption],
  [`${PREFIX}cr-token`, grantForCompute],
]);

/** What the token records about how it was obtained. */
export function toTokenOptions(exchange: Exchange, grant: Grant): AccessTokenOptions {
  return {
    grantType: exchange.grantType,
    clientId: exchange.clientId ?? 'default',
    ...(grant.actor === undefined ? {} : { actor: grant.actor }),
  };
}

function grantForKey(world: World, exchange: Exchange): Grant {
  const identity = checkApiKey(world, readField(exchange.form, 'apikey'));
  checkTenant(exchange, identity);
  return { identity, isRefreshable: true };
}

function grantForRefreshToken(world: World, { form, clientId }: Exchange): Grant {
  const value = readField(form, 'refresh_token');
  if (clientId === undefined) {
    throw new IamRefusal(401, 'BXNIM0308E', 'No authorization header found.');
  }
  const identity = orRefuse(world.iamTokens.findRefreshToken(value, clientId), {
    invalid: new IamRefusal(400, 'BXNIM0407E', 'Provided refresh token is invalid.'),
    expired: new IamRefusal(400, 'BXNIM0408E', 'Provided refresh token is expired.'),
  });
  checkIdentity(identity);
  const account = form.get('account');
  if (account !== null && account !== identity.account.id) {
    throw accountMismatch();
  }
  return { identity, isRefreshable: true };
}
