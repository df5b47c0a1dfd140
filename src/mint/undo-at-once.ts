import { info } from '@actions/core';
import { undoIsolation } from '../isolation/undo-isolation.ts';
import type { Session } from '../session.ts';
import { registryTokenMint } from './registry-token.ts';

/**
 * Takes back what a failing main step has done, without waiting for the post step: entries that were
 * written, and credentials that were minted. What cannot be undone now stays in the state, and the post step
 * tries again.
 */
export async function undoAtOnce(session: Session): Promise<void> {
  const { state, http } = session;
  const { undoLogins } = await import('../journal/logins.ts');
  await Promise.allSettled(state.value.logins.map((logins) => undoLogins(logins, http.deadline)));
  if (state.value.isolation !== undefined) {
    undoIsolation(state.value.isolation);
  }
  await Promise.allSettled(
    state.value.minted.map(async ({ mark, host, id, outcome }) => {
      if (outcome === 'issued' && id !== undefined) {
        const mint = registryTokenMint(http, host, await session.iamToken());
        await mint.revoke(id);
        state.updateMinted(mark, { outcome: 'revoked' });
        info(`Revoked the registry token ${id} at ${host} again, because the login failed.`);
      }
    }),
  );
}
