import { createPublicKey, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../clock.ts';
import type { SignedKey } from '../network/certificates.ts';

/** The permitted actions on one repository, as in a registry's bearer token. */
export interface Access {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

/** How long a bearer token of the registry is valid. */
export const OAUTH_TOKEN_SECONDS = 300;

/** The service in IBM's challenge, for which the tokens are issued. */
export const OAUTH_SERVICE = 'registry';

/**
 * Issues and verifies the bearer tokens of all registries.
 *
 * Their times are real times, because the registry program reads them by the system clock. Only this class
 * checks whether they have expired according to the double's clock.
 */
export class OauthTokens {
  /** The values of all tokens issued so far. */
  readonly issued = new Set<string>();
  readonly #signed: SignedKey;
  readonly #clock: Clock;
  readonly #ends = new Map<string, number>();

  constructor(signed: SignedKey, clock: Clock) {
    this.#signed = signed;
    this.#clock = clock;
  }

  /** Signs a token for one registry. */
  async issue(registry: string, subject: string, access: readonly Access[]): Promise<string> {
    const id = randomUUID();
    const now = Math.floor(Date.now() / 1000);
    this.#ends.set(id, this.#clock.now() + OAUTH_TOKEN_SECONDS * 1000);
    const value = await new SignJWT({ access })
      .setProtectedHeader({ alg: 'ES256', typ: 'JWT', x5c: [this.#signed.x5c] })
      .setIssuer(registry)
      .setSubject(subject)
      .setAudience(OAUTH_SERVICE)
      .setJti(id)
      .setIssuedAt(now)
      // A tolerance of a few seconds, because the clock may advance between two reads.
      .setNotBefore(now - 10)
      .setExpirationTime(now + OAUTH_TOKEN_SECONDS)
      .sign(this.#signed.key);
    this.issued.add(value);
    return value;
  }

  /** Reads what a token grants in this registry. Returns `undefined` if the token is not accepted. */
  async verify(registry: string, token: string): Promise<readonly Access[] | undefined> {
    try {
      const { payload } = await jwtVerify(token, createPublicKey(this.#signed.key), {
        algorithms: ['ES256'],
        issuer: registry,
        audience: OAUTH_SERVICE,
      });
      const end = this.#ends.get(String(payload.jti)) ?? 0;
      return end > this.#clock.now() ? readAccess(payload['access']) : undefined;
    } catch {
      // The registry answers every invalid token with the same challenge.
      return undefined;
    }
  }
}

/** Whether a token permits this action. */
export function isGranted(access: readonly Access[], repository: string, action: string): boolean {
  return access.some(
    ({ type, name, actions }) =>
      type === 'repository' && name === repository && actions.includes(action),
  );
}

/** Only tokens that were signed here get this far, so the claim contains what `issue` wrote. */
function readAccess(claim: unknown): readonly Access[] {
  return Array.isArray(claim) ? claim : [];
}
