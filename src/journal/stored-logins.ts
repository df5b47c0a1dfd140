/** Logins whose entries live in a credential store, in one place: see `load-stores.ts`. */
export { openCredentialHelper } from '../store/credential-helper.ts';
export { logInToStores } from './log-in-to-stores.ts';
export { undoStored } from './undo-stored.ts';
