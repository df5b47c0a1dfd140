import { info, warning } from '@actions/core';
import { deleteCheckDirectories } from './client/private-directory.ts';
import { describeError } from './errors/describe.ts';
import { Deadline } from './http/deadline.ts';
import { undoIsolation } from './isolation/undo-isolation.ts';
import { undoLogins } from './journal/undo-logins.ts';
import { isToRevoke } from './mint/is-to-revoke.ts';
import { nameMinted, revokeDue } from './mint/revoke-due.ts';
import { reportUndone } from './report/cleanup-report.ts';
import { readSavedState, type SavedState } from './runner/state.ts';

/** The post step: undoes what the main step did, and nothing else. It never fails the job. */
export async function cleanup(): Promise<void> {
  // A step that was killed during its check has no state yet.
  await attempt('A private directory could not be deleted', async () => deleteCheckDirectories());
  const state = readSavedState();
  if (state === undefined || state.skipped) {
    info('Nothing was logged in, so there is nothing to undo.');
    return;
  }
  // The files first: they need no network. Each part is tried, whatever becomes of the others, and has its
  // own time: a config that other jobs keep locked must not use up what the network needs.
  await attempt('The login could not be undone', () => undoSaved(state));
  await attempt('The private config could not be taken away', () => undoIsolated(state));
  await attempt('What was minted could not be revoked', () => revokeMinted(state));
}

async function attempt(failure: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    warning(`${failure}: ${describeError(error)}`);
  }
}

async function undoSaved(state: SavedState): Promise<void> {
  // A private config goes as a whole.
  if (state.logins.length === 0 || state.isolation !== undefined) {
    return;
  }
  const deadline = new Deadline(state.timeoutSeconds);
  for (const logins of state.logins) {
    const failure = `The logins in ${logins.path} could not be undone (\`docker logout\` removes them by hand)`;
    await attempt(failure, async () => reportUndone(logins, await undoLogins(logins, deadline)));
  }
}

async function undoIsolated({ isolation }: SavedState): Promise<void> {
  if (isolation !== undefined) {
    undoIsolation(isolation);
  }
}

async function revokeMinted(state: SavedState): Promise<void> {
  const due = state.minted.filter(isToRevoke);
  if (due.length === 0) {
    return;
  }
  if (!state.revoke) {
    const names = await Promise.all(due.map(nameMinted));
    info(`Left alive, as \`revoke: false\` asks for: ${names.join(', ')}.`);
    return;
  }
  await revokeDue(state, new Deadline(state.timeoutSeconds));
}
