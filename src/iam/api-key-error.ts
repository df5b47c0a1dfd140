import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { describeReply, isWebPage } from '../http/refusal.ts';
import { type HttpReply, readServiceError } from '../http/reply.ts';
import { explainIamRefusal, type GivenToIam } from './iam-error.ts';

/** Match IAM's messages for a reached limit, which are not documented, but not those for a name that is too long. */
const LIMITS: readonly RegExp[] = [
  /\b(?:maximum|limit|quota|too many|no more|more than \d+|already has \d+|exceed\w*)\b[^.]{0,100}\bAPI ?keys(?![a-z])/i,
  /\bAPI ?keys(?![a-z])[^.]{0,100}\b(?:limit|maximum|quota|exceed)/i,
  /\bAPI ?key (?:count|limit|number|quota)\b/i,
  /(?<!\brate )\blimit (?:\w+ ){0,5}(?:exceeded|reached)\b/i,
];

/**
 * Explains a refusal from IAM of a request about API keys.
 *
 * @param intent what was tried, as the start of a sentence: `No API key was created for iam-ServiceId-…`.
 * @param given what authorized the request.
 */
export function explainKeyRefusal(
  reply: HttpReply,
  intent: string,
  given: GivenToIam = {},
): ActionError {
  const { status, transactionId } = reply;
  const said = `${intent}: ${describeReply(reply)}`;
  const { message = '' } = readServiceError(reply.body);
  if (
    status >= 400 &&
    status < 500 &&
    status !== 429 &&
    LIMITS.some((limit) => limit.test(message))
  ) {
    return new ActionError('key-limit-reached', {
      problem: `The service ID cannot have another API key. The limit is 20 unless IBM has raised it for the account. All repositories that use the service ID share it. ${said}`,
      fix: 'Add another service ID to `service-id`, or run the action `sweep`, which deletes the keys that interrupted jobs left behind. By default, it keeps keys that are younger than their `lifetime`, so set `older-than` too. To avoid this error, run `sweep` every night, list more service IDs, use `mint: access-token` with a trusted profile, or ask IBM to raise the limit.',
      link: LINKS.apiKeyLimit,
      transactionId,
    });
  }
  // The status of a web page says nothing about the service ID, because IAM did not send it.
  switch (isWebPage(reply) ? undefined : status) {
    case 403:
      return new ActionError('keys-not-permitted', {
        problem: `The identity cannot manage API keys of this service ID. ${said}`,
        fix: 'Assign it the Operator role on this service ID (service "IAM Identity Service"). IBM\'s documentation says that this is enough. If it is not, assign Administrator.',
        link: LINKS.serviceIdKeys,
        transactionId,
      });
    case 404:
      return new ActionError('service-id-not-found', {
        problem: `There is no such service ID or API key in the account of the credential. ${said}`,
        fix: 'Compare `service-id` with `ibmcloud iam service-ids`, in the account that the credential belongs to.',
        link: LINKS.serviceIds,
        transactionId,
      });
    case 409:
      return new ActionError('identity-locked', {
        problem: `The service ID or the API key is locked, or someone else is changing it. ${said}`,
        fix: 'Run the job again. If that does not help, unlock it (`ibmcloud iam service-id-unlock`, `service-api-key-unlock`), or use another service ID. While it is locked, its keys cannot be created or deleted.',
        link: LINKS.serviceIdKeys,
        transactionId,
      });
    default:
      return explainIamRefusal(reply, intent, undefined, given);
  }
}
