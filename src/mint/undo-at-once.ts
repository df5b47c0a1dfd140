import { info } from '@actions/core';
import { undoIsolation } from '../isolation/undo-isolation.ts';
import { undoLogins } from '../journal/undo-logins.ts';
import type { MintedRecord } from '../runner/state.ts';
import type { Session } from '../session.ts';
import { findMintKind } from './mint-kinds.ts';

/**
 * Takes back what a failing main step has done, without waiting for the post step: entries that were
 * written, and credentials that were minted. What cannot be undone now stays in the state, and the post step
 * tries again.
 */
export async function undoAtOnce(session: Session): Promise<void> {
  const { state, http } = session;
  await Promise.allSettled(state.value.logins.map((logins) => undoLogins(logins, http.deadline)));
  await Promise.allSettled([
    undoIsolated(session),
    ...state.value.minted.map((record) => revokeAgain(session, record)),
  ]);
}

async function undoIsolated({ state }: Session): Promise<void> {
  if (state.value.isolation !== undefined) {
    undoIsolation(state.value.isolation);
  }
}

async function revokeAgain(session: Session, record: MintedRecord): Promise<void> {
  const { mark, mint, place, id, outcome } = record;
  if (outcome !== 'issued' || id === undefined) {
    return;
  }
  const { http, inputs, state } = session;
  const kind = findMintKind(mint);
  const iamToken = await session.iamToken();
  const context = { http, iamUrl: inputs.iamUrl, iamToken };
  const revocation = await kind.open(place, context).revoke(id);
  // A new one that is not known may only not be known yet: the post step asks again.
  if (revocation === 'revoked' || kind.settleMs === 0) {
    info(`Revoked the ${kind.label} ${id} ${kind.locate(place)} again, because the login failed.`);
    state.updateMinted(mark, { outcome: 'revoked' });
  }
}
