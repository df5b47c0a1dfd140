import { randomBytes, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { type Clock, toEpochSeconds } from '../clock.ts';
import type { Account } from '../identity/identities.ts';

/** A registry token, including its value. */
export interface RegistryToken {
  /** The `jti` of the value. */
  readonly id: string;
  readonly value: string;
  readonly registry: string;
  readonly account: Account;
  readonly description: string;
  readonly isReadOnly: boolean;
  readonly createdAt: number;
  readonly expiresAt: number | undefined;
  /** Whether a test created it, rather than a client. */
  readonly seeded: boolean;
  revokedAt: number | undefined;
}

/** The properties of a new token. */
export type NewRegistryToken = Pick<
  RegistryToken,
  'registry' | 'account' | 'description' | 'isReadOnly' | 'expiresAt' | 'seeded'
> & {
  /** The requested host, which becomes the issuer. */
  readonly issuer: string;
};

/** All registry tokens that have ever existed. */
export class RegistryTokenStore {
  readonly #tokens = new Map<string, RegistryToken>();
  readonly #secret = randomBytes(32);
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Creates a token. */
  async add({ issuer, ...token }: NewRegistryToken): Promise<RegistryToken> {
    const id = randomUUID();
    const { expiresAt } = token;
    const claims = expiresAt === undefined ? {} : { exp: toEpochSeconds(expiresAt) };
    const value = await new SignJWT({ ...claims, jti: id, iss: issuer })
      .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
      .sign(this.#secret);
    const added = {
      ...token,
      id,
      value,
      createdAt: this.#clock.now(),
      revokedAt: undefined,
    };
    this.#tokens.set(id, added);
    return added;
  }

  /** All tokens, including revoked ones. */
  all(): readonly RegistryToken[] {
    return [...this.#tokens.values()];
  }

  /** The tokens of an account in a registry, without revoked ones. Expired tokens are listed. */
  list(registry: string, account: Account): readonly RegistryToken[] {
    return this.all().filter(
      (token) =>
        token.registry === registry &&
        token.account.id === account.id &&
        token.revokedAt === undefined,
    );
  }

  /** Finds the valid token with this value in a registry. The value must match exactly. */
  findUsable(registry: string, value: string): RegistryToken | undefined {
    return this.all().find(
      (token) =>
        token.registry === registry &&
        token.value === value &&
        token.revokedAt === undefined &&
        (token.expiresAt === undefined || token.expiresAt > this.#clock.now()),
    );
  }

  /** Revokes a token. It stays in the ledger. */
  revoke(token: RegistryToken): void {
    token.revokedAt ??= this.#clock.now();
  }
}

/** How long a token is valid unless it is permanent. */
export const REGISTRY_TOKEN_LIFETIME_MS = 24 * 60 * 60 * 1000;
