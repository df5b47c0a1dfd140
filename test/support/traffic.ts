import type { IbmCloud, RequestMatch, RequestRecord } from '../ibm-cloud/index.ts';

/** An API key, or a kept secret, for an access token. */
export const EXCHANGE: RequestMatch = { host: 'iam', method: 'POST', path: '/identity/token' };
/** A new registry token. */
export const CREATION: RequestMatch = { method: 'POST', path: '/api/v1/tokens' };
/** All registry tokens of the account. */
export const LISTING: RequestMatch = { method: 'GET', path: '/api/v1/tokens' };
/** The end of a registry token. */
export const REMOVAL: RequestMatch = { method: 'DELETE', path: /^\/api\/v1\/tokens\/./ };
/** A new API key. */
export const KEY_CREATION: RequestMatch = { host: 'iam', method: 'POST', path: '/v1/apikeys' };
/** The API keys of a service ID. */
export const KEY_LISTING: RequestMatch = { host: 'iam', method: 'GET', path: '/v1/apikeys' };
/** The end of an API key. */
export const KEY_DELETION: RequestMatch = {
  host: 'iam',
  method: 'DELETE',
  path: /^\/v1\/apikeys\/./,
};
/** The check of a credential by `client: file`. */
export const CHECK: RequestMatch = { host: 'registry', method: 'GET', path: '/oauth/token' };

/** The requests so far, oldest first, as `POST us.icr.io/api/v1/tokens`; IDs in a path become `ID`. */
export function listRequests({ requests }: IbmCloud): readonly string[] {
  return requests.map(nameRequest);
}

/** The requests so far in the order of their names: for those that go out at the same time. */
export function sortRequests(cloud: IbmCloud): readonly string[] {
  return listRequests(cloud).toSorted();
}

function nameRequest({ method, host, path }: RequestRecord): string {
  return `${method} ${host}${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ID')}`;
}

/** Resolves when a request has reached a moment of its life. */
export function reach(
  cloud: IbmCloud,
  moment: 'received' | 'acted' | 'replied',
  match: RequestMatch,
): Promise<RequestRecord> {
  return new Promise((resolve) => {
    const waiting = cloud.on(moment, match, (request) => {
      waiting.remove();
      resolve(request);
    });
  });
}
