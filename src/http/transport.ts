import type { IncomingMessage } from 'node:http';
import type { HttpClient } from '@actions/http-client';
import { NetworkError } from './network-error.ts';
import { type HttpReply, readTransactionId } from './reply.ts';

/** The longest reply that is read. The longest real one is a list of tokens. */
const REPLY_BYTES = 4 * 1024 * 1024;

/** One request to send. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'DELETE';
  /** An `https:` URL. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/**
 * Sends a request once, through the proxy that the environment names, and reads the complete reply.
 *
 * @param timeoutMs the limit for connection, request and reply together.
 * @throws NetworkError if there is no complete reply.
 */
export async function exchange(
  client: HttpClient,
  { method, url, headers, body }: HttpRequest,
  timeoutMs: number,
): Promise<HttpReply> {
  const { host } = new URL(url);
  const response = client.request(method, url, body ?? null, { ...headers });
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    const error = new Error(`no reply within ${Math.round(timeoutMs / 1000)} s`);
    timer = setTimeout(() => reject(error), timeoutMs);
  });
  try {
    const answer = await Promise.race([response, timeout]);
    const text = await Promise.race([readText(answer.message, REPLY_BYTES), timeout]);
    const replyHeaders = joinValues(answer.message.headers);
    return {
      host,
      status: Number(answer.message.statusCode),
      headers: replyHeaders,
      body: text,
      transactionId: readTransactionId(replyHeaders, text),
    };
  } catch (error) {
    // If the reply still arrives, no one needs it.
    response.then(({ message }) => message.destroy()).catch(() => undefined);
    throw new NetworkError(host, error);
  } finally {
    clearTimeout(timer);
  }
}

/** No reply of IBM Cloud is this long, and another try would not get a shorter one. */
class ReplyTooLong extends Error {
  readonly code = 'EMSGSIZE';
}

/**
 * Reads the body of a reply. The client's own `readBody()` never settles if the connection ends during a reply.
 *
 * @throws an error of the connection, or one with the code EMSGSIZE for a longer reply.
 */
export async function readText(message: IncomingMessage, longestBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk as Buffer);
    size += bytes.length;
    if (size > longestBytes) {
      throw new ReplyTooLong(`the reply is longer than ${longestBytes} bytes`);
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Joins the values of repeated headers. Node.js has already joined all of them except `Set-Cookie`. */
function joinValues(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
