import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { redact } from '../runner/mask.ts';
import { disarm } from '../text/disarm.ts';
import { type HttpReply, readServiceError } from './reply.ts';

/** What to do about a service that answers with a server error. */
export const STATUS_ADVICE = {
  fix: "Check IBM Cloud's status page, and run the job again later.",
  link: LINKS.status,
};

/** What to do about a service that receives too many requests. */
const RATE_ADVICE = {
  fix: 'Run fewer jobs at the same time, or run this job again in a few minutes.',
  link: LINKS.status,
};

/** Advises on a 408, 429 or 5xx after the last try. */
export function adviseOnBusyReply({ status }: HttpReply): typeof STATUS_ADVICE {
  return status === 429 ? RATE_ADVICE : STATUS_ADVICE;
}

/** Advice on a refusal that is a web page. A proxy that inspects TLS sends one for a host that it does not allow. */
export const PAGE_ADVICE =
  'The answer is a web page: a proxy or firewall of your network may have sent it instead of IBM Cloud.';

/** Whether a reply is a web page. */
export function isWebPage({ body }: HttpReply): boolean {
  return /^\s*</.test(body);
}

/** The longest error code that is repeated. IBM's codes have about ten characters. */
const CODE_CHARACTERS = 40;

/** Describes a reply on one line that is safe to print: `HTTP 400 from us.icr.io BXNIM0415E "…"`. */
export function describeReply({ status, host, body }: HttpReply): string {
  const { code, message } = readServiceError(body);
  const parts = [`HTTP ${status} from ${host}`];
  if (code !== undefined) {
    parts.push(disarm(redact(code)).slice(0, CODE_CHARACTERS));
  }
  if (message !== undefined) {
    parts.push(`"${disarm(redact(message))}"`);
  }
  return parts.join(' ');
}

/**
 * Explains the reply to the last try if it reports too many requests (429) or a server error (408, 5xx).
 *
 * @param service its name, at the start of a sentence.
 * @param intent what was tried, at the start of a sentence.
 * @returns `undefined` for any other status.
 */
export function explainBusyReply(
  reply: HttpReply,
  service: string,
  intent: string,
): ActionError | undefined {
  const said = `${intent}: ${describeReply(reply)}`;
  const { transactionId, status } = reply;
  if (status === 429) {
    return new ActionError('rate-limited', {
      problem: `${service} received too many requests. ${said}`,
      ...RATE_ADVICE,
      transactionId,
    });
  }
  if (status === 408 || status >= 500) {
    return new ActionError('service-failed', {
      problem: `${service} answered with a server error. ${said}`,
      ...STATUS_ADVICE,
      transactionId,
    });
  }
  return undefined;
}

/**
 * Makes the error for a reply with a good status whose body cannot be read.
 *
 * @param what was expected instead: `an access token`.
 */
export function unreadableReply(reply: HttpReply, what: string): ActionError {
  return new ActionError('reply-invalid', {
    problem: `${reply.host} answered with something that is not ${what} (HTTP ${reply.status}).`,
    fix: 'Check whether a proxy or a login page on your network is answering instead of IBM Cloud. If not, run the job again.',
    link: LINKS.connection,
    transactionId: reply.transactionId,
  });
}
