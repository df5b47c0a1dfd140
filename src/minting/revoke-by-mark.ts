import { info, warning } from '@actions/core';
import { describeError } from '../errors/describe.ts';
import { revokeFound } from './issue.ts';
import type { MintContext } from './mint.ts';
import { findMintKind } from './mint-kinds.ts';
import type { MintedMark } from './minted-mark.ts';

/**
 * Revokes what carries a mark. The journal that names it can be written by every step of the job, so nothing
 * is revoked that does not prove to be this action's, and the IAM token goes to IBM Cloud alone. What is left
 * is one warning; the post step tries again.
 */
export async function revokeByMark(
  { mint, place, mark }: MintedMark,
  context: MintContext,
): Promise<void> {
  const kind = findMintKind(mint);
  const name = `${kind.label} ${kind.locate(place)}`;
  try {
    const count = await revokeFound(kind.open(place, context), mark);
    info(
      count > 0
        ? `Revoked the ${name}.`
        : `No ${name} has the mark of this job any more, or not yet. The post step looks again.`,
    );
  } catch (error) {
    warning(`The ${name} is not revoked before the job ends. ${describeError(error)}`);
  }
}
