import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Service } from '../hosts.ts';

/** A complete request, with the service that it was sent to. */
export interface ReceivedRequest {
  /** A unique ID that the reply returns, as IBM's do. */
  readonly transactionId: string;
  readonly connectionId: number;
  readonly host: string;
  readonly service: Service;
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A complete reply. A JSON value is serialized. */
export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: Buffer | string;
}

/** Handles a request. */
export type Handler = (request: ReceivedRequest) => Promise<Reply>;

const BODY_LIMIT_BYTES = 256 * 1024 * 1024;

/** Reads the whole body. Fails if it is larger than anything that a test sends. */
export async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > BODY_LIMIT_BYTES) {
      throw new Error('The request body is too large.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Creates a reply with a JSON body. */
export function replyJson(status: number, value: unknown, headers: Reply['headers'] = {}): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(value),
  };
}

/** The media type of a body, without parameters. */
export function readContentType(headers: IncomingHttpHeaders): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** The user name and password of a Basic `Authorization` header, if there is one. */
export function readBasic(
  headers: IncomingHttpHeaders,
): { readonly user: string; readonly password: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/_-]+=*)$/i.exec(headers.authorization ?? '')?.[1];
  if (encoded === undefined) {
    return undefined;
  }
  const pair = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : { user: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

/** The token of a Bearer `Authorization` header, if there is one. */
export function readBearer(headers: IncomingHttpHeaders): string | undefined {
  return /^Bearer +([^\s]+)$/i.exec(headers.authorization ?? '')?.[1];
}
