import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from '../errors/action-error.ts';
import { describeError } from '../errors/describe.ts';
import type { Message } from '../runner/message.ts';
import { type Deadline, now } from '../time/deadline.ts';
import { revokeFound } from './issue.ts';
import type { Mint, MintContext } from './mint.ts';
import { findMintKind } from './mint-kinds.ts';
import type { MintedMark, MintedRecord } from './minted.ts';

/** How long to search for a credential: IBM Cloud may not find it just after it has answered 201. */
const SEARCH_MS = 15_000;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 3_000;

/** The result of revoking what was created for a record. */
export interface Revocation {
  /**
   * The result for the credential whose ID is known, if there is one. `unknown`: it was created a moment ago, IBM Cloud
   * could not find it, and there was no time to wait until it can.
   */
  readonly known: 'revoked' | 'gone' | 'unknown' | undefined;
  /** A credential was searched for by its mark and not found. It may never have been created. */
  readonly isMissing: boolean;
}

/** Where to revoke, and how long that may take. */
export interface RevokeOptions {
  readonly mint: Mint;
  /** How long the service may not find a new credential, in milliseconds. */
  readonly settleMs: number;
  readonly deadline: Deadline;
}

/**
 * Revokes the credentials that were created for a record. If a reply was lost or the main step died, this searches for
 * everything that carries the mark, with back-off, for up to 15 seconds.
 *
 * @throws ActionError if the service refuses or cannot be reached in time.
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
  // A main step that died had one more request in progress than those whose replies were lost.
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
    // If an ID is known, this error would be reported for that credential, whose result is already clear.
    if (known === undefined) {
      throw error;
    }
  }
  return { known, isMissing: missing > 0 };
}

/** Revokes a credential by its ID. A new one that is not found may appear later, so this tries until it has settled. */
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
    // The deadline passed during another try.
    if (answer === 'none' || !hasCode(error, 'timed-out')) {
      throw error;
    }
    return 'unknown';
  }
}

/**
 * Does work once, and then again with back-off until it returns `true` or the time is up.
 *
 * @returns whether the deadline allows the full time.
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

/**
 * Revokes the credential that carries a mark. Every step of the job can write the journal that names it. So nothing is
 * revoked unless its mark shows that this action minted it, and the IAM token is sent to IBM Cloud only. A failure is
 * one warning, because the post step tries again.
 */
export async function revokeByMark(
  { mint, place, mark }: MintedMark,
  context: MintContext,
): Promise<Message> {
  const kind = findMintKind(mint);
  const name = `${kind.label} ${kind.locate(place)}`;
  try {
    const count = await revokeFound(kind.open(place, context), mark);
    const text =
      count > 0
        ? `Revoked the ${name}.`
        : `No ${name} with the mark of this job was found. The post step searches again.`;
    return { level: 'info', text };
  } catch (error) {
    const text = `The ${name} will not be revoked before the job ends. ${describeError(error)}`;
    return { level: 'warning', text };
  }
}
