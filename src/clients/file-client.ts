import type { Http } from '../http/http.ts';
import { authenticate } from '../registry/registry-auth.ts';
import type { Client } from './client.ts';

/** Checks credentials with one HTTPS request to the registry, without a container client. */
export function fileClient(http: Http): Client {
  return {
    name: 'file',
    check: async (host, credential) => {
      await authenticate(http, host, credential);
    },
    dispose: async () => undefined,
  };
}
