import { randomBytes } from 'node:crypto';
import { ActionError } from './errors/action-error.ts';
import { LINKS } from './errors/links.ts';
import { Deadline } from './http/deadline.ts';
import { Http } from './http/http.ts';
import { Iam, type IamToken } from './iam/iam.ts';
import { accountMismatch } from './iam/iam-error.ts';
import type { Inputs } from './inputs/inputs.ts';
import { fingerprint } from './journal/fingerprint.ts';
import { type SavedState, StateKeeper } from './runner/state.ts';
import type { Source } from './source/source.ts';

/** One run of the main step: what it was told, its time, its door to the network and its saved state. */
export interface Session {
  readonly inputs: Inputs;
  readonly source: Source;
  readonly http: Http;
  readonly state: StateKeeper;
  /** The IAM access token of the source; one exchange serves the whole step. */
  readonly iamToken: () => Promise<IamToken>;
  /** Whether the step has asked for it. */
  readonly hasIamToken: () => boolean;
}

/** Opens a session; from here on the post step knows how to undo what it does. */
export function openSession(inputs: Inputs, source: Source): Session {
  const http = new Http(new Deadline(inputs.timeoutSeconds));
  const iam = new Iam(http, inputs.iamUrl);
  let token: Promise<IamToken> | undefined;
  return {
    inputs,
    source,
    http,
    state: startState(inputs, source),
    iamToken: () => {
      token ??= authorize(source, iam, inputs.accountId);
      return token;
    },
    hasIamToken: () => token !== undefined,
  };
}

/** Gets an IAM access token for a source. */
export async function authorize(
  source: Source,
  iam: Iam,
  accountId: string | undefined,
): Promise<IamToken> {
  const { label, authorize: exchange } = source.kind;
  if (exchange === undefined) {
    throw new TypeError(`A ${label} has no IAM access token.`);
  }
  return exchange(source, iam, accountId);
}

/** Keeps the state of a step that has not done anything yet. */
export function startState(inputs: Inputs, source: Source | undefined): StateKeeper {
  return new StateKeeper(() => emptyState(inputs, source));
}

function emptyState(inputs: Inputs, source: Source | undefined): SavedState {
  const salt = randomBytes(16).toString('hex');
  return {
    version: 1,
    skipped: source === undefined,
    timeoutSeconds: inputs.timeoutSeconds,
    iamUrl: inputs.iamUrl,
    accountId: inputs.accountId,
    salt,
    sourceInput: source?.kind.input,
    sourceFingerprint: source === undefined ? undefined : fingerprint(salt, source.secret),
    profile: source?.profile?.crn ?? source?.profile?.id,
    accessToken: undefined,
    clockOffsetMs: 0,
    revoke: inputs.revoke,
    minted: [],
    logins: [],
    isolation: undefined,
  };
}

/**
 * Refuses a credential of another account, before anything is made.
 *
 * @throws ActionError `account-mismatch`, or `account-unknown` where it cannot be told.
 */
export async function refuseOtherAccount({
  inputs,
  iamToken,
}: {
  readonly inputs: Pick<Inputs, 'accountId'>;
  readonly iamToken: () => Promise<IamToken>;
}): Promise<void> {
  if (inputs.accountId === undefined) {
    return;
  }
  const { claims } = await iamToken();
  const actual = claims?.accountId?.toLowerCase();
  if (actual === undefined) {
    throw new ActionError('account-unknown', {
      problem:
        'The credential does not say which account it belongs to, so `account-id` cannot be checked.',
      fix: 'Use an API key, or an access token that was made for an account; or remove `account-id`.',
      link: LINKS.accessTokens,
    });
  }
  if (actual !== inputs.accountId) {
    throw accountMismatch(
      `The credential belongs to the account ${actual}, not to ${inputs.accountId} as \`account-id\` demands.`,
    );
  }
}
