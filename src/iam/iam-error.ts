import { ActionError } from '../errors/action-error.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { LINKS } from '../errors/links.ts';
import { describeReply, explainBusyReply, isWebPage, PAGE_ADVICE } from '../http/refusal.ts';
import { type HttpReply, readDate, readServiceError } from '../http/reply.ts';
import { findMistake } from '../text/mistake.ts';

interface KnownRefusal {
  readonly code: ErrorCode;
  /** Codes of IAM's token service. Source: the IAM API reference, and the package `iam` of the CLI SDK. */
  readonly codes: readonly string[];
  /** Matches the messages of replies with other codes. */
  readonly text?: RegExp;
  readonly problem: string;
  readonly fix: string;
  readonly link: string;
}

const GET_TOKEN =
  'Get a new one right before this step: an IAM access token is valid for an hour at most. With `api-key`, the action gets its own.';

const VALIDITY = 'that the secret is a valid credential for the right account.';

const KNOWN_REFUSALS: readonly KnownRefusal[] = [
  {
    code: 'api-key-not-found',
    codes: ['BXNIM0415E'],
    problem:
      'IBM Cloud cannot find this API key: it was deleted, or the value is wrong or incomplete.',
    fix: 'Create an API key (`ibmcloud iam service-api-key-create`) and store the whole value as a secret.',
    link: LINKS.apiKeys,
  },
  {
    code: 'api-key-disabled',
    codes: ['BXNIM0462E', 'BXNIM0420E', 'BXNIM0434E'],
    text: /disabled|blocked/i,
    problem: 'This API key is disabled or blocked.',
    fix: 'Find out who disabled it and why (it may have leaked), then enable it or create another one.',
    link: LINKS.apiKeys,
  },
  {
    code: 'ip-not-allowed',
    codes: ['BXNIM0430E'],
    problem:
      'The account does not allow this identity to log in from the IP address of the runner.',
    fix: 'Add the address of the runner to the allowed IP addresses of the account or the identity, or use a runner inside that range.',
    link: LINKS.ipAddresses,
  },
  {
    code: 'identity-suspended',
    codes: ['BXNIM0436E', 'BXNIM0410E'],
    text: /suspended/i,
    problem:
      'The identity behind the credential is suspended in the account, or is no longer a member of it.',
    fix: 'Ask an administrator of the account to activate it, or use the API key of a service ID.',
    link: LINKS.apiKeys,
  },
  {
    code: 'token-expired',
    codes: ['BXNIM0408E'],
    text: /\btoken\b[^.]{0,80}\bexpired\b/i,
    problem: 'The token has expired.',
    fix: GET_TOKEN,
    link: LINKS.accessTokens,
  },
  {
    code: 'api-key-expired',
    codes: [],
    text: /expired/i,
    problem: 'The credential has expired.',
    fix: 'Create a new one and replace the secret.',
    link: LINKS.apiKeys,
  },
];

/** The credential in a request to IAM. */
export interface GivenToIam {
  /** The API key that the user gave. */
  readonly apiKey?: string | undefined;
  /** When the token expires. */
  readonly expiresAt?: Date | undefined;
}

/**
 * Explains a refusal from IAM.
 *
 * @param intent what was tried, as the start of a sentence: `The API key was not exchanged for an access token`.
 * @param accountId the account that the request required.
 */
export function explainIamRefusal(
  reply: HttpReply,
  intent: string,
  accountId: string | undefined,
  given: GivenToIam = {},
): ActionError {
  const error = explainRefusal(reply, intent, accountId);
  const { explanation, code } = error;
  const now = readDate(reply) ?? Date.now();
  const { apiKey = '', expiresAt } = given;
  const hasExpired = expiresAt !== undefined && expiresAt.getTime() <= now;
  if (hasExpired && (code === 'credential-refused' || code === 'token-expired')) {
    const problem = `The access token expired at ${expiresAt.toISOString()}. ${explanation.problem}`;
    return new ActionError('token-expired', { ...explanation, fix: GET_TOKEN, problem });
  }
  const mistake = findMistake(apiKey);
  const isOfKey = code === 'api-key-not-found' || code === 'credential-refused';
  return mistake !== undefined && isOfKey
    ? new ActionError(code, { ...explanation, fix: `${mistake} ${explanation.fix}` })
    : error;
}

function explainRefusal(
  reply: HttpReply,
  intent: string,
  accountId: string | undefined,
): ActionError {
  const { code, message } = readServiceError(reply.body);
  const said = describeReply(reply);
  const { transactionId } = reply;
  const known = KNOWN_REFUSALS.find(
    ({ codes, text }) => codes.includes(code ?? '') || text?.test(message ?? ''),
  );
  if (known !== undefined) {
    return new ActionError(known.code, {
      ...known,
      problem: `${known.problem} ${intent}: ${said}`,
      transactionId,
    });
  }
  // Which code IAM uses for this is not documented.
  if (accountId !== undefined && reply.status < 500 && /\baccounts?\b/i.test(message ?? '')) {
    const problem = `The credential does not belong to the account ${accountId}, as \`account-id\` requires. ${intent}: ${said}`;
    return accountMismatch(problem, transactionId);
  }
  const busy = explainBusyReply(reply, 'IBM Cloud IAM', intent);
  if (busy !== undefined) {
    return busy;
  }
  return new ActionError('credential-refused', {
    problem: `IBM Cloud IAM refused the request. ${intent}: ${said}`,
    fix: isWebPage(reply) ? `${PAGE_ADVICE} Otherwise, check ${VALIDITY}` : `Check ${VALIDITY}`,
    link: LINKS.apiKeys,
    transactionId,
  });
}

/** Explains why IAM did not return an access token of a trusted profile. */
export function explainProfileRefusal(
  reply: HttpReply,
  intent: string,
  accountId: string | undefined,
  given: GivenToIam,
): ActionError {
  const error = explainIamRefusal(reply, intent, accountId, given);
  if (error.code !== 'credential-refused') {
    return error;
  }
  // Which codes IAM uses is not documented.
  return new ActionError('profile-not-assumable', {
    problem: `The trusted profile does not exist, or does not trust this identity. ${intent}: ${describeReply(reply)}`,
    fix: 'Compare the ID with `ibmcloud iam trusted-profiles`. Let the profile trust the service ID (`ibmcloud iam trusted-profile-identity-create`), or the compute resource (`ibmcloud iam trusted-profile-link-create`, `trusted-profile-rule-create`).',
    link: LINKS.trustedProfiles,
    transactionId: reply.transactionId,
  });
}

/** Makes the error for a credential that does not belong to the account in the input `account-id`. */
export function accountMismatch(problem: string, transactionId?: string): ActionError {
  return new ActionError('account-mismatch', {
    problem,
    fix: 'Use a credential of that account, or correct `account-id`. Nothing was created or written.',
    link: LINKS.accessTokens,
    transactionId,
  });
}
