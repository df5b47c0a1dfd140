import type { Account, Identity, IdentityOptions } from '../identity/identities.ts';
import type { World } from '../world.ts';

/** An account of the double, as tests refer to it. */
export type AccountReference = Pick<Account, 'id'>;

/** An identity of the double, as tests refer to it. */
export type IdentityReference = Pick<Identity, 'iamId'>;

/** A user or a service ID, with an API key of its own. */
export interface Keyholder {
  readonly id: string;
  readonly iamId: string;
  readonly name: string;
  readonly accountId: string;
  readonly apiKey: string;
  readonly apiKeyId: string;
}

/** A service ID; without a key of its own unless one was asked for. */
export type ServiceIdReference = Omit<Keyholder, 'apiKey' | 'apiKeyId'>;

/** A trusted profile. */
export type ProfileReference = ServiceIdReference & { readonly crn: string };

/** What all identities can be given; the account by reference. */
export type NewIdentity = Omit<IdentityOptions, 'account'> & {
  readonly account: AccountReference;
};

/** A reference for what a test has made. */
export function toReference({ id, iamId, name, account }: Identity): ServiceIdReference {
  return { id, iamId, name, accountId: account.id };
}

/** Insists on something that a test refers to. */
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
