import { info } from '@actions/core';
import type { Credential, Login } from '../credentials/credential.ts';
import { hasCode } from '../errors/action-error.ts';
import { Iam } from '../iam/iam.ts';
import { issueCredential } from './issue.ts';
import { describeMarked, makeMark } from './mark.ts';
import type {
  Intent,
  Issued,
  Mint,
  MintContext,
  MintPlan,
  MintRequest,
  RevocableMintKind,
} from './mint.ts';
import { findMintKind } from './mint-kinds.ts';
import type { MintedRecord } from './minted-record.ts';
import { isRevocable, type MintName, type RevocableMint } from './names.ts';

/** Where the post step finds what to revoke. */
export interface MintKeeper {
  /**
   * Keeps what is about to be made, before the first request for it.
   *
   * @param clockOffsetMs how far IBM Cloud's clock is ahead of this machine's.
   */
  readonly intend: (records: readonly MintedRecord[], clockOffsetMs: number) => void;
  /** Keeps what is known of one of them since. */
  readonly note: (mark: string, change: Partial<MintedRecord>) => void;
}

/** Where a credential is made. */
interface OpenPlace {
  readonly place: string;
  readonly mint: Mint;
}

/** A plan with its mark. */
interface MarkedPlan extends MintPlan {
  readonly intent: Intent;
  readonly first: OpenPlace;
  /** To be tried where there is no room in the first. */
  readonly others: readonly OpenPlace[];
}

/**
 * Makes what the input `mint` asks for; each has its mark kept before its request.
 *
 * @throws ActionError as IBM Cloud refuses; what was made until then is kept.
 */
export async function mintCredentials(
  name: MintName,
  request: MintRequest,
  context: MintContext,
  keeper: MintKeeper,
): Promise<readonly Login[]> {
  if (isRevocable(name)) {
    return mintRevocable(name, request, context, keeper);
  }
  const kind = findMintKind(name);
  const issuing = kind.plan(request, context.iamUrl).map(async (plan) => {
    const intent = { mark: '', description: '', access: request.access, endsAt: undefined };
    const { credential } = await kind.open(plan.places[0], context).issue(intent);
    return toLogins(plan, credential);
  });
  return (await Promise.all(issuing)).flat();
}

async function mintRevocable(
  name: RevocableMint,
  request: MintRequest,
  context: MintContext,
  keeper: MintKeeper,
): Promise<readonly Login[]> {
  const kind = findMintKind(name);
  const clockOffsetMs = await readClock(kind, context);
  const plans = markPlans(kind, request, context, Date.now() + clockOffsetMs);
  const records = plans.map((plan) => intendRecord(name, plan, context));
  keeper.intend(records, clockOffsetMs);
  const issuing = plans.map(async (plan) => {
    const { credential } = await issueSomewhere(kind, plan, keeper);
    return toLogins(plan, { ...credential, mark: plan.intent.mark });
  });
  return (await firstFailureLast(issuing)).flat();
}

async function readClock(
  { needsClock }: RevocableMintKind,
  { http, iamToken, iamUrl }: MintContext,
): Promise<number> {
  return needsClock
    ? new Iam(http, iamUrl).readClockOffset(iamToken)
    : (iamToken.clockOffsetMs ?? 0);
}

function markPlans(
  kind: RevocableMintKind,
  request: MintRequest,
  context: MintContext,
  now: number,
): readonly MarkedPlan[] {
  const { lifetime, description, access } = request;
  const endsAt = kind.endOf(lifetime.milliseconds, now);
  return kind.plan(request, context.iamUrl).map((plan) => {
    const mark = makeMark(lifetime.text, new Date(now));
    const intent = { mark, description: describeMarked(description, mark), access, endsAt };
    const open = (place: string): OpenPlace => ({ place, mint: kind.open(place, context) });
    const [first, ...others] = plan.places;
    return { ...plan, intent, first: open(first), others: others.map(open) };
  });
}

function intendRecord(
  mint: RevocableMint,
  { first, intent }: MarkedPlan,
  { iamToken }: MintContext,
): MintedRecord {
  return {
    mint,
    place: first.place,
    accountId: iamToken.claims?.accountId,
    mark: intent.mark,
    outcome: 'intended',
    id: undefined,
    issuedAt: undefined,
    expiresAt: intent.endsAt?.toISOString(),
    lostReplies: 0,
  };
}

/** Where one place has no room any more, the next one is tried. */
async function issueSomewhere(
  kind: RevocableMintKind,
  { first, others, intent }: MarkedPlan,
  keeper: MintKeeper,
): Promise<Issued> {
  let lostReplies = 0;
  const note = (change: Partial<MintedRecord>): void => {
    lostReplies = change.lostReplies ?? lostReplies;
    keeper.note(intent.mark, change);
  };
  const waiting = [...others];
  let { place, mint } = first;
  for (;;) {
    try {
      const issued = await issueCredential(mint, intent, note);
      reportIssued(kind, place, issued);
      return issued;
    } catch (error) {
      const next = waiting.shift();
      // What may have been made without a reply is looked for in the place that is kept.
      if (next === undefined || lostReplies !== 0 || !hasCode(error, 'key-limit-reached')) {
        throw error;
      }
      info(`There is no room for another ${kind.label} ${kind.locate(place)}.`);
      ({ place, mint } = next);
      note({ place, outcome: 'intended' });
    }
  }
}

function toLogins({ registries }: MintPlan, credential: Credential): readonly Login[] {
  return registries.map((registry) => ({ registry, credential }));
}

/** Waits for all, so that nothing is made any more when the failure of one is handled. */
async function firstFailureLast<T>(works: readonly Promise<T>[]): Promise<readonly T[]> {
  await Promise.allSettled(works);
  return Promise.all(works);
}

function reportIssued(kind: RevocableMintKind, place: string, { id, credential }: Issued): void {
  const end = credential.expiresAt?.toISOString();
  info(
    `Minted a${/^[AEIOU]/.test(kind.label) ? 'n' : ''} ${kind.label} ${kind.locate(place)}: ID ${id ?? 'unknown'}, ${end === undefined ? 'never expires' : `expires at ${end}`}.`,
  );
}
