import { createSecureContext } from 'node:tls';
import { HttpClient } from '@actions/http-client';
import { ActionError } from '../errors/action-error.ts';
import { describeError } from '../errors/describe.ts';
import { LINKS } from '../errors/links.ts';
import { USER_AGENT } from '../product.ts';
import type { Deadline } from './deadline.ts';
import { explainNetworkError, NetworkError } from './network-error.ts';
import { prepareProxy } from './proxy.ts';
import { type HttpReply, isBusy } from './reply.ts';
import { retry } from './retry.ts';
import { exchange, type HttpRequest } from './transport.ts';

/** One try may take this long, so that a reply which never comes leaves time for another try. */
const TRY_MS = 20_000;
/** `Retry-After` is honoured up to this. */
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
  readonly reply: HttpReply;

  constructor(reply: HttpReply) {
    super(`HTTP ${reply.status} from ${reply.host}`);
    this.reply = reply;
  }
}

/** Requests, each tried again where that may help, over connections that are kept. */
export class Requests {
  readonly #deadline: Deadline;
  readonly #client: HttpClient;

  constructor(deadline: Deadline) {
    this.#deadline = deadline;
    preparePlatform();
    // Reading the root certificates takes as long as loading the client. A proxy connects meanwhile.
    setTimeout(createSecureContext, 1).unref();
    this.#client = new HttpClient(USER_AGENT, [], {
      allowRedirects: false,
      allowRetries: false,
      keepAlive: true,
      maxSockets: 100,
      socketTimeout: TRY_MS,
    });
  }

  /** See `Http.send`. */
  async send(request: HttpRequest, { repeat }: SendOptions): Promise<HttpReply> {
    const { host } = new URL(request.url);
    let lastFailure: string | undefined;
    const mayHelp = async (error: unknown): Promise<boolean> => {
      lastFailure = describeError(error);
      return mayRepeat(error, repeat) && (await this.#waitAsTold(error));
    };
    const sending = retry(() => this.#try(request, lastFailure), {
      tries: TRIES,
      firstDelayMs: FIRST_DELAY_MS,
      longestDelayMs: LONGEST_DELAY_MS,
      mayHelp,
    });
    try {
      return await this.#deadline.race(sending, host, () => lastFailure);
    } catch (error) {
      if (error instanceof BusyReply) {
        return error.reply;
      }
      throw error instanceof NetworkError ? explainNetworkError(error) : error;
    }
  }

  async #try(request: HttpRequest, lastFailure: string | undefined): Promise<HttpReply> {
    if (this.#deadline.remainingMs() === 0) {
      // Nobody waits for the reply any more: what the request makes would be made for nobody.
      throw this.#deadline.expired(new URL(request.url).host, lastFailure);
    }
    const reply = await exchange(this.#client, request, TRY_MS);
    if (reply.status >= 300 && reply.status < 400) {
      throw refuseRedirect(reply);
    }
    if (isBusy(reply)) {
      throw new BusyReply(reply);
    }
    return reply;
  }

  /** Waits as the server asked; false where that would be too long. */
  async #waitAsTold(error: unknown): Promise<boolean> {
    const seconds = error instanceof BusyReply ? retryAfterSeconds(error.reply) : 0;
    const milliseconds = Math.min(seconds, RETRY_AFTER_CAP_SECONDS) * 1000;
    if (milliseconds >= this.#deadline.remainingMs()) {
      return false;
    }
    await this.#deadline.sleep(milliseconds);
    return true;
  }
}

function preparePlatform(): void {
  // A job that has switched the check of certificates off does not mean the secrets that go out here.
  delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
  // The package `tunnel` encodes the credentials of a proxy in an old way, of which Node.js warns in the log.
  process.noDeprecation = true;
  prepareProxy();
}

function mayRepeat(error: unknown, repeat: SendOptions['repeat']): boolean {
  if (error instanceof BusyReply) {
    return repeat === 'always' || error.reply.status === 429;
  }
  return (
    error instanceof NetworkError && error.isTransient && (repeat === 'always' || error.isUnsent)
  );
}

function retryAfterSeconds({ headers }: HttpReply): number {
  const value = headers['retry-after'] ?? '';
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0;
}

function refuseRedirect({ host, status, transactionId }: HttpReply): ActionError {
  return new ActionError('redirect-refused', {
    problem: `${host} answered with a redirect (HTTP ${status}). A redirect is never followed: the credential would be sent along.`,
    fix: 'Check whether a proxy or a login page of your network answers in place of IBM Cloud, and let this host through.',
    link: LINKS.connection,
    transactionId,
  });
}
