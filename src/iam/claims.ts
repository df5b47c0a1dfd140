import { jwtDecode } from 'jwt-decode';
import * as v from 'valibot';
import { objectOf, optionalText } from '../text/schemas.ts';

/**
 * The claims of a token. Its signature is not verified here, because the claims protect against mistakes, not against
 * attackers. IBM Cloud verifies it at every use.
 */
export interface Claims {
  /** The ID of the token. */
  readonly id: string | undefined;
  /** The claim `account.bss`. */
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

/** Source of the names: IBM Cloud Docs, "Token exchange", and `iam_token.go` of the CLI SDK. */
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
 * @returns `undefined` if the text isn't such a token.
 */
export function readClaims(token: string): Claims | undefined {
  let payload: unknown;
  try {
    payload = jwtDecode(token);
  } catch {
    // This is not a JWT, or its payload is not JSON. The caller decides what that means.
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
