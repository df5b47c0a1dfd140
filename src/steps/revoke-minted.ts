import { describeError } from '../errors/describe.ts';
import { Http } from '../http/http.ts';
import type { IamToken } from '../iam/iam.ts';
import type { RevocableMintKind } from '../minting/mint.ts';
import { findMintKind } from '../minting/mint-kinds.ts';
import type { MintedRecord } from '../minting/minted.ts';
import { revokeRecord } from '../minting/revoke.ts';
import type { Message } from '../runner/message.ts';
import type { Deadline } from '../time/deadline.ts';
import { findAuthority } from './authority.ts';
import type { SavedState } from './saved-state.ts';

/** What the post step needs to revoke. */
interface Revoking {
  readonly http: Http;
  readonly iamUrl: string;
  readonly iamToken: IamToken | undefined;
  /** The current time by IBM Cloud's clock, in milliseconds. */
  readonly now: number;
  /** Why there is no `iamToken`. */
  readonly reason: string;
}

/**
 * Revokes everything that the main step minted. One failure does not affect the others.
 *
 * @returns messages about each credential. For one that cannot be revoked, this is a warning with its ID, its expiry
 * and the command that revokes it by hand.
 */
export async function revokeMinted(
  state: SavedState,
  due: readonly MintedRecord[],
  deadline: Deadline,
): Promise<readonly Message[]> {
  const { iamUrl, clockOffsetMs = 0 } = state;
  const http = new Http(deadline);
  let iamToken: IamToken | undefined;
  let reason = 'The post step did not get the secret that minted it, and has no access token.';
  try {
    iamToken = await findAuthority(state, http);
  } catch (error) {
    reason = describeError(error);
  }
  // The last reply is better than the saved offset, because someone may have set the clock since.
  const now = Date.now() + (http.clockOffsetMs ?? clockOffsetMs);
  const revoking = { http, iamUrl, iamToken, now, reason };
  const outcomes = due.map((record) => revokeOne(revoking, findMintKind(record.mint), record));
  return (await Promise.all(outcomes)).flat();
}

/** Names a minted credential in a sentence: `registry token ID at us.icr.io`. */
export function nameMinted({ mint, place, id }: MintedRecord): string {
  const { label, locate } = findMintKind(mint);
  return `${label} ${id ?? 'of unknown ID'} ${locate(place)}`;
}

async function revokeOne(
  { http, iamUrl, iamToken, now, reason }: Revoking,
  kind: RevocableMintKind,
  record: MintedRecord,
): Promise<readonly Message[]> {
  const { label, settleMs } = kind;
  const where = kind.locate(record.place);
  const name = `${label} ${record.id === undefined ? '' : `${record.id} `}${where}`;
  const hasExpired = record.expiresAt !== undefined && Date.parse(record.expiresAt) <= now;
  if (hasExpired && (kind.vanishes || iamToken === undefined)) {
    return [{ level: 'info', text: `The ${name} has expired.` }];
  }
  const warn = (text: string, of = record): Message => ({
    level: 'warning',
    text: `${text}\n${explainByHand(kind, of)}`,
  });
  if (iamToken === undefined) {
    return [warn(`The ${name} was not revoked. ${reason}`)];
  }
  try {
    const mint = kind.open(record.place, { http, iamUrl, iamToken });
    const options = { mint, settleMs, deadline: http.deadline };
    const { known, isMissing } = await revokeRecord(record, options);
    const messages: Message[] = [];
    if (known === 'unknown') {
      messages.push(
        warn(
          `The ${name} was created a moment ago, and IBM Cloud cannot find it yet: it may still be valid.`,
        ),
      );
    } else if (known === 'gone') {
      messages.push({ level: 'info', text: `The ${name} was already gone.` });
    } else if (known === 'revoked' || !isMissing) {
      messages.push({ level: 'info', text: `Revoked the ${name}.` });
    }
    if (isMissing) {
      messages.push(
        warn(
          `${/^[AEIOU]/.test(label) ? 'An' : 'A'} ${label} ${where} may still be valid: a reply from IBM Cloud was lost, or the main step was stopped before it could read the reply, and nothing with the mark of this step has been found since.`,
          { ...record, id: undefined },
        ),
      );
    }
    return messages;
  } catch (error) {
    return [warn(`The ${name} was not revoked. ${describeError(error)}`)];
  }
}

function explainByHand(kind: RevocableMintKind, record: MintedRecord): string {
  const { expiresAt } = record;
  const end = expiresAt === undefined ? 'It does not expire.' : `It expires at ${expiresAt}.`;
  return `${end} To revoke it by hand: ${kind.explainByHand(record)}.`;
}
