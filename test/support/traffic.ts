import type { IbmCloud, RequestMatch, RequestRecord } from '../ibm-cloud/index.ts';

/** Exchanges an API key, or a kept secret, for an access token. */
export const EXCHANGE: RequestMatch = { host: 'iam', method: 'POST', path: '/identity/token' };
/** Creates a registry token. */
export const CREATION: RequestMatch = { method: 'POST', path: '/api/v1/tokens' };
/** Lists all registry tokens of the account. */
export const LISTING: RequestMatch = { method: 'GET', path: '/api/v1/tokens' };
/** Revokes a registry token. */
export const REMOVAL: RequestMatch = { method: 'DELETE', path: /^\/api\/v1\/tokens\/./ };
/** Creates an API key. */
export const KEY_CREATION: RequestMatch = { host: 'iam', method: 'POST', path: '/v1/apikeys' };
/** Lists the API keys of a service ID. */
export const KEY_LISTING: RequestMatch = { host: 'iam', method: 'GET', path: '/v1/apikeys' };
/** Deletes an API key. */
export const KEY_DELETION: RequestMatch = {
  host: 'iam',
  method: 'DELETE',
  path: /^\/v1\/apikeys\/./,
};
/** The request with which `client: file` checks a credential. */
export const CHECK: RequestMatch = { host: 'registry', method: 'GET', path: '/oauth/token' };

/** The requests so far, oldest first, such as `POST us.icr.io/api/v1/tokens`. IDs in paths appear as `ID`. */
export function listRequests({ requests }: IbmCloud): readonly string[] {
  return requests.map(nameRequest);
}

/** The requests so far, sorted: for requests that are sent at the same time. */
export function sortRequests(cloud: IbmCloud): readonly string[] {
  return listRequests(cloud).toSorted();
}

function nameRequest({ method, host, path }: RequestRecord): string {
  return `${method} ${host}${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ID')}`;
}

/** Resolves when a request reaches a certain moment. */
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
