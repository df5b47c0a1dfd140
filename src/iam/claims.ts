import { jwtDecode } from 'jwt-decode';
import { isJsonObject, type JsonObject, numberMember, stringMember } from '../text/json.ts';

/**
 * What a token says of itself. The signature of a token we were given is not verified: this guards
 * against mistakes, not against attackers. IBM Cloud verifies it at every use.
 */
export interface Claims {
  /** The ID of the token. */
  readonly id: string | undefined;
  /** `account.bss`. */
  readonly accountId: string | undefined;
  /** `iam-ServiceId-…`, `IBMid-…`, `iam-Profile-…`. */
  readonly iamId: string | undefined;
  readonly issuedAt: Date | undefined;
  readonly expiresAt: Date | undefined;
}

/**
 * Reads the claims of a JSON Web Token.
 *
 * Source of the names: IBM Cloud Docs, "Token exchange"; the CLI SDK's `iam_token.go`.
 * @returns `undefined` where the text is no such token.
 */
export function readClaims(token: string): Claims | undefined {
  let payload: unknown;
  try {
    payload = jwtDecode(token);
  } catch {
    // Not a JWT, or one whose payload is not JSON: the caller knows what that means.
    return undefined;
  }
  if (!isJsonObject(payload)) {
    return undefined;
  }
  const account = payload['account'];
  return {
    id: stringMember(payload, 'jti'),
    accountId: isJsonObject(account) ? stringMember(account, 'bss') : undefined,
    iamId: stringMember(payload, 'iam_id'),
    issuedAt: readDate(payload, 'iat'),
    expiresAt: readDate(payload, 'exp'),
  };
}

function readDate(payload: JsonObject, name: string): Date | undefined {
  const seconds = numberMember(payload, name) ?? 0;
  const date = new Date(seconds * 1000);
  return seconds > 0 && !Number.isNaN(date.getTime()) ? date : undefined;
}
