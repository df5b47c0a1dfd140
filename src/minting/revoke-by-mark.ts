import { describeError } from '../errors/describe.ts';
import type { Message } from '../runner/message.ts';
import { revokeFound } from './issue.ts';
import type { MintContext } from './mint.ts';
import { findMintKind } from './mint-kinds.ts';
import type { MintedMark } from './minted-mark.ts';

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
