import { type Lifetime, parseLifetime } from './lifetime.ts';
import type { Found } from './mint.ts';

/**
 * What a sweep decides about a credential that this action has minted. `due`: it was left behind; `young`: its job
 * may still be running; `locked`: someone wants to keep it; `own`: it is the key that the sweep itself uses.
 */
export type Verdict = 'due' | 'young' | 'locked' | 'own';

/** What a verdict depends on. */
export interface Rules {
  /** The current time by IBM Cloud's clock, in milliseconds. */
  readonly now: number;
  /** The age from which a credential is due; `undefined` for the lifetime that its own mark names. */
  readonly olderThan: Lifetime | undefined;
  /** The ID of the key that the sweep itself uses, if that key may be among the credentials. */
  readonly ownId: string | undefined;
}

/** IAM reports the creation time of a key to the minute only. */
const MINUTE_MS = 60_000;

/** Decides what to do with one credential. */
export function judge(found: Found, { now, olderThan, ownId }: Rules): Verdict {
  if (found.id === ownId) {
    return 'own';
  }
  if (found.isLocked) {
    return 'locked';
  }
  const hasEnded = found.expiresAt !== undefined && found.expiresAt.getTime() <= now;
  // A credential that never expires is left alone unless `older-than` is given.
  const limitMs = (olderThan ?? parseLifetime(found.mark.lifetime))?.milliseconds;
  const ageMs = now - found.createdAt.getTime() - MINUTE_MS;
  return hasEnded || (limitMs !== undefined && ageMs >= limitMs) ? 'due' : 'young';
}
