import { debug, info } from '@actions/core';
import { HttpClient } from '@actions/http-client';
import manifest from '../../package.json' with { type: 'json' };
import { ActionError, hasCode } from '../errors/action-error.ts';
import { summarizeError } from '../errors/describe.ts';
import { LINKS } from '../errors/links.ts';
import { type Deadline, now } from '../time/deadline.ts';
import { nameRetry, type Retry, retry } from '../time/retry.ts';
import { explainNetworkError, NetworkError } from './network-error.ts';
import { prepareProxy, UNWRAP_IPV6 } from './proxy.ts';
import { adviseOnBusyReply } from './refusal.ts';
import { type HttpReply, isBusy, readDate } from './reply.ts';
import { exchange, type HttpRequest } from './transport.ts';
import { refuseBlockingCertificates } from './trust.ts';

/** Identifies this action to IBM Cloud in every request. */
const USER_AGENT = `${manifest.name}/${manifest.version}`;

/** The limit for one try, so that a reply which never comes leaves time for another try. */
const TRY_MS = 20_000;
/** The longest `Retry-After` that is honored. */
const RETRY_AFTER_CAP_SECONDS = 30;
const TRIES = 10;
const FIRST_DELAY_MS = 300;
const LONGEST_DELAY_MS = 8_000;

/** How a request may be repeated. */
export interface SendOptions {
  /**
   * `always`: repeating it does no harm. `when-refused`: it creates something, so it is repeated only if it certainly
   * had no effect: after a 429, or if there was no connection.
   */
  readonly repeat: 'always' | 'when-refused';
}

/** A reply after which another try may help: 408, 429 or 5xx. */
class BusyReply extends Error {
  override readonly name = 'BusyReply' as const;
  readonly reply: HttpReply;

  constructor(reply: HttpReply) {
    super(`HTTP ${reply.status} from ${reply.host}`);
    this.reply = reply;
  }
}

/**
 * Sends all requests to IBM Cloud. It always uses TLS and retries temporary failures, within one deadline for all
 * requests. It never follows a redirect, because the client would send the body with the key to the new host.
 *
 * It uses the proxy in `HTTPS_PROXY`, except for the hosts in `NO_PROXY`, and also trusts the certificates in
 * `NODE_EXTRA_CA_CERTS`.
 */
export class Http {
  readonly deadline: Deadline;
  #client: HttpClient | undefined;
  #clockOffsetMs: number | undefined;

  constructor(deadline: Deadline) {
    this.deadline = deadline;
  }

  /**
   * How far IBM Cloud's clock is ahead of this machine's by the last reply, accurate to the second; `undefined` before
   * the first reply.
   */
  get clockOffsetMs(): number | undefined {
    return this.#clockOffsetMs;
  }

  /**
   * Sends a request, and repeats it after network errors, 408, 429 and 5xx, with exponential back-off and full jitter.
   * `Retry-After` is honored up to 30 seconds.
   *
   * @returns the reply, which may be a refusal: 4xx, or 5xx after the last try.
   * @throws ActionError if there is no reply, if the deadline passes, or for a redirect.
   */
  async send(request: HttpRequest, { repeat }: SendOptions): Promise<HttpReply> {
    const { host } = new URL(request.url);
    let lastFailure: unknown;
    const describeLast = (): string | undefined =>
      lastFailure === undefined ? undefined : summarizeError(lastFailure);
    const sending = retry(() => this.#try(request, describeLast), {
      tries: TRIES,
      firstDelayMs: FIRST_DELAY_MS,
      longestDelayMs: LONGEST_DELAY_MS,
      mayHelp: (error) => {
        // If the deadline passes right before a try, the try before it still decides about the advice.
        lastFailure = hasCode(error, 'timed-out') ? lastFailure : error;
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
      // No one waits for the reply any more, so the request must not create anything.
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
  // A job that turns off certificate checks does not mean them for the secrets that are sent here.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  // The package `tunnel` encodes proxy credentials in a deprecated way, and Node.js would warn about that in the log.
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

/** Advises on the result of the last try, because that says more than the timeout. */
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

/** How long the server asked to wait, up to what is honored; 0 if it did not ask. */
function retryAfterMs(error: unknown): number {
  if (!(error instanceof BusyReply)) {
    return 0;
  }
  const { reply } = error;
  const value = reply.headers['retry-after'] ?? '';
  // The server gives a time by its own clock.
  const sentAt = readDate(reply) ?? Date.now();
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - sentAt) / 1000;
  const honored = Math.min(Math.max(0, seconds), RETRY_AFTER_CAP_SECONDS);
  return Number.isFinite(seconds) ? honored * 1000 : 0;
}

/** `us.icr.io answered 503; trying again in 3 s (attempt 2)` */
function announce(host: string, next: Retry): string {
  const { error } = next;
  const what =
    error instanceof BusyReply
      ? `${host} answered ${error.reply.status}`
      : `${host} did not answer (${summarizeError(error)})`;
  return `${what}; ${nameRetry(next)}`;
}

function refuseRedirect({ host, status, transactionId }: HttpReply): ActionError {
  return new ActionError('redirect-refused', {
    problem: `${host} answered with a redirect (HTTP ${status}). The action never follows a redirect, because it would send the credential along.`,
    fix: 'Check whether a proxy or a login page on your network is answering instead of IBM Cloud, and allow the runner to connect to this host.',
    link: LINKS.connection,
    transactionId,
  });
}
