/** Everything about credentials that are made, in one place: see `load-minting.ts`. */
export { mintCredentials } from './mint-credentials.ts';
export { nameMinted, revokeDue } from './revoke-due.ts';
export { undoAtOnce } from './undo-at-once.ts';
