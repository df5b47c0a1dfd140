import { cleanToken } from './pasted.ts';
import { type SecretKind, storeGiven } from './source.ts';

/** An IAM refresh token, as `ibmcloud cr login` stores it. It does not contain its expiry. */
export const refreshToken: SecretKind = {
  input: 'refresh-token',
  label: 'IAM refresh token',
  username: 'iamrefresh',
  clean: cleanToken,
  reject: () => undefined,
  expiresAt: () => undefined,
  authorize: undefined,
  credential: ({ secret }) => storeGiven(refreshToken, secret),
};
