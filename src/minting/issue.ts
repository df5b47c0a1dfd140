import { info } from '@actions/core';
import { hasCode } from '../errors/action-error.ts';
import { nameRetry, retry } from '../time/retry.ts';
import type { Intent, Issued, Mint } from './mint.ts';
import type { MintedRecord } from './minted.ts';

const TRIES = 4;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 4_000;

/** Saves a change to the record of the credential that is being issued. */
export type Note = (change: Partial<MintedRecord>) => void;

/**
 * Issues one credential. If a reply is lost, the credential may exist, but its value is unknown. It is then found
 * by its mark and deleted, and the request is sent again.
 *
 * @param note saves each change, so that the post step knows what to search for.
 * @throws ActionError if the service refuses, or if no reply arrives that can be used.
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
        info(
          `The reply was lost, and what the request may have created was deleted; ${nameRetry(next)}`,
        ),
    });
  } catch (error) {
    note({ outcome: 'refused' });
    throw error;
  }
  // Outside the `try` block: if this cannot be saved, for example on a full disk, the credential still exists, and
  // the record must not say `refused`.
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
 * Deletes every credential that carries the mark. One that is listed but cannot be found when it is deleted does not
 * count: lists can be out of date, and a new credential may not have reached every part of IBM Cloud.
 *
 * @param done IDs to skip. The IDs of deleted credentials are added.
 * @returns how many were deleted.
 * @throws ActionError if the service refuses or does not reply.
 */
export async function revokeFound(
  mint: Mint,
  mark: string,
  done: Set<string> = new Set(),
): Promise<number> {
  const found = (await mint.find(mark)).filter(({ id }) => !done.has(id));
  const revocations = await Promise.allSettled(found.map(({ id }) => mint.revoke(id)));
  const revoked = found.filter((_, index) => {
    const revocation = revocations[index];
    return revocation?.status === 'fulfilled' && revocation.value === 'revoked';
  });
  for (const { id } of revoked) {
    done.add(id);
  }
  const failure = revocations.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') {
    throw failure.reason;
  }
  return revoked.length;
}

/** Whether the service may have created the credential although the request failed. */
function isReplyLost(error: unknown): boolean {
  return hasCode(error, 'network-failed', 'timed-out', 'service-failed', 'reply-invalid');
}
