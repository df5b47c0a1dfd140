import { warning } from '@actions/core';
import { describeError } from '../errors/describe.ts';
import { type Lifetime, parseLifetime } from './lifetime.ts';
import type { Found, Mint, MintContext, RevocableMintKind } from './mint.ts';

/**
 * What a sweep decides about a credential that this action has minted. `due`: it was left behind; `young`: its job
 * may still be running; `locked`: someone wants to keep it; `own`: it is the key that the sweep itself uses.
 */
export type Verdict = 'due' | 'young' | 'locked' | 'own';

/** What a sweep needs to know. */
export interface Sweep {
  /** The age from which a credential is due; `undefined` for the lifetime that its own mark names. */
  readonly olderThan: Lifetime | undefined;
  readonly isDryRun: boolean;
  /** The secret that the sweep itself uses, if its credential may be among those that it finds. */
  readonly ownSecret: string | undefined;
  readonly kind: RevocableMintKind;
  readonly context: MintContext;
  /** The current time by IBM Cloud's clock, in milliseconds. */
  readonly now: number;
}

/** A credential that was found, and what the sweep did with it. */
export interface Swept {
  readonly place: string;
  readonly found: Found;
  readonly verdict: Verdict;
  /** `listed`: nothing was done, because it is not due or because this is a dry run. */
  readonly outcome: 'listed' | 'revoked' | 'gone' | 'failed';
}

/**
 * Finds everything that this action has minted in one place, and revokes what was left behind. Each credential that
 * cannot be revoked is a warning.
 *
 * @throws ActionError if the credentials cannot be listed.
 */
export async function sweepPlace(sweep: Sweep, place: string): Promise<readonly Swept[]> {
  const { kind, context, olderThan, ownSecret, now } = sweep;
  const mint = kind.open(place, context);
  const found = await mint.find();
  // The key that the sweep itself uses is never revoked, whatever its name says.
  const mayBeOwn = ownSecret !== undefined && found.length > 0;
  const ownId = mayBeOwn ? await mint.identify?.(ownSecret) : undefined;
  const rules = { now, olderThan, ownId };
  const sweeping = found.map(async (one): Promise<Swept> => {
    const verdict = judge(one, rules);
    const isDue = verdict === 'due' && !sweep.isDryRun;
    const outcome = isDue ? await revoke(sweep, place, mint, one) : 'listed';
    return { place, found: one, verdict, outcome };
  });
  return Promise.all(sweeping);
}

async function revoke(
  { kind, context }: Sweep,
  place: string,
  mint: Mint,
  { id, mark }: Found,
): Promise<Swept['outcome']> {
  try {
    return await mint.revoke(id);
  } catch (error) {
    const accountId = context.iamToken.claims?.accountId;
    const byHand = kind.explainByHand({ place, accountId, id, mark: mark.text });
    warning(
      `The ${kind.label} ${id} ${kind.locate(place)} was not revoked. ${describeError(error)}\nTo revoke it by hand: ${byHand}.`,
    );
    return 'failed';
  }
}

/** What a verdict depends on. */
export interface Rules extends Pick<Sweep, 'now' | 'olderThan'> {
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
