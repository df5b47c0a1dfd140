import type { SourceKind } from './source.ts';
import { stripBearer } from './strip-bearer.ts';

/** A refresh token of IBM Cloud IAM, as `ibmcloud cr login` stores it. It does not tell when it ends. */
export const refreshToken: SourceKind = {
  input: 'refresh-token',
  label: 'IAM refresh token',
  username: 'iamrefresh',
  clean: stripBearer,
  reject: () => undefined,
  expiresAt: () => undefined,
  authorize: undefined,
};
