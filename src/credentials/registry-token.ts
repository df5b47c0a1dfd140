import { readClaims } from '../iam/claims.ts';
import { cleanToken } from './pasted.ts';
import { type SecretKind, storeGiven } from './source.ts';

/**
 * A registry token. IBM's public service stopped issuing them on 1 July 2019, and stopped accepting them on
 * 19 August 2021.
 */
export const registryToken: SecretKind = {
  input: 'registry-token',
  label: 'registry token',
  username: 'token',
  clean: cleanToken,
  reject: () => undefined,
  expiresAt: (secret) => readClaims(secret)?.expiresAt,
  authorize: undefined,
  credential: ({ secret }) => storeGiven(registryToken, secret),
};
