import { ActionError } from '../errors/action-error.ts';
import type { Http, SendOptions } from '../http/http.ts';
import { explainUnknownHost } from '../http/network-error.ts';
import type { HttpReply } from '../http/reply.ts';
import type { HttpRequest } from '../http/transport.ts';
import { isTableHost } from './registry-host.ts';

/**
 * Sends a request to a registry, like {@link Http.send}. If a host in the table of regions does not resolve, its
 * spelling is right. `Http` does not have that table, so its error is replaced here.
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
