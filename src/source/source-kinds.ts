import { accessToken } from './access-token.ts';
import { apiKey } from './api-key.ts';
import { refreshToken } from './refresh-token.ts';
import { registryToken } from './registry-token.ts';
import type { SourceKind } from './source.ts';

/** Every kind of source. */
export const SOURCE_KINDS: readonly SourceKind[] = [
  apiKey,
  accessToken,
  registryToken,
  refreshToken,
];
