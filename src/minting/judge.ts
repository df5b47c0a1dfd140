import { type Lifetime, parseLifetime } from './lifetime.ts';
import type { Found } from './mint.ts';

/**
 * What is to become of a credential that this action has minted. `due`: it was left behind; `young`: its job
 * may still run; `locked`: someone wants to keep it; `own`: it is the key that the sweep runs with.
 */
export type Verdict = 'due' | 'young' | 'locked' | 'own';

/** What a verdict depends on. */
export interface Rules {
  /** By IBM Cloud's clock. */
  readonly now: number;
  /** `undefined` for the lifetime of each. */
  readonly olderThan: Lifetime | undefined;
  /** The ID of the key that the sweep runs with, where it may be among them. */
  readonly ownId: string | undefined;
}

/** IAM tells the minute in which a key was made, and no more. */
const MINUTE_MS = 60_000;

/** Decides on one credential. */
export function judge(found: Found, { now, olderThan, ownId }: Rules): Verdict {
  if (found.id === ownId) {
    return 'own';
  }
  if (found.isLocked) {
    return 'locked';
  }
  const hasEnded = found.expiresAt !== undefined && found.expiresAt.getTime() <= now;
  // Minted for ever, it is left alone unless an age is given.
  const limitMs = (olderThan ?? parseLifetime(found.mark.lifetime))?.milliseconds;
  const ageMs = now - found.createdAt.getTime() - MINUTE_MS;
  return hasEnded || (limitMs !== undefined && ageMs >= limitMs) ? 'due' : 'young';
}
