import { info, warning } from '@actions/core';
import type { Credential } from '../credential/credential.ts';
import type { Login } from '../credential/obtain-credentials.ts';
import { hasCode } from '../errors/action-error.ts';
import { readClaims } from '../iam/claims.ts';
import { Iam } from '../iam/iam.ts';
import type { MintedRecord, StateKeeper } from '../runner/state.ts';
import type { Session } from '../session.ts';
import { issueCredential } from './issue.ts';
import { describeMarked, makeMark } from './mark.ts';
import type { Intent, Issued, Mint, MintContext, MintPlan, RevocableMintKind } from './mint.ts';
import { findMintKind } from './mint-kinds.ts';
import { isRevocable, type MintName, type RevocableMint } from './names.ts';

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

/** Makes what the input `mint` asks for; each has its mark in the state before its request. */
export async function mintCredentials(session: Session, name: MintName): Promise<readonly Login[]> {
  const { inputs, http } = session;
  const context = { http, iamUrl: inputs.iamUrl, iamToken: await session.iamToken() };
  if (isRevocable(name)) {
    return mintRevocable(session, name, context);
  }
  const kind = findMintKind(name);
  const issuing = kind.plan(inputs).map(async (plan) => {
    const intent = { mark: '', description: '', access: inputs.access, endsAt: undefined };
    const { credential } = await kind.open(plan.places[0], context).issue(intent);
    return toLogins(plan, credential);
  });
  return (await Promise.all(issuing)).flat();
}

async function mintRevocable(
  session: Session,
  name: RevocableMint,
  context: MintContext,
): Promise<readonly Login[]> {
  const { inputs, state, source } = session;
  const kind = findMintKind(name);
  warnOfShortAuthority(session);
  const clockOffsetMs = await readClock(session, kind, context);
  const plans = markPlans(session, kind, context, Date.now() + clockOffsetMs);
  const keepsToken = inputs.revoke && source.secret !== '' && process.env['GITHUB_ACTION_PATH'];
  state.update({
    clockOffsetMs,
    minted: plans.map((plan) => intendRecord(name, plan, context)),
    // Composite actions may give the post step other inputs (actions/runner#3514).
    accessToken: keepsToken ? context.iamToken.value : undefined,
  });
  const issuing = plans.map(async (plan) => {
    const { mark } = plan.intent;
    const { credential } = await issueSomewhere(session.state, kind, plan);
    return toLogins(plan, { ...credential, mark });
  });
  return (await firstFailureLast(issuing)).flat();
}

async function readClock(
  { http }: Session,
  { needsClock }: RevocableMintKind,
  { iamToken, iamUrl }: MintContext,
): Promise<number> {
  return needsClock
    ? new Iam(http, iamUrl).readClockOffset(iamToken)
    : (iamToken.clockOffsetMs ?? 0);
}

function markPlans(
  { inputs }: Session,
  kind: RevocableMintKind,
  context: MintContext,
  now: number,
): readonly MarkedPlan[] {
  const { lifetime, description, access } = inputs;
  const endsAt = kind.endOf(lifetime.milliseconds, now);
  return kind.plan(inputs).map((plan) => {
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
  state: StateKeeper,
  kind: RevocableMintKind,
  { first, others, intent }: MarkedPlan,
): Promise<Issued> {
  const { mark } = intent;
  const note = (change: Partial<MintedRecord>): void => state.updateMinted(mark, change);
  const waiting = [...others];
  let { place, mint } = first;
  for (;;) {
    try {
      const issued = await issueCredential(mint, intent, note);
      reportIssued(kind, place, issued);
      return issued;
    } catch (error) {
      const next = waiting.shift();
      const lost = state.value.minted.find((record) => record.mark === mark)?.lostReplies;
      // What may have been made without a reply is looked for in the place that is in the state.
      if (next === undefined || lost !== 0 || !hasCode(error, 'key-limit-reached')) {
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
    `Minted a${/^[AEIOU]/.test(kind.label) ? 'n' : ''} ${kind.label} ${kind.locate(place)}: ID ${id ?? 'unknown'}, ${end === undefined ? 'never ends by itself' : `ends ${end}`}.`,
  );
}

/** The token that was given is what the post step revokes with. */
function warnOfShortAuthority({ inputs, source }: Session): void {
  const expiresAt =
    source.kind.input === 'access-token' ? readClaims(source.secret)?.expiresAt : undefined;
  if (inputs.revoke && expiresAt !== undefined) {
    warning(
      `The access token ends at ${expiresAt.toISOString()}. If the job is still running then, its end cannot revoke what is minted now. With \`api-key\` it can.`,
    );
  }
}
