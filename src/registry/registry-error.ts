import { ActionError } from '../errors/action-error.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { LINKS } from '../errors/links.ts';
import { describeReply, explainBusyReply, isWebPage, PAGE_ADVICE } from '../http/refusal.ts';
import { type HttpReply, readDate, readServiceError } from '../http/reply.ts';
import { readClaims } from '../iam/claims.ts';
import { findMistake } from '../text/mistake.ts';
import type { BasicCredential } from './registry.ts';

/** A refusal that can be recognized by its text. */
export interface KnownRefusal {
  readonly code: ErrorCode;
  /** Matches the code or the message of the reply, or what a container client prints of them. */
  readonly text: RegExp;
  readonly problem: string;
  readonly fix: string;
  readonly link: string;
}

const CHECK_SECRET =
  'Check that the secret is complete, and is what this input expects (an API key, an access token, a refresh token or a registry token). It must not have expired or been deleted, and its account must use the registry in this region.';

// Source: IBM Cloud Docs, Container Registry, "Using trusted profiles", which shows the API key of a service ID only.
const CHECK_PROFILE =
  'IBM documents this login for API keys of service IDs only: with the key of a user, add `mint: access-token`. If the key is right, check that the trusted profile exists (`ibmcloud iam trusted-profiles`), and that it trusts the identity of the key (`ibmcloud iam trusted-profile-identity-create`). Otherwise, check that the key is complete, and has not expired or been deleted.';

// An access token is valid for at most 60 minutes. Source: IBM Cloud Docs, "Setting login session limits".
const CHECK_ACCESS_TOKEN =
  'If you passed in the access token, get it in the same job, right before this step: it expires after an hour at most. If it has not expired, check that it is complete, and that its account uses the registry in this region.';

const CHECK_REGISTRY_TOKEN =
  "IBM's public service has not accepted registry tokens since 19 August 2021: log in with `api-key` (preferably the key of a service ID that has only the Reader role). Where they still work, check that the token is complete, is for this region, and has not expired or been revoked.";

/** Source: IBM Cloud Docs, Container Registry, "Troubleshooting". */
const KNOWN_REFUSALS: readonly KnownRefusal[] = [
  {
    code: 'private-only',
    text: /private-only access/i,
    problem: 'The account allows access over the private network only.',
    fix: 'Set `private: true` and run on a machine that is connected to the IBM Cloud private network.',
    link: LINKS.privateNetwork,
  },
  {
    code: 'quota-exceeded',
    text: /exceeded its [a-z ]{0,60}quota/i,
    problem: 'The account has used up its quota for image storage, or for pull traffic this month.',
    fix: 'Raise the quota (`ibmcloud cr quota-set`), or upgrade the plan. If it is the storage quota, you can also delete images.',
    link: LINKS.quota,
  },
  {
    code: 'account-not-authorized',
    text: /CRG0009E|not authorized to access the specified account/i,
    problem: 'The credential cannot use the registry in this account.',
    fix: 'Use a credential of the account that owns the namespace, and give its identity a role for Container Registry.',
    link: LINKS.authentication,
  },
  {
    code: 'not-permitted',
    text: /CRG0020E|insufficient scope|not authorized to access the specified resource/i,
    problem:
      'The identity lacks a role for what was requested, or a context-based restriction forbids it.',
    fix: 'Assign the identity the Reader role (to push, Writer; to manage registry tokens, Manager) on Container Registry in this region or for the namespace.',
    link: LINKS.scope,
  },
  {
    code: 'credential-refused',
    text: /CRG0014E|authenticating your request with IBM Cloud/i,
    problem: 'The registry could not authenticate the credential with IBM Cloud IAM.',
    fix: CHECK_SECRET,
    link: LINKS.authentication,
  },
];

/** Finds the refusal that a text reports. The text is from the body of a reply, or the output of a container client. */
export function findKnownRefusal(text: string): KnownRefusal | undefined {
  return KNOWN_REFUSALS.find((refusal) => refusal.text.test(text));
}

/** A credential that a registry refused. */
export interface Refused {
  readonly host: string;
  /** `undefined` if the request was not a login. */
  readonly credential: BasicCredential | undefined;
  /** When the token expires that authorized a request other than a login. */
  readonly authorityEndsAt?: Date | undefined;
  /** What the registry or the client said. */
  readonly said: string;
  /** IBM Cloud's time in milliseconds, if known. */
  readonly now?: number | undefined;
  readonly transactionId?: string | undefined;
  /** Whether the answer is a web page, which someone else may have sent. */
  readonly isPage?: boolean;
}

/**
 * Explains a refusal from a registry.
 *
 * @param intent what was tried, as the start of a sentence: `The login to us.icr.io failed`.
 * @param credential what was sent, if the request was a login.
 * @param authorityEndsAt when the token expires that was sent, if the request was not a login.
 */
export function explainRegistryRefusal(
  reply: HttpReply,
  intent: string,
  credential?: BasicCredential,
  authorityEndsAt?: Date,
): ActionError {
  const { code, message } = readServiceError(reply.body);
  const { transactionId, host } = reply;
  const refused: Refused = {
    host,
    credential,
    authorityEndsAt,
    said: `${intent}: ${describeReply(reply)}`,
    now: readDate(reply),
    transactionId,
    isPage: isWebPage(reply),
  };
  const known = findKnownRefusal(`${code ?? ''} ${message ?? ''}`);
  if (known !== undefined) {
    return explainKnownRefusal(known, refused);
  }
  return (
    explainBusyReply(reply, `The registry ${host}`, intent) ?? explainRefusedCredential(refused)
  );
}

/** Explains a refusal that {@link findKnownRefusal} has found. */
export function explainKnownRefusal(known: KnownRefusal, refused: Refused): ActionError {
  if (known.code === 'credential-refused') {
    return explainRefusedCredential(refused, known.problem);
  }
  const { said, transactionId } = refused;
  return new ActionError(known.code, {
    ...known,
    problem: `${known.problem} ${said}`,
    transactionId,
  });
}

/**
 * Explains a refused username and password. The registry answers 400 if the two do not match, and 401 or 403 otherwise,
 * so the advice depends on the username and the secret instead of the status.
 */
export function explainRefusedCredential(
  { host, credential, authorityEndsAt, said, now = Date.now(), transactionId, isPage }: Refused,
  problem = `The registry ${host} refused the credential.`,
): ActionError {
  const end = credential === undefined ? authorityEndsAt : readEnd(credential);
  if (end !== undefined && end.getTime() <= now) {
    return new ActionError('token-expired', {
      problem: `The token expired at ${end.toISOString()}, so the registry ${host} refused it. ${said}`,
      fix: adviseOn(credential?.username ?? 'iambearer'),
      link: LINKS.accessTokens,
      transactionId,
    });
  }
  const mistake = findMistake(credential?.secret ?? '');
  const advice = adviseOn(credential?.username);
  return new ActionError('credential-refused', {
    problem: `${problem} ${said}`,
    fix: [isPage === true ? PAGE_ADVICE : '', mistake ?? '', advice].filter(Boolean).join(' '),
    link: LINKS.authentication,
    transactionId,
  });
}

/** When the secret expires, if it is a token that contains its expiry. */
function readEnd({ username, secret }: BasicCredential): Date | undefined {
  const isToken = username === 'iambearer' || username === 'token';
  return isToken ? readClaims(secret)?.expiresAt : undefined;
}

function adviseOn(username: string | undefined): string {
  if (username?.startsWith('Profile-') === true) {
    return CHECK_PROFILE;
  }
  if (username === 'iambearer') {
    return CHECK_ACCESS_TOKEN;
  }
  return username === 'token' ? CHECK_REGISTRY_TOKEN : CHECK_SECRET;
}
