import { parseJsonObject, stringMember } from '../text/json.ts';
import type { SourceKind } from './source.ts';

/** IBM Cloud's keys have 44 characters, keys that a user chose at least 32. */
const SHORTEST_KEY = 20;

/** An API key of a user or of a service ID. */
export const apiKey: SourceKind = {
  input: 'api-key',
  label: 'API key',
  username: 'iamapikey',
  // The console offers the key as a file `{"name": …, "apikey": …}`, which gets pasted whole.
  clean: (text) => stringMember(parseJsonObject(text) ?? {}, 'apikey')?.trim() ?? text,
  reject: (secret) =>
    secret.length < SHORTEST_KEY
      ? {
          problem: `The API key has ${secret.length} characters; no API key of IBM Cloud is that short.`,
          fix: 'Store the whole value that was shown when the key was created, not its name or its ID.',
        }
      : undefined,
  expiresAt: () => undefined,
  authorize: (secret, iam, accountId) => iam.exchangeApiKey(secret, accountId),
};
