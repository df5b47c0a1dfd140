import { IamRefusal, UNKNOWN_CODE } from '../iam/iam-refusal.ts';
import type { World } from '../world.ts';
import type { Identity } from './identities.ts';

/** Address of every client of the double. */
const CLIENT_IP = '127.0.0.1';

/** Finds the identity that an API key belongs to. Throws IAM's refusal if the key cannot be used. */
export function checkApiKey(world: World, value: string): Identity {
  const key = world.keys.findByValue(value);
  if (key === undefined) {
    throw new IamRefusal(400, 'BXNIM0415E', 'Provided API key could not be found.');
  }
  if (key.disabled) {
    throw new IamRefusal(400, 'BXNIM0462E', 'Provided API key is disabled.');
  }
  if (world.keys.isExpired(key)) {
    throw new IamRefusal(400, UNKNOWN_CODE, 'Provided API key is expired.');
  }
  checkIdentity(key.owner);
  return key.owner;
}

/** Throws IAM's refusal if this identity cannot get a token now. */
export function checkIdentity(identity: Identity): void {
  const { account, allowedIps } = identity;
  if (identity.suspended) {
    throw new IamRefusal(
      401,
      'BXNIM0436E',
      'User is not valid in the account.',
      `The user is suspended in account ${account.id}.`,
    );
  }
  if (allowedIps !== undefined && !allowedIps.includes(CLIENT_IP)) {
    throw new IamRefusal(
      401,
      'BXNIM0430E',
      'Login from this IP address is not permitted.',
      `The IP address ${CLIENT_IP} is not in the list of allowed addresses.`,
    );
  }
}
