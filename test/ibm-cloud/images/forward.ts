import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { type Reply, readBody } from '../network/http-message.ts';
import type { BackendRequest } from './backend.ts';

/** Headers that belong to one connection, not to the message. */
const CONNECTION_HEADERS = ['connection', 'keep-alive', 'transfer-encoding', 'host'];

/** Forwards a request to the registry program and waits for the whole reply. */
export async function forward(port: number, request: BackendRequest): Promise<Reply> {
  return await new Promise<Reply>((resolve, reject) => {
    const upstream = httpRequest(
      {
        host: '127.0.0.1',
        port,
        method: request.method,
        path: request.url,
        headers: {
          ...withoutConnection(request.headers),
          'content-length': String(request.body.length),
        },
      },
      (response) => {
        readBody(response).then((body) => {
          resolve({
            status: response.statusCode ?? 502,
            headers: withoutConnection(response.headers),
            body,
          });
        }, reject);
      },
    );
    upstream.once('error', reject);
    upstream.end(request.body);
  });
}

function withoutConnection(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !CONNECTION_HEADERS.includes(name)) {
      kept[name] = value;
    }
  }
  return kept;
}
