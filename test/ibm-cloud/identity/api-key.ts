import type { Identity } from './identities.ts';

/** The replication delays between the parts of IAM, according to the double's clock. */
export interface Replication {
  /** How long the token service does not accept a new key, and reads by ID return 404. */
  readonly newKeyUnknownMs: number;
  /** How long DELETE of a new key returns 404 as well. */
  readonly newKeyUndeletableMs: number;
  /** How old the data in lists is. */
  readonly listLagMs: number;
  /** How long a deleted key still authenticates. */
  readonly deletedKeyGraceMs: number;
}

/** What happens to a key that is found in public. */
export type LeakAction = 'none' | 'disable' | 'delete';

/** An API key, including its secret value. */
export interface ApiKey {
  readonly id: string;
  readonly value: string;
  readonly owner: Identity;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly storeValue: boolean;
  /** Whether a test created it, rather than a client. */
  readonly seeded: boolean;
  name: string;
  supportSessions: boolean;
  description: string | undefined;
  leakAction: LeakAction;
  expiresAt: number | undefined;
  locked: boolean;
  disabled: boolean;
  entityTag: string;
  modifiedAt: number;
  deletedAt: number | undefined;
}

/** The properties of a new key. Everything else has IBM's defaults. */
export type NewApiKey = Pick<ApiKey, 'owner' | 'name' | 'createdBy'> &
  Partial<Omit<ApiKey, 'id' | 'owner' | 'name' | 'createdBy'>>;
