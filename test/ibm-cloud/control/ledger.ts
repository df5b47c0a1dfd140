import type { World } from '../world.ts';

/** A credential that a client created. */
export interface LedgerEntry {
  readonly kind: 'api-key' | 'registry-token';
  readonly id: string;
  /** The registry, for a registry token. */
  readonly registry?: string;
  /** The name, for an API key. */
  readonly name?: string;
  readonly description?: string;
  /** IAM ID of the owner, for an API key. */
  readonly iamId?: string;
  readonly accountId: string;
  readonly createdAt: number;
  readonly expiresAt?: number;
  readonly revokedAt?: number;
}

/** The credentials that clients created over the API. Those that tests created are not included. */
export interface Ledger {
  /** All credentials, in the order of creation. */
  all(): readonly LedgerEntry[];
  /** The credentials that are neither revoked nor expired according to the double's clock. */
  alive(): readonly LedgerEntry[];
}

/** The value of every credential that the services have issued so far. None of them may appear in a log. */
export function listIssuedSecrets(world: World): readonly string[] {
  const { keys, registryTokens, iamTokens, oauthTokens } = world;
  const credentials = [...keys.all(), ...registryTokens.all()].map(({ value }) => value);
  return [...credentials, ...iamTokens.issued, ...oauthTokens.issued];
}

/** Creates the ledger of a world. */
export function createLedger(world: World): Ledger {
  const all = (): readonly LedgerEntry[] =>
    [...listKeys(world), ...listTokens(world)].sort((a, b) => a.createdAt - b.createdAt);
  return {
    all,
    alive: () => {
      const now = world.clock.now();
      return all().filter(
        ({ revokedAt, expiresAt = Number.POSITIVE_INFINITY }) =>
          revokedAt === undefined && expiresAt > now,
      );
    },
  };
}

function listKeys({ keys }: World): readonly LedgerEntry[] {
  return keys
    .all()
    .filter(({ seeded }) => !seeded)
    .map((key) => ({
      kind: 'api-key',
      id: key.id,
      name: key.name,
      ...(key.description === undefined ? {} : { description: key.description }),
      iamId: key.owner.iamId,
      accountId: key.owner.account.id,
      ...toTimes(key.createdAt, key.expiresAt, key.deletedAt),
    }));
}

function listTokens({ registryTokens }: World): readonly LedgerEntry[] {
  return registryTokens
    .all()
    .filter(({ seeded }) => !seeded)
    .map((token) => ({
      kind: 'registry-token',
      id: token.id,
      registry: token.registry,
      description: token.description,
      accountId: token.account.id,
      ...toTimes(token.createdAt, token.expiresAt, token.revokedAt),
    }));
}

function toTimes(
  createdAt: number,
  expiresAt: number | undefined,
  revokedAt: number | undefined,
): Pick<LedgerEntry, 'createdAt' | 'expiresAt' | 'revokedAt'> {
  return {
    createdAt,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(revokedAt === undefined ? {} : { revokedAt }),
  };
}
