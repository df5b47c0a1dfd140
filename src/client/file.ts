import type { Http } from '../http/http.ts';
import { authenticate } from '../registry/registry-auth.ts';
import { encodeBasic } from '../runner/mask.ts';
import { type Client, formatEntry } from './client.ts';

/** No container client at all: one HTTPS request to the registry. */
export function fileClient(http: Http): Client {
  const { promise: waiting, resolve: wait } = Promise.withResolvers<void>();
  return {
    name: 'file',
    waiting,
    dispose: () => undefined,
    check: async ({ host }, credential) => {
      const authenticating = authenticate(http, host, credential);
      // By then the connection is being made.
      setImmediate(wait);
      await authenticating;
      return formatEntry(encodeBasic(credential.username, credential.secret));
    },
  };
}
