/**
 * Writing logins and undoing them. The steps load it while something else is under way, or where there is
 * something to undo.
 */
export { undoLogins } from './undo-logins.ts';
export { writeEverywhere } from './write-everywhere.ts';
