import { readClaims } from '../iam/claims.ts';
import { cleanAccessToken } from './pasted.ts';
import { type SecretKind, storeGiven } from './source.ts';

const NO_TOKEN = {
  problem: 'The input `access-token` is not an IAM access token.',
  fix: 'Give the token that `ibmcloud iam oauth-tokens` or IAM returns: three parts joined by dots. An API key belongs in `api-key`, a refresh token in `refresh-token`.',
};

/** An IAM access token. */
export const accessToken: SecretKind = {
  input: 'access-token',
  label: 'IAM access token',
  username: 'iambearer',
  clean: cleanAccessToken,
  reject: (secret) => (readClaims(secret) === undefined ? NO_TOKEN : undefined),
  expiresAt: (secret) => readClaims(secret)?.expiresAt,
  authorize: async ({ secret, profile }, iam) =>
    profile === undefined
      ? { value: secret, claims: readClaims(secret), clockOffsetMs: undefined }
      : iam.assumeProfile(secret, profile),
  credential: ({ secret, profile }) =>
    profile === undefined
      ? storeGiven(accessToken, secret)
      : {
          kind: 'exchanged',
          label: `an IAM access token of the trusted profile ${profile.id}, assumed with the access token that you passed in`,
        },
};
