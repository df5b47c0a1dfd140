import { info } from '@actions/core';
import type { Credential, Login } from '../credentials/credential.ts';
import { hasCode } from '../errors/action-error.ts';
import { throwFailures } from '../errors/failures.ts';
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
import { isRevocable, type MintedRecord, type MintName, type RevocableMint } from './minted.ts';

/** Saves what the post step needs to revoke minted credentials. */
export interface MintKeeper {
  /**
   * Saves the records of all credentials that are about to be created. This happens before the first request.
   *
   * @param clockOffsetMs how far IBM Cloud's clock is ahead of this machine's.
   */
  readonly intend: (records: readonly MintedRecord[], clockOffsetMs: number) => void;
  /** Saves a change to the record with this mark. */
  readonly note: (mark: string, change: Partial<MintedRecord>) => void;
}

/** A place that can issue credentials, with the mint for it. */
interface OpenPlace {
  readonly place: string;
  readonly mint: Mint;
}

/** A plan with its mark, and with a mint for each of its places. */
interface MarkedPlan extends MintPlan {
  readonly intent: Intent;
  readonly first: OpenPlace;
  /** Tried one after another if the first has no room for another credential. */
  readonly others: readonly OpenPlace[];
}

/**
 * Mints the credentials that the input `mint` asks for. The mark of each is saved before its request is sent.
 *
 * @param keeper saves the records of credentials that can be revoked.
 * @returns the login for each registry.
 * @throws ActionError if IBM Cloud refuses. What was created by then is recorded by the keeper.
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
  return (await settleAll(issuing)).flat();
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

/** Tries one place after another until one has room for another credential. */
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
      // After a lost reply, the place must not change: the post step searches the one that the record names.
      if (next === undefined || lostReplies !== 0 || !hasCode(error, 'key-limit-reached')) {
        throw error;
      }
      info(
        `The limit is reached: another ${kind.label} ${kind.locate(place)} cannot be created. Trying the next service ID.`,
      );
      ({ place, mint } = next);
      note({ place, outcome: 'intended' });
    }
  }
}

function toLogins({ registries }: MintPlan, credential: Credential): readonly Login[] {
  return registries.map((registry) => ({ registry, credential }));
}

/** Waits for all before it throws the failures, so that no request creates anything while they are handled. */
async function settleAll<T>(promises: readonly Promise<T>[]): Promise<readonly T[]> {
  const results = await Promise.allSettled(promises);
  throwFailures(results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])));
  return Promise.all(promises);
}

function reportIssued(kind: RevocableMintKind, place: string, { id, credential }: Issued): void {
  const end = credential.expiresAt?.toISOString();
  info(
    `Minted a${/^[AEIOU]/.test(kind.label) ? 'n' : ''} ${kind.label} ${kind.locate(place)}: ID ${id ?? 'unknown'}, ${end === undefined ? 'never expires' : `expires at ${end}`}.`,
  );
}
