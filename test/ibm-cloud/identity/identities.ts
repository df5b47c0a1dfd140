/** What an identity may do in the registry. */
export type Role = 'Reader' | 'Writer' | 'Manager';

/** An IBM Cloud account and its settings. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** Only identities with the creator role may make API keys. */
  readonly restrictApiKeyCreation: boolean;
  /** Only identities with the creator role may make service IDs. */
  readonly restrictServiceIdCreation: boolean;
  readonly accessTokenLifetimeSeconds: number;
  /** The registry serves this account on private hosts alone. */
  readonly privateOnly: boolean;
}

/** A user, a service ID or a trusted profile. */
export interface Identity {
  readonly kind: 'user' | 'service-id' | 'profile';
  /** `IBMid-…`, `ServiceId-…` or `Profile-…`. */
  readonly id: string;
  /** The id that tokens and policies use: `IBMid-…`, `iam-ServiceId-…` or `iam-Profile-…`. */
  readonly iamId: string;
  readonly account: Account;
  name: string;
  /** Role on the registry; without one nothing is granted. */
  role: Role | undefined;
  /** Namespaces that the role is for; without it, all of the account. */
  readonly namespaces: readonly string[] | undefined;
  /** Whether it has the platform role Administrator on the registry, which registry tokens ask for. */
  readonly isAdministrator: boolean;
  /** Addresses that may use its API keys; without it, all. */
  readonly allowedIps: readonly string[] | undefined;
  /** Whether it has the creator role that a restricted account asks for. */
  readonly mayCreate: boolean;
  /** Service IDs whose keys it may manage, or all of the account. */
  readonly managed: Set<string> | 'all';
  /** How many API keys it can have. */
  keyLimit: number;
  suspended: boolean;
}

/** How many API keys an identity can have, unless IBM has raised the limit. */
export const KEYS_PER_IDENTITY = 20;

/** A service ID, with what the identity API shows of it. */
export interface ServiceId extends Identity {
  readonly kind: 'service-id';
  readonly createdAt: number;
  /** `ServiceIdGroup-…`; without one it is in the default group of its account. */
  readonly groupId: string | undefined;
  description: string | undefined;
  locked: boolean;
  entityTag: string;
  modifiedAt: number;
}

/** A trusted profile and who may assume it. */
export interface TrustedProfile extends Identity {
  readonly kind: 'profile';
  readonly crn: string;
  /** IAM ids that may assume it. */
  readonly trusts: readonly string[];
  /** Whether compute resources of its account may assume it. */
  readonly trustsCompute: boolean;
}

/** The fields in which identities differ when they are made. */
export interface IdentityOptions {
  readonly account: Account;
  readonly name?: string;
  readonly role?: Role;
  readonly namespaces?: readonly string[];
  /** Platform role Administrator on the registry; by default, who is Manager has it too. */
  readonly isAdministrator?: boolean;
  readonly allowedIps?: readonly string[];
  /** The creator role that a restricted account asks for. */
  readonly mayCreate?: boolean;
  /** Service IDs (by either id) whose keys it may create, list and delete. */
  readonly mayCreateKeysFor?: readonly string[] | 'all';
}

/** Whether an identity may create, list and delete the API keys of another, or its own. */
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

/** The IAM id of a service ID that may be given by either of its ids. */
export function toServiceIamId(id: string): string {
  return id.startsWith('ServiceId-') ? `iam-${id}` : id;
}

/** Whether an identity is a service ID. */
export function isServiceId(identity: Identity): identity is ServiceId {
  return identity.kind === 'service-id';
}

/** Fills in what was not said about a new identity. */
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
