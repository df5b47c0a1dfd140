import type { Account, Identity, IdentityOptions } from '../identity/identities.ts';
import type { World } from '../world.ts';

/** An account of the double, as tests refer to it. */
export type AccountReference = Pick<Account, 'id'>;

/** An identity of the double, as tests refer to it. */
export type IdentityReference = Pick<Identity, 'iamId'>;

/** A user or a service ID with its own API key. */
export interface Keyholder {
  readonly id: string;
  readonly iamId: string;
  readonly name: string;
  readonly accountId: string;
  readonly apiKey: string;
  readonly apiKeyId: string;
}

/** A service ID. It has an API key only if the test asked for one. */
export type ServiceIdReference = Omit<Keyholder, 'apiKey' | 'apiKeyId'>;

/** A trusted profile. */
export type ProfileReference = ServiceIdReference & { readonly crn: string };

/** Options for every kind of identity. The account is a reference. */
export type NewIdentity = Omit<IdentityOptions, 'account'> & {
  readonly account: AccountReference;
};

/** Creates the reference for something that a test created. */
export function toReference({ id, iamId, name, account }: Identity): ServiceIdReference {
  return { id, iamId, name, accountId: account.id };
}

/** Returns a value that must exist. A missing one is a mistake in the test. */
export function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) {
    throw new Error(`The double has no such ${what}.`);
  }
  return value;
}

/** Finds the account that a test refers to. */
export function findAccount(world: World, { id }: AccountReference): Account {
  return present(world.directory.accounts.get(id), 'account');
}

/** Finds the identity that a test refers to. */
export function findIdentity(world: World, { iamId }: IdentityReference): Identity {
  return present(world.directory.find(iamId), 'identity');
}
