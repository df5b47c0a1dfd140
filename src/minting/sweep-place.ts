import { warning } from '@actions/core';
import { describeError } from '../errors/describe.ts';
import { judge, type Verdict } from './judge.ts';
import type { Lifetime } from './lifetime.ts';
import type { Found, Mint, MintContext, RevocableMintKind } from './mint.ts';

/** What a sweep works with. */
export interface Sweep {
  /** `undefined` for the lifetime of each. */
  readonly olderThan: Lifetime | undefined;
  readonly isDryRun: boolean;
  /** The secret that the sweep runs with, where it may be among what it finds. */
  readonly ownSecret: string | undefined;
  readonly kind: RevocableMintKind;
  readonly context: MintContext;
  /** By IBM Cloud's clock. */
  readonly now: number;
}

/** A credential that was found, and what became of it. */
export interface Swept {
  readonly place: string;
  readonly found: Found;
  readonly verdict: Verdict;
  /** `listed`: nothing was done, because it is not due or nothing is to be. */
  readonly outcome: 'listed' | 'revoked' | 'gone' | 'failed';
}

/**
 * Finds everything in one place that this action has minted, and revokes what was left behind.
 *
 * @throws ActionError where nothing can be listed; what cannot be revoked is a warning each.
 */
export async function sweepPlace(sweep: Sweep, place: string): Promise<readonly Swept[]> {
  const { kind, context, olderThan, ownSecret, now } = sweep;
  const mint = kind.open(place, context);
  const found = await mint.find();
  // What the sweep runs with is never revoked, whatever its name says.
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
