import { readClaims } from '../iam/claims.ts';
import type { SourceKind } from './source.ts';
import { stripBearer } from './strip-bearer.ts';

const NO_TOKEN = {
  problem: 'The input `access-token` is not an IAM access token.',
  fix: 'Give the token that `ibmcloud iam oauth-tokens` or IAM returns: three parts joined by dots. An API key belongs in `api-key`, a refresh token in `refresh-token`.',
};

/** An access token of IBM Cloud IAM. */
export const accessToken: SourceKind = {
  input: 'access-token',
  label: 'IAM access token',
  username: 'iambearer',
  clean: stripBearer,
  reject: (secret) => (readClaims(secret) === undefined ? NO_TOKEN : undefined),
  expiresAt: (secret) => readClaims(secret)?.expiresAt,
  authorize: async (secret) => ({ value: secret, claims: readClaims(secret) }),
};
