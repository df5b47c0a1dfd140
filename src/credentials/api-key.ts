import { readClaims } from '../iam/claims.ts';
import { cleanApiKey } from './pasted.ts';
import { type SecretKind, storeGiven } from './source.ts';

/** IBM Cloud's keys have 44 characters, keys that a user chose at least 32. */
const SHORTEST_KEY = 20;

/** Of a key, or of whose key it is. */
const ID = /^(?:ApiKey|(?:iam-)?(?:ServiceId|Profile))-[0-9a-f-]{36}$/i;

const STORE_VALUE =
  'Store the whole value that was shown when the key was created, not its name or its ID.';

/** An API key of a user or of a service ID. */
export const apiKey: SecretKind = {
  input: 'api-key',
  label: 'API key',
  username: 'iamapikey',
  takesProfile: true,
  clean: cleanApiKey,
  reject: (secret) => {
    if (secret.length < SHORTEST_KEY) {
      return {
        problem: `The API key has ${secret.length} characters; no API key of IBM Cloud is that short.`,
        fix: STORE_VALUE,
      };
    }
    if (ID.test(secret)) {
      return { problem: 'The input `api-key` has an ID, not an API key.', fix: STORE_VALUE };
    }
    return readClaims(secret) === undefined
      ? undefined
      : {
          problem: 'The input `api-key` has a token, not an API key.',
          fix: 'Give an IAM access token in `access-token`, a registry token in `registry-token`.',
        };
  },
  expiresAt: () => undefined,
  authorize: async ({ secret, profile }, iam, accountId) => {
    if (profile === undefined) {
      return iam.exchangeApiKey(secret, accountId);
    }
    // The account that counts is the profile's; the key may belong to another one.
    const { value } = await iam.exchangeApiKey(secret, undefined);
    return iam.assumeProfile(value, profile);
  },
  credential: ({ secret, profile }) =>
    profile === undefined
      ? storeGiven(apiKey, secret)
      : {
          kind: 'stored',
          credential: {
            // Source: IBM Cloud Docs, Container Registry, "Using trusted profiles": the registry assumes it.
            username: profile.id,
            secret,
            expiresAt: undefined,
            label: `the API key itself, with which IBM Cloud assumes the trusted profile ${profile.id}`,
          },
        },
};
