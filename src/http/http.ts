import { debug, info } from '@actions/core';
import { HttpClient } from '@actions/http-client';
import manifest from '../../package.json' with { type: 'json' };
import { ActionError, hasCode } from '../errors/action-error.ts';
import { describeError, summarizeError } from '../errors/describe.ts';
import { LINKS } from '../errors/links.ts';
import type { Deadline } from '../time/deadline.ts';
import { now } from '../time/deadline.ts';
import { nameRetry, type Retry, retry } from '../time/retry.ts';
import { explainNetworkError, NetworkError } from './network-error.ts';
import { prepareProxy, UNWRAP_IPV6 } from './proxy.ts';
import { adviseOnBusyReply } from './refusal.ts';
import { type HttpReply, isBusy, readDate } from './reply.ts';
import { exchange, type HttpRequest } from './transport.ts';
import { refuseBlockingCertificates } from './trust.ts';

/** As IBM Cloud sees this action in every request. */
const USER_AGENT = `${manifest.name}/${manifest.version}`;

/** One try may take this long, so that a reply which never comes leaves time for another try. */
const TRY_MS = 20_000;
/** `Retry-After` is honored up to this. */
const RETRY_AFTER_CAP_SECONDS = 30;
const TRIES = 10;
const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 8_000;

/** How a request may be repeated. */
export interface SendOptions {
  /**
   * `always`: repeating it does no harm. `when-refused`: it creates something, so it is sent again only
   * where nothing was done: after a 429, and where no connection was made.
   */
  readonly repeat: 'always' | 'when-refused';
}

/** A reply that asks to be tried again: 408, 429 or 5xx. */
class BusyReply extends Error {
  override readonly name = 'BusyReply' as const;
  readonly reply: HttpReply;

  constructor(reply: HttpReply) {
    super(`HTTP ${reply.status} from ${reply.host}`);
    this.reply = reply;
  }
}

/**
 * The only door to the network: TLS always, no redirect ever followed (the client would send the body,
 * with the key in it, along), a time limit for everything together, retries of what may pass.
 *
 * It goes through the proxy in `HTTPS_PROXY`, but for the hosts in `NO_PROXY`, and trusts the certificates in
 * `NODE_EXTRA_CA_CERTS` too.
 */
export class Http {
  readonly deadline: Deadline;
  #client: HttpClient | undefined;
  #clockOffsetMs: number | undefined;

  constructor(deadline: Deadline) {
    this.deadline = deadline;
  }

  /**
   * How far the clock of IBM Cloud is ahead of this machine's, by the last reply, to the second; `undefined`
   * before the first one.
   */
  get clockOffsetMs(): number | undefined {
    return this.#clockOffsetMs;
  }

  /**
   * Sends a request, again where that may help: network errors, 408, 429 and 5xx, with exponential
   * back-off and full jitter, `Retry-After` honored up to 30 seconds.
   *
   * @returns the reply, which may be a refusal: 4xx, or 5xx after the last try.
   * @throws ActionError for no reply, no time, or a redirect.
   */
  async send(request: HttpRequest, { repeat }: SendOptions): Promise<HttpReply> {
    const { host } = new URL(request.url);
    let lastFailure: unknown;
    const describeLast = (): string | undefined =>
      lastFailure === undefined ? undefined : describeError(lastFailure);
    const sending = retry(() => this.#try(request, describeLast), {
      tries: TRIES,
      firstDelayMs: FIRST_DELAY_MS,
      longestDelayMs: LONGEST_DELAY_MS,
      mayHelp: (error) => {
        lastFailure = error;
        return mayRepeat(error, repeat) && retryAfterMs(error) < this.deadline.remainingMs();
      },
      leastDelayMs: retryAfterMs,
      onRetry: (next) => info(announce(host, next)),
    });
    try {
      return await this.deadline.race(sending, host, describeLast);
    } catch (error) {
      if (error instanceof BusyReply) {
        return error.reply;
      }
      if (hasCode(error, 'timed-out')) {
        throw adviseAfterTimeout(error, lastFailure);
      }
      throw error instanceof NetworkError ? explainNetworkError(error) : error;
    }
  }

  async #try(request: HttpRequest, describeLast: () => string | undefined): Promise<HttpReply> {
    const { host, pathname } = new URL(request.url);
    if (this.deadline.remainingMs() === 0) {
      // No one waits for the reply any more: what the request makes would be made for no one.
      throw this.deadline.expired(host, describeLast());
    }
    this.#client ??= openClient();
    const startedMs = now();
    const note = (outcome: unknown): void =>
      debug(
        `${request.method} ${host}${pathname}: ${outcome}, ${Math.round(now() - startedMs)} ms`,
      );
    const reply = await exchange(this.#client, request, TRY_MS).catch((error: unknown) => {
      note(summarizeError(error));
      throw error;
    });
    note(reply.status);
    const date = readDate(reply);
    this.#clockOffsetMs = date === undefined ? this.#clockOffsetMs : date - Date.now();
    if (reply.status >= 300 && reply.status < 400) {
      throw refuseRedirect(reply);
    }
    if (isBusy(reply)) {
      throw new BusyReply(reply);
    }
    return reply;
  }
}

function openClient(): HttpClient {
  // A job that has switched the check of certificates off does not mean the secrets that go out here.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  // The package `tunnel` encodes the credentials of a proxy in an old way, of which Node.js warns in the log.
  process.noDeprecation = true;
  prepareProxy();
  refuseBlockingCertificates();
  return new HttpClient(USER_AGENT, [UNWRAP_IPV6], {
    allowRedirects: false,
    allowRetries: false,
    keepAlive: true,
    maxSockets: 100,
    socketTimeout: TRY_MS,
  });
}

function mayRepeat(error: unknown, repeat: SendOptions['repeat']): boolean {
  if (error instanceof BusyReply) {
    return repeat === 'always' || error.reply.status === 429;
  }
  return (
    error instanceof NetworkError && error.isTransient && (repeat === 'always' || error.isUnsent)
  );
}

/** After the last try, its result decides what to do, not the timeout. */
function adviseAfterTimeout(error: ActionError, lastFailure: unknown): ActionError {
  const { explanation } = error;
  if (lastFailure instanceof BusyReply) {
    const { reply } = lastFailure;
    const { transactionId } = reply;
    return new ActionError('timed-out', {
      ...explanation,
      ...adviseOnBusyReply(reply),
      transactionId,
    });
  }
  if (lastFailure instanceof NetworkError) {
    const last = explainNetworkError(lastFailure);
    const { fix, link } = last.code === 'network-failed' ? explanation : last.explanation;
    return new ActionError('timed-out', { ...explanation, fix, link });
  }
  return error;
}

/** How long the server asked to be left alone, as far as that is honored. */
function retryAfterMs(error: unknown): number {
  const value = error instanceof BusyReply ? (error.reply.headers['retry-after'] ?? '') : '';
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  const honored = Math.min(Math.max(0, seconds), RETRY_AFTER_CAP_SECONDS);
  return Number.isFinite(seconds) ? honored * 1000 : 0;
}

/** `us.icr.io answered 503; trying again in 3 s (attempt 2)` */
function announce(host: string, next: Retry): string {
  const { error } = next;
  const what =
    error instanceof BusyReply
      ? `${host} answered ${error.reply.status}`
      : `${host} gave no answer (${summarizeError(error)})`;
  return `${what}; ${nameRetry(next)}`;
}

function refuseRedirect({ host, status, transactionId }: HttpReply): ActionError {
  return new ActionError('redirect-refused', {
    problem: `${host} answered with a redirect (HTTP ${status}). A redirect is never followed: the credential would be sent along.`,
    fix: 'Check whether a proxy or a login page of your network answers instead of IBM Cloud, and let this host through.',
    link: LINKS.connection,
    transactionId,
  });
}
