import { newAccountId, newEntityTag, newId, newUserId } from '../identifiers.ts';
import {
  type Account,
  type Identity,
  type IdentityOptions,
  isServiceId,
  type ServiceId,
  type TrustedProfile,
  toIdentity,
  toServiceIamId,
} from './identities.ts';

/** The accounts and their identities. */
export class Directory {
  readonly accounts = new Map<string, Account>();
  readonly #identities = new Map<string, Identity>();

  /** Adds an account. */
  addAccount(settings: Partial<Omit<Account, 'id'>>): Account {
    const lifetime = settings.accessTokenLifetimeSeconds ?? 3600;
    if (lifetime < 900 || lifetime > 3600) {
      throw new RangeError('IBM Cloud accepts access token lifetimes of 900 to 3600 seconds.');
    }
    const account = {
      id: newAccountId(),
      name: settings.name ?? 'Example account',
      restrictApiKeyCreation: settings.restrictApiKeyCreation ?? false,
      restrictServiceIdCreation: settings.restrictServiceIdCreation ?? false,
      accessTokenLifetimeSeconds: lifetime,
      privateOnly: settings.privateOnly ?? false,
    };
    this.accounts.set(account.id, account);
    return account;
  }

  /** Adds a user. */
  addUser(options: IdentityOptions): Identity {
    const id = newUserId();
    return this.#add({ ...toIdentity(options, 'Example user'), kind: 'user', id, iamId: id });
  }

  /** Adds a service ID. */
  addServiceId(
    options: IdentityOptions & { description?: string; groupId?: string },
    nowMs: number,
  ): ServiceId {
    const id = newId('ServiceId');
    return this.#add({
      ...toIdentity(options, 'example-service'),
      kind: 'service-id',
      id,
      iamId: `iam-${id}`,
      description: options.description,
      groupId: options.groupId,
      createdAt: nowMs,
      modifiedAt: nowMs,
      locked: false,
      entityTag: newEntityTag(),
    });
  }

  /** Adds a trusted profile. */
  addTrustedProfile(
    options: IdentityOptions & { trusts?: readonly string[]; trustsCompute?: boolean },
  ): TrustedProfile {
    const id = newId('Profile');
    return this.#add({
      ...toIdentity(options, 'example-profile'),
      kind: 'profile',
      id,
      iamId: `iam-${id}`,
      crn: `crn:v1:bluemix:public:iam-identity::a/${options.account.id}::profile:${id}`,
      trusts: options.trusts ?? [],
      trustsCompute: options.trustsCompute ?? false,
    });
  }

  /** Finds an identity by its IAM ID. */
  find(iamId: string): Identity | undefined {
    return this.#identities.get(iamId);
  }

  /** Finds a service ID by either of its IDs. */
  findServiceId(id: string): ServiceId | undefined {
    const found = this.find(toServiceIamId(id));
    return found !== undefined && isServiceId(found) ? found : undefined;
  }

  /** Finds a trusted profile by ID, IAM ID or CRN. */
  findProfile(idOrCrn: string): TrustedProfile | undefined {
    return this.listProfiles().find(({ id, iamId, crn }) => [id, iamId, crn].includes(idOrCrn));
  }

  /** All service IDs, oldest first. */
  listServiceIds(): readonly ServiceId[] {
    return [...this.#identities.values()].filter(isServiceId);
  }

  /** All trusted profiles, oldest first. */
  listProfiles(): readonly TrustedProfile[] {
    return [...this.#identities.values()].filter(
      (identity): identity is TrustedProfile => identity.kind === 'profile',
    );
  }

  /** Removes an identity. */
  remove(iamId: string): void {
    this.#identities.delete(iamId);
  }

  #add<Kind extends Identity>(identity: Kind): Kind {
    this.#identities.set(identity.iamId, identity);
    return identity;
  }
}
