import { toRegistryName } from '../hosts.ts';
import type { Account, Identity, Role } from '../identity/identities.ts';
import type { World } from '../world.ts';
import { seedKey } from './arrange-credentials.ts';
import {
  type AccountReference,
  findAccount,
  findIdentity,
  type IdentityReference,
  type Keyholder,
  type NewIdentity,
  type ProfileReference,
  present,
  type ServiceIdReference,
  toReference,
} from './references.ts';

/** Options for a service ID. */
export type NewServiceId = NewIdentity & {
  readonly locked?: boolean;
  readonly description?: string;
  /** Its group, for example `ServiceIdGroup-1`. By default, the default group of the account. */
  readonly groupId?: string;
};

/** Options for a trusted profile. */
export type NewProfile = NewIdentity & {
  /** IAM IDs that can assume it. */
  readonly trusts?: readonly string[];
  /** Whether compute resources of the account can assume it. */
  readonly trustsCompute?: boolean;
};

/** Options for a namespace. */
export interface NewNamespace {
  readonly account: AccountReference;
  /** A region, or any host of the registry. */
  readonly registry: string;
  readonly name: string;
}

/** Creates and changes accounts, identities and namespaces for a test. */
export interface IdentityArrangement {
  createAccount(settings?: Partial<Omit<Account, 'id'>>): Account;
  /** Creates a user with an API key. Without `role`, the user has no permissions in the registry. */
  createUser(options: NewIdentity): Keyholder;
  createServiceId(options: NewServiceId & { readonly withApiKey: true }): Keyholder;
  createServiceId(options: NewServiceId): ServiceIdReference;
  createTrustedProfile(options: NewProfile): ProfileReference;
  createNamespace(options: NewNamespace): void;
  suspend(identity: IdentityReference): void;
  lockServiceId(id: string): void;
  setRole(identity: IdentityReference, role: Role | undefined): void;
  /** Changes how many API keys an identity can have: 20 unless IBM has increased the limit. */
  setKeyLimit(identity: IdentityReference, limit: number): void;
  /** Lets an identity manage the keys of a service ID. */
  allowKeysFor(identity: IdentityReference, serviceId: IdentityReference): void;
}

/** Creates the functions to arrange identities. */
export function arrangeIdentities(world: World): IdentityArrangement {
  const { directory } = world;
  const withAccount = <Options extends NewIdentity>(options: Options) => ({
    ...options,
    account: findAccount(world, options.account),
  });
  const withKey = (owner: Identity): Keyholder => {
    const key = seedKey(world, owner);
    return { ...toReference(owner), apiKey: key.value, apiKeyId: key.id };
  };

  function createServiceId(options: NewServiceId & { readonly withApiKey: true }): Keyholder;
  function createServiceId(options: NewServiceId): ServiceIdReference;
  function createServiceId(
    options: NewServiceId & { readonly withApiKey?: boolean },
  ): ServiceIdReference {
    const added = directory.addServiceId(withAccount(options), world.clock.now());
    added.locked = options.locked ?? false;
    return options.withApiKey === true ? withKey(added) : toReference(added);
  }

  return {
    createServiceId,
    createAccount: (settings = {}) => directory.addAccount(settings),
    createUser: (options) => withKey(directory.addUser(withAccount(options))),
    createTrustedProfile: (options) => {
      const added = directory.addTrustedProfile(withAccount(options));
      return { ...toReference(added), crn: added.crn };
    },
    createNamespace: (options) => {
      if (!world.namespaces.isValid(options.name)) {
        throw new Error(`IBM Cloud would not accept the namespace ${options.name}.`);
      }
      const account = findAccount(world, options.account);
      world.namespaces.add(toRegistryName(options.registry), options.name, account);
    },
    ...changeIdentities(world),
  };
}

type IdentityChanges = Pick<
  IdentityArrangement,
  'suspend' | 'lockServiceId' | 'setRole' | 'setKeyLimit' | 'allowKeysFor'
>;

function changeIdentities(world: World): IdentityChanges {
  return {
    suspend: (whose) => {
      findIdentity(world, whose).suspended = true;
    },
    lockServiceId: (id) => {
      present(world.directory.findServiceId(id), 'service ID').locked = true;
    },
    setRole: (whose, role) => {
      findIdentity(world, whose).role = role;
    },
    setKeyLimit: (whose, limit) => {
      findIdentity(world, whose).keyLimit = limit;
    },
    allowKeysFor: (whose, serviceId) => {
      const { managed } = findIdentity(world, whose);
      if (managed !== 'all') {
        managed.add(serviceId.iamId);
      }
    },
  };
}
