/**
 * Every error this action raises. The code stands in the log behind the message, so that a user can
 * search for it; README.md has a line for each.
 */
export const ERROR_CODES = [
  'account-mismatch',
  'account-not-authorized',
  'account-unknown',
  'api-key-disabled',
  'api-key-expired',
  'api-key-not-found',
  'certificate-not-trusted',
  'check-failed',
  'client-missing',
  'config-busy',
  'config-malformed',
  'config-not-writable',
  'conflicting-inputs',
  'credential-refused',
  'credential-store',
  'host-unknown',
  'identity-suspended',
  'input-invalid',
  'ip-not-allowed',
  'missing-credentials',
  'network-failed',
  'not-permitted',
  'private-only',
  'proxy-refused',
  'quota-exceeded',
  'rate-limited',
  'realm-foreign',
  'redirect-refused',
  'region-unknown',
  'registry-token-not-found',
  'registry-tokens-discontinued',
  'reply-invalid',
  'runner-not-writable',
  'service-failed',
  'several-credentials',
  'timed-out',
  'token-invalid',
] as const;

/** The name of an error, see {@link ERROR_CODES}. */
export type ErrorCode = (typeof ERROR_CODES)[number];
