import { info } from '@actions/core';
import { hasCode } from '../errors/action-error.ts';
import { nameRetry, retry } from '../time/retry.ts';
import type { Intent, Issued, Mint } from './mint.ts';
import type { MintedRecord } from './minted-record.ts';

const TRIES = 4;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4_000;

/** How the state follows what happens. */
export type Note = (change: Partial<MintedRecord>) => void;

/**
 * Makes one credential. When a reply is lost, the credential may exist, and no one knows its value: it is
 * looked for by its mark, deleted, and another one is made.
 *
 * @param note saves each change, so that the post step knows what to look for.
 * @throws ActionError as the service refused.
 */
export async function issueCredential(mint: Mint, intent: Intent, note: Note): Promise<Issued> {
  let lostReplies = 0;
  const clearLost = async (error: unknown): Promise<boolean> => {
    if (!isReplyLost(error)) {
      return false;
    }
    lostReplies += 1;
    note({ lostReplies });
    const deleted = await revokeFound(mint, intent.mark).catch(() => undefined);
    lostReplies -= Math.min(lostReplies, deleted ?? 0);
    note({ lostReplies });
    return deleted !== undefined;
  };
  let issued: Issued;
  try {
    issued = await retry(() => mint.issue(intent), {
      tries: TRIES,
      firstDelayMs: FIRST_DELAY_MS,
      longestDelayMs: LONGEST_DELAY_MS,
      mayHelp: clearLost,
      onRetry: (next) =>
        info(`The reply was lost, and what it may have made is removed; ${nameRetry(next)}`),
    });
  } catch (error) {
    note({ outcome: 'refused' });
    throw error;
  }
  // Not in the block above: where this cannot be saved, on a full disk, something was made all the same.
  note({
    outcome: 'issued',
    id: issued.id,
    issuedAt: new Date().toISOString(),
    expiresAt: issued.credential.expiresAt?.toISOString(),
    // Without an ID it can only be found by its mark.
    lostReplies: issued.id === undefined ? lostReplies + 1 : lostReplies,
  });
  return issued;
}

/**
 * Deletes every credential that carries the mark, and says how many that were. One that is listed and not
 * known when it is to be deleted does not count: lists show what was a while ago, and a new one may be known
 * to one part of IBM Cloud only.
 *
 * @param done IDs that are passed over; those that are deleted are added.
 */
export async function revokeFound(
  mint: Mint,
  mark: string,
  done: Set<string> = new Set(),
): Promise<number> {
  const found = (await mint.find(mark)).filter(({ id }) => !done.has(id));
  const revocations = await Promise.all(found.map(({ id }) => mint.revoke(id)));
  const revoked = found.filter((_, index) => revocations[index] === 'revoked');
  for (const { id } of revoked) {
    done.add(id);
  }
  return revoked.length;
}

/** Whether the service may have done what it was asked for all the same. */
function isReplyLost(error: unknown): boolean {
  return hasCode(error, 'network-failed', 'timed-out', 'service-failed', 'reply-invalid');
}
