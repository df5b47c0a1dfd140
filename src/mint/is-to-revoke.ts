import type { MintedRecord } from '../runner/state.ts';

/** Whether there may be something alive that was made for this record. */
export function isToRevoke({ outcome, lostReplies }: MintedRecord): boolean {
  return outcome === 'intended' || outcome === 'issued' || lostReplies > 0;
}
