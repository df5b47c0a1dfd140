import type { Http } from '../http/http.ts';
import { authenticate } from '../registry/registry-auth.ts';
import { encodeBasic } from '../runner/mask.ts';
import { type Client, formatEntry } from './client.ts';

/** No container client at all: one HTTPS request to the registry. */
export function fileClient(http: Http): Client {
  return {
    name: 'file',
    dispose: () => undefined,
    check: async ({ host }, credential) => {
      await authenticate(http, host, credential);
      return formatEntry(encodeBasic(credential.username, credential.secret));
    },
  };
}
