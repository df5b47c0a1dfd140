import { jwtDecode } from 'jwt-decode';
import * as v from 'valibot';
import { objectOf, optionalText } from '../text/schemas.ts';

/**
 * What a token says of itself. The signature of a token we were given is not verified: this guards
 * against mistakes, not against attackers. IBM Cloud verifies it at every use.
 */
export interface Claims {
  /** The ID of the token. */
  readonly id: string | undefined;
  /** `account.bss`. */
  readonly accountId: string | undefined;
  /** Who issued the token. */
  readonly issuer: string | undefined;
  /** `iam-ServiceId-…`, `IBMid-…`, `iam-Profile-…`. */
  readonly iamId: string | undefined;
  readonly issuedAt: Date | undefined;
  readonly expiresAt: Date | undefined;
}

const seconds = v.fallback(
  v.optional(
    v.pipe(
      v.number(),
      v.minValue(1),
      v.transform((value) => new Date(value * 1000)),
      v.date(),
    ),
  ),
  undefined,
);

/** Source of the names: IBM Cloud Docs, "Token exchange"; the CLI SDK's `iam_token.go`. */
const PayloadSchema = objectOf({
  jti: optionalText,
  account: v.fallback(v.optional(v.object({ bss: optionalText })), undefined),
  iss: optionalText,
  iam_id: optionalText,
  iat: seconds,
  exp: seconds,
});

/**
 * Reads the claims of a JSON Web Token.
 *
 * @returns `undefined` where the text isn't such a token.
 */
export function readClaims(token: string): Claims | undefined {
  let payload: unknown;
  try {
    payload = jwtDecode(token);
  } catch {
    // Not a JWT, or one whose payload is not JSON: the caller knows what that means.
    return undefined;
  }
  const { success, output } = v.safeParse(PayloadSchema, payload);
  return success
    ? {
        id: output.jti,
        accountId: output.account?.bss,
        issuer: output.iss,
        iamId: output.iam_id,
        issuedAt: output.iat,
        expiresAt: output.exp,
      }
    : undefined;
}
