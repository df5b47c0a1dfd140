import type { Clock } from '../clock.ts';
import { newApiKeyValue, newEntityTag, newId } from '../identifiers.ts';
import type { ApiKey, NewApiKey, Replication } from './api-key.ts';
import type { Identity } from './identities.ts';

const RETENTION_MS = 90 * 24 * 60 * 60 * 1000;

/** All API keys that have ever existed, as seen by each part of IAM. */
export class ApiKeyStore {
  replication: Replication = {
    newKeyUnknownMs: 0,
    newKeyUndeletableMs: 0,
    listLagMs: 0,
    deletedKeyGraceMs: 0,
  };
  readonly #keys: ApiKey[] = [];
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Adds a key. */
  add(key: NewApiKey): ApiKey {
    const now = this.#clock.now();
    const added = {
      id: newId('ApiKey'),
      value: newApiKeyValue(),
      createdAt: now,
      modifiedAt: now,
      description: undefined,
      storeValue: false,
      supportSessions: false,
      leakAction: 'disable',
      expiresAt: undefined,
      locked: false,
      disabled: false,
      entityTag: newEntityTag(),
      deletedAt: undefined,
      seeded: false,
      ...key,
    } satisfies ApiKey;
    this.#keys.push(added);
    return added;
  }

  /** All keys, including deleted ones. */
  all(): readonly ApiKey[] {
    return this.#keys;
  }

  /** How many keys count toward the identity's limit. Expired keys count until IBM deletes them. */
  countOf(owner: Identity): number {
    return this.#keys.filter((key) => key.owner.iamId === owner.iamId && !this.#isGone(key)).length;
  }

  /** Whether a key with this value already exists. */
  isTaken(value: string): boolean {
    return this.#keys.some((key) => key.value === value && !this.#isGone(key));
  }

  /** The key as seen by the token service. */
  findByValue(value: string): ApiKey | undefined {
    const now = this.#clock.now();
    // The newest one: a value can be reused after its key was deleted.
    const key = this.#keys.findLast((candidate) => candidate.value === value);
    if (key === undefined || !this.#isKnown(key, this.replication.newKeyUnknownMs)) {
      return undefined;
    }
    const { deletedAt } = key;
    return deletedAt === undefined || now - deletedAt < this.replication.deletedKeyGraceMs
      ? key
      : undefined;
  }

  /** The key as seen by a read by ID. */
  findById(id: string): ApiKey | undefined {
    return this.#findLiving(id, this.replication.newKeyUnknownMs);
  }

  /** The key as seen by DELETE. */
  findToDelete(id: string): ApiKey | undefined {
    return this.#findLiving(id, this.replication.newKeyUndeletableMs);
  }

  /** The keys as seen by lists. */
  list(): readonly ApiKey[] {
    const then = this.#clock.now() - this.replication.listLagMs;
    return this.#keys.filter(
      ({ createdAt, deletedAt, ...key }) =>
        (key.seeded || createdAt <= then) &&
        (deletedAt === undefined || deletedAt > then) &&
        !this.#isPurged(key),
    );
  }

  /** Whether the key has expired. */
  isExpired(key: ApiKey): boolean {
    return key.expiresAt !== undefined && key.expiresAt <= this.#clock.now();
  }

  /** Records an edit. */
  touch(key: ApiKey): void {
    key.modifiedAt = this.#clock.now();
    key.entityTag = newEntityTag();
  }

  /** Deletes a key. It stays in the ledger. */
  delete(key: ApiKey): void {
    key.deletedAt ??= this.#clock.now();
  }

  #findLiving(id: string, unknownMs: number): ApiKey | undefined {
    const key = this.#keys.find((candidate) => candidate.id === id);
    return key !== undefined && !this.#isGone(key) && this.#isKnown(key, unknownMs)
      ? key
      : undefined;
  }

  #isKnown(key: ApiKey, unknownMs: number): boolean {
    return key.seeded || this.#clock.now() - key.createdAt >= unknownMs;
  }

  #isGone(key: ApiKey): boolean {
    return key.deletedAt !== undefined || this.#isPurged(key);
  }

  /** IBM deletes keys 90 days after they expired and were last edited. */
  #isPurged(key: Pick<ApiKey, 'expiresAt' | 'modifiedAt'>): boolean {
    const limit = this.#clock.now() - RETENTION_MS;
    return key.expiresAt !== undefined && key.expiresAt < limit && key.modifiedAt < limit;
  }
}
