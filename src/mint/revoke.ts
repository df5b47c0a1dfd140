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
  /** It was made a moment ago and is not known (yet), and there was no time to wait for that to change. */
  | 'unknown'
  /** Something was looked for by its mark and has not appeared: perhaps it never came to be. */
  | 'not-found';

/** Where to revoke, and how long that may take. */
export interface RevokeOptions {
  readonly mint: Mint;
  /** For how long the service may say of a new credential that it does not know it. */
  readonly settleMs: number;
  readonly deadline: Deadline;
}

/**
 * Revokes what was made for a record. Where a reply was lost or the main step died, everything that carries
 * the mark is looked for, with back-off, for up to 15 seconds.
 *
 * @throws ActionError where the service refuses or cannot be reached in time.
 */
export async function revokeMinted(
  record: MintedRecord,
  options: RevokeOptions,
): Promise<Revocation> {
  const { id, mark, outcome, lostReplies } = record;
  const done = new Set<string>();
  let revocation: Revocation = 'gone';
  if (outcome === 'issued' && id !== undefined) {
    revocation = await revokeKnown(id, record, options);
    done.add(id);
  }
  // A step that died had one request under way, beside those whose replies were lost.
  const missing = lostReplies + (outcome === 'intended' ? 1 : 0);
  if (missing > 0) {
    let found = 0;
    await repeat(SEARCH_MS, options.deadline, async () => {
      found += await revokeFound(options.mint, mark, done);
      return found >= missing;
    });
    revocation = found < missing ? 'not-found' : 'revoked';
  }
  return revocation;
}

/** One that was made a moment ago and is not known may only not be known yet. */
async function revokeKnown(
  id: string,
  { issuedAt }: MintedRecord,
  { mint, settleMs, deadline }: RevokeOptions,
): Promise<Revocation> {
  const ageMs = issuedAt === undefined ? 0 : Math.max(0, Date.now() - Date.parse(issuedAt));
  let isRevoked = false;
  const hadTime = await repeat(settleMs - ageMs, deadline, async () => {
    isRevoked = (await mint.revoke(id)) === 'revoked';
    return isRevoked;
  });
  if (isRevoked) {
    return 'revoked';
  }
  return hadTime ? 'gone' : 'unknown';
}

/**
 * Does something once, and again with back-off until it says that it is done or the time is over.
 *
 * @returns whether the step had that much time.
 */
async function repeat(
  milliseconds: number,
  deadline: Deadline,
  work: () => Promise<boolean>,
): Promise<boolean> {
  const hasTime = deadline.remainingMs() > milliseconds;
  const endsAt = now() + Math.min(milliseconds, deadline.remainingMs());
  for (let delay = FIRST_DELAY_MS; ; delay = Math.min(delay * 2, LONGEST_DELAY_MS)) {
    if ((await work()) || now() + delay > endsAt) {
      return hasTime;
    }
    await sleep(delay);
  }
}
