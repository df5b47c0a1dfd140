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

/** An API key or a registry token that a test has put there. */
export interface SeededCredential {
  readonly id: string;
  readonly value: string;
}

/** What a seeded key may be given. */
export interface SeedKeyOptions {
  readonly name?: string;
  readonly description?: string;
  /** Negative for a key that has ended already. */
  readonly expiresInSeconds?: number;
  /** How long ago it was made; a day, if not said. */
  readonly ageSeconds?: number;
  readonly locked?: boolean;
  readonly disabled?: boolean;
  readonly actionWhenLeaked?: LeakAction;
}

/** What a seeded registry token may be given. */
export interface SeedTokenOptions {
  readonly account: AccountReference;
  /** A region, or any host of the registry. */
  readonly registry: string;
  readonly access?: 'read' | 'read-write';
  /** Milliseconds (negative for a token that has ended already), or `never`; 24 hours if not said. */
  readonly lifetime?: number | 'never';
  readonly description?: string;
}

/** Keys and tokens, as a test puts them there and takes them away. */
export interface CredentialArrangement {
  seedApiKey(owner: IdentityReference, options?: SeedKeyOptions): SeededCredential;
  seedRegistryToken(options: SeedTokenOptions): Promise<SeededCredential>;
  issueAccessToken(identity: IdentityReference, options?: AccessTokenOptions): Promise<string>;
  /** A refresh token of the command line's client `bx`. */
  issueRefreshToken(identity: IdentityReference): string;
  /** The token that a compute resource of the account has of itself (`cr_token`). */
  issueComputeToken(account: AccountReference): Promise<string>;
  disableApiKey(id: string): void;
  enableApiKey(id: string): void;
  lockApiKey(id: string): void;
  expireApiKey(id: string): void;
  deleteApiKey(id: string): void;
  revokeRegistryToken(id: string): void;
}

/** Makes the means to arrange credentials. */
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

/** Puts an API key there that the ledger does not count. */
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
