import { readClaims } from '../iam/claims.ts';
import { cleanApiKey } from './pasted.ts';
import { type SecretKind, storeGiven } from './source.ts';

/** Keys that IBM Cloud generates have 44 characters, and keys that users choose have at least 32. */
const SHORTEST_KEY = 20;

/** Matches the ID of a key or of its owner, which users confuse with the key. */
const ID = /^(?:(?:ApiKey|(?:iam-)?(?:ServiceId|Profile))-[0-9a-f-]{36}|crn:v1:.*)$/i;

/** Matches the start of a JSON Web Token: the rest may have been lost. */
const TOKEN = /^eyJ[\w-]{10,}\.[\w-]/;

const STORE_VALUE =
  'Store the whole value that was shown when the key was created, not its name or its ID.';

/** An API key of a user or of a service ID. */
export const apiKey: SecretKind = {
  input: 'api-key',
  label: 'API key',
  username: 'iamapikey',
  clean: cleanApiKey,
  reject: (secret) => {
    if (secret.length < SHORTEST_KEY) {
      return {
        problem: `The API key has ${secret.length} characters; IBM Cloud API keys are longer than that.`,
        fix: STORE_VALUE,
      };
    }
    if (ID.test(secret)) {
      return { problem: 'The input `api-key` has an ID, not an API key.', fix: STORE_VALUE };
    }
    return readClaims(secret) === undefined && !TOKEN.test(secret)
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
    // The account of the profile counts. The key may belong to another one.
    const { value } = await iam.exchangeApiKey(secret, undefined);
    return iam.assumeProfile(value, profile);
  },
  credential: ({ secret, profile }) =>
    profile === undefined
      ? storeGiven(apiKey, secret)
      : {
          kind: 'stored',
          credential: {
            // The registry assumes the profile. Source: IBM Cloud Docs, Container Registry, "Using trusted profiles".
            username: profile.id,
            secret,
            expiresAt: undefined,
            label: `the API key itself, with which IBM Cloud assumes the trusted profile ${profile.id}`,
          },
        },
};
