import { info, warning } from '@actions/core';
import { describeError } from '../errors/describe.ts';
import { listFailures } from '../errors/failures.ts';
import { hideSecrets } from '../inputs/source.ts';
import { undoLogins } from '../logins/undo-logins.ts';
import { mayBeValid } from '../minting/minted.ts';
import { type Message, printMessages } from '../runner/message.ts';
import { deleteCheckDirectories } from '../runner/private-directory.ts';
import { removePrivateConfig } from '../stores/private-config.ts';
import { disarm } from '../text/disarm.ts';
import { Deadline } from '../time/deadline.ts';
import { reportUndone } from './cleanup-report.ts';
import { nameMinted, revokeMinted } from './revoke-minted.ts';
import { readSavedState, type SavedState } from './saved-state.ts';

/** The post step: undoes what the main step did, and nothing else. It never fails the job. */
export async function cleanup(): Promise<void> {
  hideSecrets();
  try {
    await undoState(readSavedState());
  } finally {
    // A step that was killed during its check left a directory behind. It is deleted last, because that is synchronous:
    // a step of the job may have put many files there, and revoking must not wait for them.
    await attempt('A private directory could not be deleted', async () => deleteCheckDirectories());
  }
}

async function undoState(state: SavedState | undefined): Promise<void> {
  if (state === undefined || state.skipped) {
    info('This step did not log in, so there is nothing to undo.');
    return;
  }
  // Both run at the same time, each with its own deadline, so that a locked file does not keep a credential valid.
  const revoking = revokeSaved(state);
  await attempt('The login could not be undone', () => undoSaved(state));
  const messages = await revoking;
  await attempt('The private config could not be deleted', () => removeIsolated(state));
  printMessages(messages);
}

async function attempt(failure: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    for (const one of listFailures(error)) {
      warning(`${failure}: ${describeError(one)}`);
    }
  }
}

async function undoSaved({ logins, isolation, ...state }: SavedState): Promise<void> {
  // A private config is deleted as a whole.
  if (isolation !== undefined) {
    return;
  }
  // Someone may have corrected the clock since. So a saved offset that puts IBM Cloud ahead is not used.
  const clockOffsetMs =
    state.clockOffsetMs === undefined ? undefined : Math.min(0, state.clockOffsetMs);
  const deadline = new Deadline(state.timeoutSeconds);
  // At the same time: each host is in one config, and one that is locked must not take the time of the others.
  const undoing = logins.map((one) => {
    const failure = `The logins in ${disarm(one.path)} could not be undone (to remove them, run \`docker logout HOST\` for each registry host)`;
    return attempt(failure, async () =>
      reportUndone(one, await undoLogins(one, { deadline, clockOffsetMs }, state.salt)),
    );
  });
  await Promise.all(undoing);
}

async function removeIsolated({ isolation }: SavedState): Promise<void> {
  if (isolation !== undefined) {
    removePrivateConfig(isolation);
  }
}

/** Never throws: a credential that cannot be revoked becomes a message. */
async function revokeSaved(state: SavedState): Promise<readonly Message[]> {
  const due = state.minted.filter(mayBeValid);
  if (due.length === 0) {
    return [];
  }
  if (!state.revoke) {
    const names = due.map(nameMinted).join(', ');
    return [{ level: 'info', text: `Not revoked, because \`revoke: false\` is set: ${names}.` }];
  }
  try {
    return await revokeMinted(state, due, new Deadline(state.timeoutSeconds));
    /* v8 ignore start -- All known failures are messages already. An unknown one must not prevent the logout. */
  } catch (error) {
    const text = `The minted credentials could not be revoked: ${describeError(error)}`;
    return [{ level: 'warning', text }];
  }
  /* v8 ignore stop */
}
