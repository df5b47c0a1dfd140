import { info } from '@actions/core';
import type { Authority } from '../credentials/authority.ts';
import type { Http } from '../http/http.ts';
import { type LoginsToUndo, undoLogins } from '../logins/undo-logins.ts';
import { findMintKind } from '../minting/mint-kinds.ts';
import type { MintedRecord } from '../minting/minted.ts';
import { removePrivateConfig, type SavedPrivateConfig } from '../stores/private-config.ts';
import type { StateKeeper } from './saved-state.ts';

/** What is needed to undo the work of a failing step. */
export interface Failing {
  readonly state: StateKeeper;
  readonly http: Http;
  readonly authority: Authority;
  /** Without a trailing slash. */
  readonly iamUrl: string;
}

/**
 * Undoes what a failing main step has done, without waiting for the post step: removes written entries and revokes
 * minted credentials. What cannot be undone now stays in the state, and the post step tries again.
 */
export async function takeBack(failing: Failing): Promise<void> {
  const { logins, isolation, minted } = failing.state.value;
  await Promise.allSettled([
    revokeLater(failing.state),
    isolation === undefined
      ? undoWritten(failing, logins)
      : removeIsolated(failing.state, isolation),
    ...minted.map((record) => revokeIssued(failing, record)),
  ]);
}

/** The post step revokes what cannot be revoked now, even with `revoke: false`: the login that it is for has failed. */
async function revokeLater(state: StateKeeper): Promise<void> {
  if (!state.value.revoke) {
    state.update({ revoke: true });
  }
}

async function undoWritten(
  { state, http }: Failing,
  logins: readonly LoginsToUndo[],
): Promise<void> {
  if (logins.length === 0) {
    return;
  }
  const options = { deadline: http.deadline, clockOffsetMs: http.clockOffsetMs };
  const results = await Promise.allSettled(
    logins.map((one) => undoLogins(one, options, state.value.salt)),
  );
  const isUndone = (result: (typeof results)[number] | undefined): boolean =>
    result?.status === 'fulfilled' && result.value.failures.length === 0;
  state.update({ logins: logins.filter((_, index) => !isUndone(results[index])) });
}

/** A private config is deleted as a whole. */
async function removeIsolated(state: StateKeeper, isolation: SavedPrivateConfig): Promise<void> {
  removePrivateConfig(isolation);
  state.update({ logins: [], isolation: undefined });
}

async function revokeIssued(
  { state, http, authority, iamUrl }: Failing,
  { mark, mint, place, id, outcome }: MintedRecord,
): Promise<void> {
  if (outcome !== 'issued' || id === undefined) {
    return;
  }
  const kind = findMintKind(mint);
  const iamToken = await authority.getToken();
  const revocation = await kind.open(place, { http, iamUrl, iamToken }).revoke(id);
  // If IBM Cloud cannot find a new credential, it may find it later, so the post step tries again.
  if (revocation === 'revoked') {
    info(`Revoked the ${kind.label} ${id} ${kind.locate(place)}, because the login failed.`);
  }
  if (revocation === 'revoked' || kind.settleMs === 0) {
    state.note(mark, { outcome: 'revoked' });
  }
}
