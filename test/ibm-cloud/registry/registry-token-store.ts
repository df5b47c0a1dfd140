import { randomBytes, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import { type Clock, toEpochSeconds } from '../clock.ts';
import type { Account } from '../identity/identities.ts';

/** A registry token, value included. */
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
  /** Whether a test put it there, rather than a client. */
  readonly seeded: boolean;
  revokedAt: number | undefined;
}

/** What a new token may be given. */
export type NewRegistryToken = Pick<
  RegistryToken,
  'registry' | 'account' | 'description' | 'isReadOnly' | 'expiresAt' | 'seeded'
> & {
  /** Host that asked, which becomes the issuer. */
  readonly issuer: string;
};

/** All registry tokens that ever were. */
export class RegistryTokenStore {
  readonly #tokens = new Map<string, RegistryToken>();
  readonly #secret = randomBytes(32);
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Makes a token. */
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

  /** Every token, revoked ones too. */
  all(): readonly RegistryToken[] {
    return [...this.#tokens.values()];
  }

  /** The tokens of an account in a registry that nobody has revoked; expired ones stay listed. */
  list(registry: string, account: Account): readonly RegistryToken[] {
    return this.all().filter(
      (token) =>
        token.registry === registry &&
        token.account.id === account.id &&
        token.revokedAt === undefined,
    );
  }

  /** Finds the token that this value opens the registry with; the value must fit to the letter. */
  findUsable(registry: string, value: string): RegistryToken | undefined {
    return this.all().find(
      (token) =>
        token.registry === registry &&
        token.value === value &&
        token.revokedAt === undefined &&
        (token.expiresAt === undefined || token.expiresAt > this.#clock.now()),
    );
  }

  /** Revokes a token; the ledger remembers it. */
  revoke(token: RegistryToken): void {
    token.revokedAt ??= this.#clock.now();
  }
}

/** How long a token lives that is not permanent. */
export const REGISTRY_TOKEN_LIFETIME_MS = 24 * 60 * 60 * 1000;
