import { generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { exportJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { type Clock, toEpochSeconds } from '../clock.ts';
import { newRefreshToken } from '../identifiers.ts';
import type { Directory } from './directory.ts';
import type { Identity } from './identities.ts';
import { type AccessTokenOptions, toClaims } from './token-claims.ts';

const ISSUER = 'https://iam.cloud.ibm.com/identity';

const REFRESH_TOKEN_LIFETIME_MS = 72 * 60 * 60 * 1000;

const COMPUTE_AUDIENCE = 'iam';

/** Why a token is refused. */
export type TokenFault = 'invalid' | 'expired';

interface RefreshToken {
  readonly identity: Identity;
  readonly clientId: string;
  readonly expiresAt: number;
}

interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/*
 * Generating an RSA key takes longer than everything else when a double starts, and one process starts many
 * doubles. They can share the key: a token is useless in a world without its identity.
 */
let sharedKey: Promise<KeyPair> | undefined;

async function shareKey(): Promise<KeyPair> {
  sharedKey ??= promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return await sharedKey;
}

/** Issues and verifies IAM tokens. */
export class IamTokens {
  /** The values of all access tokens and refresh tokens issued so far. */
  readonly issued = new Set<string>();
  readonly #directory: Directory;
  readonly #clock: Clock;
  readonly #key: Promise<KeyPair>;
  readonly #keyId = randomUUID();
  readonly #refreshTokens = new Map<string, RefreshToken>();

  constructor(directory: Directory, clock: Clock) {
    this.#directory = directory;
    this.#clock = clock;
    this.#key = shareKey();
  }

  /** Signs an access token. */
  async issueAccessToken(identity: Identity, options: AccessTokenOptions = {}): Promise<string> {
    const { privateKey } = await this.#key;
    const lifetime = options.expiresInSeconds ?? identity.account.accessTokenLifetimeSeconds;
    const issuedAt = toEpochSeconds(this.#clock.now()) - (options.issuedInPastSeconds ?? 0);
    const value = await new SignJWT(toClaims(identity, options))
      .setProtectedHeader({ kid: this.#keyId, alg: 'RS256' })
      .setIssuer(ISSUER)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + lifetime)
      .sign(privateKey);
    this.issued.add(value);
    return value;
  }

  /** Finds the identity that an access token belongs to, or why the token is refused. */
  async identify(accessToken: string): Promise<Identity | TokenFault> {
    const claims = await this.#verify(accessToken);
    if (typeof claims === 'string') {
      return claims;
    }
    return this.#directory.find(String(claims['iam_id'])) ?? 'invalid';
  }

  /** Issues a refresh token, which only the same client can use. */
  issueRefreshToken(identity: Identity, clientId: string): string {
    const value = newRefreshToken();
    const expiresAt = this.#clock.now() + REFRESH_TOKEN_LIFETIME_MS;
    this.#refreshTokens.set(value, { identity, clientId, expiresAt });
    this.issued.add(value);
    return value;
  }

  /** Finds the identity that a refresh token belongs to. The client is checked only where IAM checks it. */
  findRefreshToken(value: string, clientId?: string): Identity | TokenFault {
    const found = this.#refreshTokens.get(value);
    if (found === undefined || (clientId !== undefined && found.clientId !== clientId)) {
      return 'invalid';
    }
    return found.expiresAt <= this.#clock.now() ? 'expired' : found.identity;
  }

  /** Signs the token with which a compute resource of this account identifies itself. */
  async issueComputeToken(accountId: string): Promise<string> {
    const { privateKey } = await this.#key;
    const now = toEpochSeconds(this.#clock.now());
    return await new SignJWT({ account: accountId, sub: `compute-${randomUUID()}` })
      .setProtectedHeader({ kid: this.#keyId, alg: 'RS256' })
      .setAudience(COMPUTE_AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(now + 3600)
      .sign(privateKey);
  }

  /** Finds the account of the compute resource that this token identifies. */
  async findComputeAccount(token: string): Promise<string | TokenFault> {
    const claims = await this.#verify(token, COMPUTE_AUDIENCE);
    return typeof claims === 'string' ? claims : String(claims['account']);
  }

  /** The public key, as returned by `/identity/keys`. */
  async listPublicKeys(): Promise<readonly JWK[]> {
    const { publicKey } = await this.#key;
    return [{ ...(await exportJWK(publicKey)), kid: this.#keyId, alg: 'RS256', use: 'sig' }];
  }

  async #verify(token: string, audience?: string): Promise<JWTPayload | TokenFault> {
    const { publicKey } = await this.#key;
    try {
      const { payload } = await jwtVerify(token, publicKey, {
        algorithms: ['RS256'],
        currentDate: new Date(this.#clock.now()),
        ...(audience === undefined ? { issuer: ISSUER } : { audience }),
      });
      return payload;
    } catch (error: unknown) {
      return error instanceof Error && 'code' in error && error.code === 'ERR_JWT_EXPIRED'
        ? 'expired'
        : 'invalid';
    }
  }
}
