import { cleanToken } from './pasted.ts';
import { type SecretKind, storeGiven } from './source.ts';

/** A refresh token of IBM Cloud IAM, as `ibmcloud cr login` stores it. It does not say when it expires. */
export const refreshToken: SecretKind = {
  input: 'refresh-token',
  label: 'IAM refresh token',
  username: 'iamrefresh',
  takesProfile: false,
  clean: cleanToken,
  reject: () => undefined,
  expiresAt: () => undefined,
  authorize: undefined,
  credential: ({ secret }) => storeGiven(refreshToken, secret),
};
