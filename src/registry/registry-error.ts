import { ActionError } from '../errors/action-error.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { LINKS } from '../errors/links.ts';
import { describeReply, explainBusyReply } from '../http/refusal.ts';
import { type HttpReply, readServiceError } from '../http/reply.ts';

interface KnownRefusal {
  readonly code: ErrorCode;
  /** In the code or the text of the reply, or in what a container client prints of it. */
  readonly text: RegExp;
  readonly problem: string;
  readonly fix: string;
  readonly link: string;
}

const CHECK_SECRET =
  'Check that the secret is whole, belongs to this input (API key, access token, refresh token, registry token), is neither expired nor deleted, and that its account uses the registry in this region.';

const CHECK_PROFILE =
  'The API key may be right: check that the trusted profile exists (`ibmcloud iam trusted-profiles`), that it trusts the identity of the key (`ibmcloud iam trusted-profile-identity-create`), and that the key is whole, and neither expired nor deleted.';

// Source: IBM Cloud Docs, "Setting login session limits": 60 minutes at most.
const CHECK_ACCESS_TOKEN =
  'If the access token was given, get it in the same job, right before this step: it ends after an hour at most. If it has not ended, check that it is whole, and that its account uses the registry in this region.';

const CHECK_REGISTRY_TOKEN =
  "IBM's public service has not accepted registry tokens since 19 August 2021: log in with `api-key` (best the key of a service ID that has only the Reader role). Where they still work, check that the token is whole, of this region, and neither expired nor revoked.";

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
    text: /exceeded its .*quota/i,
    problem: 'The account has used up its quota of pull traffic or storage for this month.',
    fix: 'Raise the quota (`ibmcloud cr quota-set`), upgrade the plan, or delete images.',
    link: LINKS.quota,
  },
  {
    code: 'account-not-authorized',
    text: /CRG0009E|not authorized to access the specified account/i,
    problem: 'The credential may not use the registry for this account.',
    fix: 'Use a credential of the account that owns the namespace, and give its identity a role for Container Registry.',
    link: LINKS.authentication,
  },
  {
    code: 'not-permitted',
    text: /CRG0020E|insufficient scope|not authorized to access the specified resource/i,
    problem:
      'The identity has no right to what was asked for, or a context-based restriction forbids it.',
    fix: 'Give the identity the Reader role (Writer to push, Manager to manage registry tokens) for Container Registry in this region or for the namespace.',
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

/**
 * Finds the refusal that a text speaks of: a reply's body, or the output of a container client.
 *
 * @param username the Docker user name, where it was a login.
 */
export function findKnownRefusal(
  text: string,
  username: string | undefined,
): KnownRefusal | undefined {
  const known = KNOWN_REFUSALS.find((refusal) => refusal.text.test(text));
  return known?.code === 'credential-refused' ? { ...known, fix: adviseOn(username) } : known;
}

/**
 * Explains a reply of a registry that is not the one hoped for.
 *
 * @param intent what was tried, as the start of a sentence: `The login to us.icr.io failed`.
 * @param username the Docker user name, where it was a login.
 */
export function explainRegistryRefusal(
  reply: HttpReply,
  intent: string,
  username?: string,
): ActionError {
  const { code, message } = readServiceError(reply.body);
  const said = `${intent}: ${describeReply(reply)}`;
  const { transactionId, host } = reply;
  const known = findKnownRefusal(`${code ?? ''} ${message ?? ''}`, username);
  if (known !== undefined) {
    const problem = `${known.problem} ${said}`;
    return new ActionError(known.code, { ...known, problem, transactionId });
  }
  return (
    explainBusyReply(reply, `The registry ${host}`, intent) ??
    new ActionError('credential-refused', {
      ...refusedCredential(host, said, username),
      transactionId,
    })
  );
}

/**
 * The words for a refused user name and password. The registry answers 400 to a pair that does not fit
 * together, 401 or 403 to the rest.
 */
export function refusedCredential(
  host: string,
  said: string,
  username?: string,
): { problem: string; fix: string; link: string } {
  return {
    problem: `The registry ${host} refused the credential. ${said}`,
    fix: adviseOn(username),
    link: LINKS.authentication,
  };
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
