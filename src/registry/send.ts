import { ActionError } from '../errors/action-error.ts';
import type { Http, SendOptions } from '../http/http.ts';
import { explainUnknownHost } from '../http/network-error.ts';
import type { HttpReply } from '../http/reply.ts';
import type { HttpRequest } from '../http/transport.ts';
import { isTableHost } from './registry-host.ts';

/**
 * Sends a request to a registry, as {@link Http.send} does. If a host of the table does not resolve, the input
 * `region` is right, but `Http` does not know that table.
 */
export async function sendToRegistry(
  http: Http,
  request: HttpRequest,
  options: SendOptions,
): Promise<HttpReply> {
  try {
    return await http.send(request, options);
  } catch (error) {
    const { host } = new URL(request.url);
    if (error instanceof ActionError && error.code === 'host-unknown' && isTableHost(host)) {
      throw explainUnknownHost(host, { isOfTable: true, cause: error.explanation.cause });
    }
    throw error;
  }
}
