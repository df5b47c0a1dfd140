import { createPublicKey, randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import type { Clock } from '../clock.ts';
import type { SignedKey } from '../network/certificates.ts';

/** What may be done with one repository, as a registry's bearer token says it. */
export interface Access {
  readonly type: string;
  readonly name: string;
  readonly actions: readonly string[];
}

/** How long a bearer token of the registry lives. */
export const OAUTH_TOKEN_SECONDS = 300;

/** The service that the tokens are for, as IBM's challenge names it. */
export const OAUTH_SERVICE = 'registry';

/**
 * Makes and checks the bearer tokens of all registries.
 *
 * Their times are real time, because the registry program behind reads them by the machine's clock;
 * that the double's clock has moved past their end is known here only.
 */
export class OauthTokens {
  /** The values of all tokens that were ever issued. */
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
      // Some seconds of tolerance, as a clock that is read twice may show two seconds.
      .setNotBefore(now - 10)
      .setExpirationTime(now + OAUTH_TOKEN_SECONDS)
      .sign(this.#signed.key);
    this.issued.add(value);
    return value;
  }

  /** Reads what a token grants in this registry; undefined when it is not accepted. */
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
      // Whatever is wrong with it, the registry's answer is the same challenge.
      return undefined;
    }
  }
}

/** Whether a token lets its holder do this. */
export function isGranted(access: readonly Access[], repository: string, action: string): boolean {
  return access.some(
    ({ type, name, actions }) =>
      type === 'repository' && name === repository && actions.includes(action),
  );
}

/** Only tokens that were signed here come this far, so the claim is what `issue` was given. */
function readAccess(claim: unknown): readonly Access[] {
  return Array.isArray(claim) ? claim : [];
}
