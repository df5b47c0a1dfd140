import { cleanToken } from './pasted.ts';
import { type SecretKind, storeGiven } from './source.ts';

/** What IAM returns instead of a refresh token, for example for an API key. */
const NONE = 'not_supported';

/** An IAM refresh token, as `ibmcloud cr login` stores it. It does not contain its expiry. */
export const refreshToken: SecretKind = {
  input: 'refresh-token',
  label: 'IAM refresh token',
  username: 'iamrefresh',
  clean: cleanToken,
  reject: (secret) =>
    secret === NONE
      ? {
          problem: `The input \`refresh-token\` is "${NONE}", which IAM returns where it issues no refresh token.`,
          fix: 'Give the access token of the same reply in `access-token`, or the API key itself in `api-key`.',
        }
      : undefined,
  expiresAt: () => undefined,
  authorize: undefined,
  credential: ({ secret }) => storeGiven(refreshToken, secret),
};
