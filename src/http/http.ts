import type { Deadline } from './deadline.ts';
import type { HttpReply } from './reply.ts';
import { Requests, type SendOptions } from './requests.ts';
import type { HttpRequest } from './transport.ts';

/**
 * The only door to the network: TLS always, no redirect ever followed (the client would send the body,
 * with the key in it, along), a time limit for everything together, retries of what may pass.
 *
 * Proxies (`HTTPS_PROXY`, `NO_PROXY`) and `NODE_EXTRA_CA_CERTS` hold.
 */
export class Http {
  readonly deadline: Deadline;
  #requests: Requests | undefined;

  constructor(deadline: Deadline) {
    this.deadline = deadline;
  }

  /**
   * Sends a request, again where that may help: network errors, 408, 429 and 5xx, with exponential
   * back-off and full jitter, `Retry-After` honoured up to 30 seconds.
   *
   * @returns the reply, which may be a refusal: 4xx, or 5xx after the last try.
   * @throws ActionError for no reply, no time, or a redirect.
   */
  async send(request: HttpRequest, options: SendOptions): Promise<HttpReply> {
    this.#requests ??= new Requests(this.deadline);
    return this.#requests.send(request, options);
  }
}
