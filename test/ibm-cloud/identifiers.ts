import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** An account ID: 32 hexadecimal digits. */
export function newAccountId(): string {
  return randomBytes(16).toString('hex');
}

/** A user ID: `IBMid-` and ten digits or letters. */
export function newUserId(): string {
  return `IBMid-${randomBytes(5).toString('hex').toUpperCase()}`;
}

/** IDs of service IDs, profiles and keys all look like `ApiKey-<uuid>`. */
export function newId(prefix: 'ServiceId' | 'Profile' | 'ApiKey'): string {
  return `${prefix}-${randomUUID()}`;
}

/** The secret value of an API key: 44 characters of base64url. */
export function newApiKeyValue(): string {
  return randomBytes(33).toString('base64url');
}

/** A refresh token: long and opaque. */
export function newRefreshToken(): string {
  return randomBytes(384).toString('base64url');
}

/** Identifies one request to IAM. */
export function newTransactionId(): string {
  return randomBytes(16).toString('hex');
}

/** Identifies one request in the registry's error bodies. */
export function newRequestId(nowMs: number): string {
  return `${randomInt(10, 100)}-${(nowMs / 1000).toFixed(3)}-${randomInt(10_000, 100_000)}`;
}

/** Changes with every edit of an entity. */
export function newEntityTag(): string {
  return `1-${randomBytes(16).toString('hex')}`;
}
