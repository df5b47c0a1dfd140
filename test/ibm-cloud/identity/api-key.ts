import type { Identity } from './identities.ts';

/** How the parts of IAM lag behind each other; all by the double's clock. */
export interface Replication {
  /** For so long a new key is unknown to the token service, and 404 when it is read by its id. */
  readonly newKeyUnknownMs: number;
  /** For so long DELETE of a new key answers 404 as well. */
  readonly newKeyUndeletableMs: number;
  /** Lists show what was so long ago. */
  readonly listLagMs: number;
  /** For so long a deleted key still authenticates. */
  readonly deletedKeyGraceMs: number;
}

/** What happens to a key that is found in a public place. */
export type LeakAction = 'none' | 'disable' | 'delete';

/** An API key, secret included. */
export interface ApiKey {
  readonly id: string;
  readonly value: string;
  readonly owner: Identity;
  readonly createdAt: number;
  readonly createdBy: string;
  readonly storeValue: boolean;
  /** Whether a test put it there, rather than a client. */
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

/** What a new key may be given; everything else has IBM's default. */
export type NewApiKey = Pick<ApiKey, 'owner' | 'name' | 'createdBy'> &
  Partial<Omit<ApiKey, 'id' | 'owner' | 'name' | 'createdBy'>>;
