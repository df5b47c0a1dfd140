import type { TokenFault } from '../identity/iam-tokens.ts';
import type { Identity } from '../identity/identities.ts';
import { IamRefusal, missingProperty, UNKNOWN_CODE } from './iam-refusal.ts';

/** A request for a token, parsed from its form and headers. */
export interface Exchange {
  readonly grantType: string;
  readonly form: URLSearchParams;
  /** The client that authenticated itself, if any. */
  readonly clientId: string | undefined;
  /** The accounts to which the caller restricts the credential. */
  readonly tenants: readonly string[];
}

/** The identity that gets the token. */
export interface Grant {
  readonly identity: Identity;
  readonly actor?: Identity;
  /** Whether it comes with a refresh token, provided that a client requests it. */
  readonly isRefreshable: boolean;
}

/** The error for a credential from an account other than those that the caller allows. */
export function accountMismatch(): IamRefusal {
  return new IamRefusal(
    400,
    UNKNOWN_CODE,
    'The provided credential does not belong to one of the requested accounts.',
  );
}

/** Refuses a credential from an account that the caller does not allow. */
export function checkTenant({ tenants }: Exchange, identity: Identity): void {
  if (tenants.length > 0 && !tenants.includes(identity.account.id)) {
    throw accountMismatch();
  }
}

/** Returns what was found, or refuses the invalid token. */
export function orRefuse<Found extends string | Identity>(
  found: Found | TokenFault,
  refusals: Readonly<Record<TokenFault, IamRefusal>>,
): Found {
  if (found === 'invalid') {
    throw refusals.invalid;
  }
  if (found === 'expired') {
    throw refusals.expired;
  }
  return found as Found;
}

/** Reads a field that must appear once and must not be empty. */
export function readField(form: URLSearchParams, name: string): string {
  const [value = '', ...more] = form.getAll(name);
  if (value === '' || more.length > 0) {
    throw missingProperty(name);
  }
  return value;
}
