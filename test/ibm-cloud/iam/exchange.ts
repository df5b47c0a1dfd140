import type { TokenFault } from '../identity/iam-tokens.ts';
import type { Identity } from '../identity/identities.ts';
import { IamRefusal, missingProperty, UNKNOWN_CODE } from './iam-refusal.ts';

/** A request for a token, read from its form and headers. */
export interface Exchange {
  readonly grantType: string;
  readonly form: URLSearchParams;
  /** The client that has shown its own credentials, if any has. */
  readonly clientId: string | undefined;
  /** Accounts that the caller insists on. */
  readonly tenants: readonly string[];
}

/** Who gets the token. */
export interface Grant {
  readonly identity: Identity;
  readonly actor?: Identity;
  /** Whether a refresh token belongs to it, provided that a client asks. */
  readonly isRefreshable: boolean;
}

/** The credential is of another account than the caller insists on. */
export function accountMismatch(): IamRefusal {
  return new IamRefusal(
    400,
    UNKNOWN_CODE,
    'The provided credential does not belong to one of the requested accounts.',
  );
}

/** Refuses a credential outside of the accounts that the caller insists on. */
export function checkTenant({ tenants }: Exchange, identity: Identity): void {
  if (tenants.length > 0 && !tenants.includes(identity.account.id)) {
    throw accountMismatch();
  }
}

/** Goes on with what was found, or refuses the token that led nowhere. */
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

/** Reads a field that must be there, once and not empty. */
export function readField(form: URLSearchParams, name: string): string {
  const [value = '', ...more] = form.getAll(name);
  if (value === '' || more.length > 0) {
    throw missingProperty(name);
  }
  return value;
}
