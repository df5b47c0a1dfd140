/**
 * Everything about credentials that are made or fetched, in one place: most steps need none of it, and it is
 * loaded where it is needed.
 */
export { fetchRegistryToken } from './fetch-registry-token.ts';
export { mintCredentials } from './mint-credentials.ts';
export { revokeDue } from './revoke-due.ts';
export { undoAtOnce } from './undo-at-once.ts';
