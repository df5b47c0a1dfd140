import { type SecretKind, storeGiven } from './source.ts';
import { stripBearer } from './strip-bearer.ts';

/** A refresh token of IBM Cloud IAM, as `ibmcloud cr login` stores it. It does not tell when it ends. */
export const refreshToken: SecretKind = {
  input: 'refresh-token',
  label: 'IAM refresh token',
  username: 'iamrefresh',
  mints: [],
  takesProfile: false,
  clean: stripBearer,
  reject: () => undefined,
  expiresAt: () => undefined,
  authorize: undefined,
  credential: ({ secret }) => storeGiven(refreshToken, secret),
};
