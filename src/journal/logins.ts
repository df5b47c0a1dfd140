/**
 * Writing logins and undoing them. The steps load it while something else is under way, or where there is
 * something to undo.
 */
export { putAtBottom } from './chain.ts';
export { findDead, nameOutcome, undoIn } from './edit.ts';
export { loadStores } from './load-stores.ts';
export { addRecord } from './new-record.ts';
export { commit, withConfig } from './open-config.ts';
export { undoLogins } from './undo-logins.ts';
export { newLogin, writeEverywhere } from './write-everywhere.ts';
