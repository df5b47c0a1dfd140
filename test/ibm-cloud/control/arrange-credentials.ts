import { REGISTRIES, toRegistryName } from '../hosts.ts';
import type { ApiKey, LeakAction } from '../identity/api-key.ts';
import type { Account, Identity } from '../identity/identities.ts';
import type { AccessTokenOptions } from '../identity/token-claims.ts';
import {
  REGISTRY_TOKEN_LIFETIME_MS,
  type RegistryToken,
} from '../registry/registry-token-store.ts';
import type { World } from '../world.ts';
import {
  type AccountReference,
  findAccount,
  findIdentity,
  type IdentityReference,
  present,
} from './references.ts';

/** An API key or a registry token that a test created. */
export interface SeededCredential {
  readonly id: string;
  readonly value: string;
}

/** Options for a key that a test creates. */
export interface SeedKeyOptions {
  readonly name?: string;
  readonly description?: string;
  /** Negative for a key that has already expired. */
  readonly expiresInSeconds?: number;
  /** The age of the key. By default, one day. */
  readonly ageSeconds?: number;
  readonly locked?: boolean;
  readonly disabled?: boolean;
  readonly actionWhenLeaked?: LeakAction;
}

/** Options for a registry token that a test creates. */
export interface SeedTokenOptions {
  readonly account: AccountReference;
  /** A region, or any host of the registry. */
  readonly registry: string;
  readonly access?: 'read' | 'read-write';
  /** In milliseconds (negative for a token that has already expired), or `never`. By default, 24 hours. */
  readonly lifetime?: number | 'never';
  readonly description?: string;
}

/** Creates and deletes keys and tokens for a test. */
export interface CredentialArrangement {
  seedApiKey(owner: IdentityReference, options?: SeedKeyOptions): SeededCredential;
  seedRegistryToken(options: SeedTokenOptions): Promise<SeededCredential>;
  issueAccessToken(identity: IdentityReference, options?: AccessTokenOptions): Promise<string>;
  /** Issues a refresh token for `bx`, the client of the command line. */
  issueRefreshToken(identity: IdentityReference): string;
  /** Issues the token with which a compute resource of the account identifies itself (`cr_token`). */
  issueComputeToken(account: AccountReference): Promise<string>;
  disableApiKey(id: string): void;
  enableApiKey(id: string): void;
  lockApiKey(id: string): void;
  expireApiKey(id: string): void;
  deleteApiKey(id: string): void;
  revokeRegistryToken(id: string): void;
}

/** Creates the functions to arrange credentials. */
export function arrangeCredentials(world: World): CredentialArrangement {
  const { keys, iamTokens, registryTokens } = world;
  const findKey = (id: string): ApiKey =>
    present(
      keys.all().find((key) => key.id === id),
      'API key',
    );
  return {
    seedApiKey: (owner, options) => {
      const { id, value } = seedKey(world, findIdentity(world, owner), options);
      return { id, value };
    },
    seedRegistryToken: async (options) => {
      const { id, value } = await seedToken(world, findAccount(world, options.account), options);
      return { id, value };
    },
    issueAccessToken: (whose, options) =>
      iamTokens.issueAccessToken(findIdentity(world, whose), options),
    issueRefreshToken: (whose) => iamTokens.issueRefreshToken(findIdentity(world, whose), 'bx'),
    issueComputeToken: (whose) => iamTokens.issueComputeToken(findAccount(world, whose).id),
    disableApiKey: (id) => {
      findKey(id).disabled = true;
    },
    enableApiKey: (id) => {
      findKey(id).disabled = false;
    },
    lockApiKey: (id) => {
      findKey(id).locked = true;
    },
    expireApiKey: (id) => {
      findKey(id).expiresAt = world.clock.now();
    },
    deleteApiKey: (id) => keys.delete(findKey(id)),
    revokeRegistryToken: (id) => {
      const found = registryTokens.all().find((token) => token.id === id);
      registryTokens.revoke(present(found, 'registry token'));
    },
  };
}

const DAY_SECONDS = 24 * 60 * 60;

/** Creates an API key that does not appear in the ledger. */
export function seedKey(world: World, owner: Identity, options: SeedKeyOptions = {}): ApiKey {
  const now = world.clock.now();
  const createdAt = now - (options.ageSeconds ?? DAY_SECONDS) * 1000;
  const { expiresInSeconds } = options;
  return world.keys.add({
    owner,
    name: options.name ?? 'example-key',
    createdBy: owner.iamId,
    seeded: true,
    createdAt,
    modifiedAt: createdAt,
    description: options.description,
    expiresAt: expiresInSeconds === undefined ? undefined : now + expiresInSeconds * 1000,
    locked: options.locked ?? false,
    disabled: options.disabled ?? false,
    leakAction: options.actionWhenLeaked ?? 'disable',
  });
}

async function seedToken(
  world: World,
  account: Account,
  options: SeedTokenOptions,
): Promise<RegistryToken> {
  const registry = toRegistryName(options.registry);
  const hosts = REGISTRIES.find(({ name }) => name === registry);
  const lifetime = options.lifetime ?? REGISTRY_TOKEN_LIFETIME_MS;
  return await world.registryTokens.add({
    registry,
    issuer: hosts?.formerHost ?? hosts?.publicHost ?? `${registry}.icr.io`,
    account,
    description: options.description ?? '',
    isReadOnly: options.access !== 'read-write',
    expiresAt: lifetime === 'never' ? undefined : world.clock.now() + lifetime,
    seeded: true,
  });
}
