/** What is needed where something is asked of IBM Cloud, or was refused by it. */
export { explainClientFailure, isTransientFailure } from './client/client-error.ts';
export { fileClient } from './client/file.ts';
export { Requests } from './http/requests.ts';
export { checkPulls } from './registry/pull-check.ts';
