import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from '../errors/action-error.ts';
import { type Deadline, now } from '../time/deadline.ts';
import { revokeFound } from './issue.ts';
import type { Mint } from './mint.ts';
import type { MintedRecord } from './minted-record.ts';

/** IBM Cloud can answer 201 and know nothing of it a second later: this long a credential is looked for. */
const SEARCH_MS = 15_000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 3_000;

/** What became of what was made for a record. */
export interface Revocation {
  /**
   * Of the credential whose ID is known, if there is one. `unknown`: it was made a moment ago and is not known
   * there (yet), and there was no time to wait for that to change.
   */
  readonly known: 'revoked' | 'gone' | 'unknown' | undefined;
  /** Something was looked for by its mark and has not appeared: perhaps it never came to be. */
  readonly isMissing: boolean;
}

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
export async function revokeRecord(
  record: MintedRecord,
  options: RevokeOptions,
): Promise<Revocation> {
  const { id, mark, outcome, lostReplies } = record;
  const done = new Set<string>();
  let known: Revocation['known'];
  if (outcome === 'issued' && id !== undefined) {
    known = await revokeKnown(id, record, options);
    done.add(id);
  }
  // A step that died had one request under way, beside those whose replies were lost.
  let missing = lostReplies + (outcome === 'intended' ? 1 : 0);
  if (missing === 0) {
    return { known, isMissing: false };
  }
  try {
    await repeat(SEARCH_MS, options.deadline, async () => {
      missing -= await revokeFound(options.mint, mark, done);
      return missing <= 0;
    });
  } catch (error) {
    // Where one is known, the error would be told of that one.
    if (known === undefined) {
      throw error;
    }
  }
  return { known, isMissing: missing > 0 };
}

/** One that was made a moment ago and is not known may only not be known yet. */
async function revokeKnown(
  id: string,
  { issuedAt }: MintedRecord,
  { mint, settleMs, deadline }: RevokeOptions,
): Promise<'revoked' | 'gone' | 'unknown'> {
  const ageMs = issuedAt === undefined ? 0 : Math.max(0, Date.now() - Date.parse(issuedAt));
  let answer = 'none' as 'none' | 'revoked' | 'gone';
  try {
    const hadTime = await repeat(settleMs - ageMs, deadline, async () => {
      answer = await mint.revoke(id);
      return answer === 'revoked';
    });
    if (answer === 'revoked') {
      return answer;
    }
    return hadTime ? 'gone' : 'unknown';
  } catch (error) {
    // The time was over in the middle of asking once more.
    if (answer === 'none' || !hasCode(error, 'timed-out')) {
      throw error;
    }
    return 'unknown';
  }
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
