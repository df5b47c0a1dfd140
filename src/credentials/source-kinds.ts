import { accessToken } from './access-token.ts';
import { apiKey } from './api-key.ts';
import { computeIdentity } from './compute-identity.ts';
import { refreshToken } from './refresh-token.ts';
import { registryToken } from './registry-token.ts';
import type { SecretKind, SourceKind } from './source.ts';

/** Every kind of source with a secret in an input. */
export const SOURCE_KINDS: readonly SecretKind[] = [
  apiKey,
  accessToken,
  registryToken,
  refreshToken,
];

/** The kind of source without a secret. */
export const SECRETLESS_KIND: SourceKind = computeIdentity;
