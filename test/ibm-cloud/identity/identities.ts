/** The permissions of an identity in the registry. */
export type Role = 'Reader' | 'Writer' | 'Manager';

/** An IBM Cloud account and its settings. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** Whether only identities with the creator role can create API keys. */
  readonly restrictApiKeyCreation: boolean;
  /** Whether only identities with the creator role can create service IDs. */
  readonly restrictServiceIdCreation: boolean;
  readonly accessTokenLifetimeSeconds: number;
  /** Whether the registry serves this account only on private hosts. */
  readonly privateOnly: boolean;
}

/** A user, a service ID or a trusted profile. */
export interface Identity {
  readonly kind: 'user' | 'service-id' | 'profile';
  /** `IBMid-…`, `ServiceId-…` or `Profile-…`. */
  readonly id: string;
  /** The ID in tokens and policies: `IBMid-…`, `iam-ServiceId-…` or `iam-Profile-…`. */
  readonly iamId: string;
  readonly account: Account;
  name: string;
  /** Role in the registry. Without one, nothing is permitted. */
  role: Role | undefined;
  /** Namespaces that the role applies to. Without a list, all namespaces of the account. */
  readonly namespaces: readonly string[] | undefined;
  /** Whether it has the platform role Administrator on the registry, which registry tokens require. */
  readonly isAdministrator: boolean;
  /** IP addresses that can use its API keys. Without a list, all addresses. */
  readonly allowedIps: readonly string[] | undefined;
  /** Whether it has the creator role that a restricted account requires. */
  readonly mayCreate: boolean;
  /** Service IDs whose keys it can manage, or `all` of the account. */
  readonly managed: Set<string> | 'all';
  /** How many API keys it can have. */
  keyLimit: number;
  suspended: boolean;
}

/** How many API keys an identity can have unless IBM has increased the limit. */
export const KEYS_PER_IDENTITY = 20;

/** A service ID, with its fields in the identity API. */
export interface ServiceId extends Identity {
  readonly kind: 'service-id';
  readonly createdAt: number;
  /** `ServiceIdGroup-…`. Without one, it is in the default group of its account. */
  readonly groupId: string | undefined;
  description: string | undefined;
  locked: boolean;
  entityTag: string;
  modifiedAt: number;
}

/** A trusted profile, and who can assume it. */
export interface TrustedProfile extends Identity {
  readonly kind: 'profile';
  readonly crn: string;
  /** IAM IDs that can assume it. */
  readonly trusts: readonly string[];
  /** Whether compute resources of its account can assume it. */
  readonly trustsCompute: boolean;
}

/** Options for a new identity. */
export interface IdentityOptions {
  readonly account: Account;
  readonly name?: string;
  readonly role?: Role;
  readonly namespaces?: readonly string[];
  /** Platform role Administrator on the registry. By default, the same as having the role Manager. */
  readonly isAdministrator?: boolean;
  readonly allowedIps?: readonly string[];
  /** The creator role that a restricted account requires. */
  readonly mayCreate?: boolean;
  /** Service IDs (by either ID) whose keys it can create, list and delete. */
  readonly mayCreateKeysFor?: readonly string[] | 'all';
}

/** Whether an identity can create, list and delete the API keys of another identity, or its own. */
export function mayManageKeys(caller: Identity, owner: Identity): boolean {
  if (caller.iamId === owner.iamId) {
    return true;
  }
  return (
    owner.kind === 'service-id' &&
    caller.account.id === owner.account.id &&
    (caller.managed === 'all' || caller.managed.has(owner.iamId))
  );
}

/** The IAM ID of a service ID, given either of its IDs. */
export function toServiceIamId(id: string): string {
  return id.startsWith('ServiceId-') ? `iam-${id}` : id;
}

/** Whether an identity is a service ID. */
export function isServiceId(identity: Identity): identity is ServiceId {
  return identity.kind === 'service-id';
}

/** Fills in the defaults of a new identity. */
export function toIdentity(
  options: IdentityOptions,
  name: string,
): Omit<Identity, 'kind' | 'id' | 'iamId'> {
  const managed = options.mayCreateKeysFor ?? [];
  return {
    account: options.account,
    name: options.name ?? name,
    role: options.role,
    namespaces: options.namespaces,
    isAdministrator: options.isAdministrator ?? options.role === 'Manager',
    allowedIps: options.allowedIps,
    mayCreate: options.mayCreate ?? false,
    managed: managed === 'all' ? 'all' : new Set(managed.map(toServiceIamId)),
    keyLimit: KEYS_PER_IDENTITY,
    suspended: false,
  };
}
