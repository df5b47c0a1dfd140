import { setTimeout as sleep } from 'node:timers/promises';
import { type Deadline, now } from '../http/deadline.ts';
import type { MintedRecord } from '../runner/state.ts';
import { revokeFound } from './issue.ts';
import type { Mint } from './mint.ts';

/** IBM Cloud can answer 201 and know nothing of it a second later: this long a credential is looked for. */
const SEARCH_MS = 15_000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 3_000;

/** What became of a minted credential. */
export type Revocation =
  /** It is revoked now, or had been. */
  | 'revoked'
  | 'gone'
  /** Something was looked for by its mark and has not appeared: perhaps it never came to be. */
  | 'not-found';

/**
 * Revokes what was made for a record. Where a reply was lost or the main step died, everything that carries
 * the mark is looked for, with back-off, for up to 15 seconds.
 *
 * @throws ActionError where the service refuses or cannot be reached in time.
 */
export async function revokeMinted(
  mint: Mint,
  record: MintedRecord,
  deadline: Deadline,
): Promise<Revocation> {
  const { id, mark, outcome, lostReplies } = record;
  let revocation: Revocation | undefined;
  if (outcome === 'issued' && id !== undefined) {
    revocation = await mint.revoke(id);
  }
  // A step that died had one request under way, beside those whose replies were lost.
  const missing = lostReplies + (outcome === 'intended' ? 1 : 0);
  if (missing > 0) {
    const found = await searchAndRevoke(mint, mark, missing, deadline).catch((error: unknown) => {
      if (revocation === undefined) {
        throw error;
      }
      // The error would be told of the one that is gone.
      return 0;
    });
    revocation = found < missing ? 'not-found' : 'revoked';
  }
  return revocation ?? 'gone';
}

/** Looks for a number of credentials with this mark, and says how many appeared in time. */
async function searchAndRevoke(
  mint: Mint,
  mark: string,
  missing: number,
  deadline: Deadline,
): Promise<number> {
  const endsAt = now() + Math.min(SEARCH_MS, deadline.remainingMs());
  let found = 0;
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
    found += await revokeFound(mint, mark);
    if (found >= missing || now() + delay > endsAt) {
      return found;
    }
    await sleep(delay);
  }
}
