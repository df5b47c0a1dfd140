import type { ServerResponse } from 'node:http';
import type { Reply } from './http-message.ts';

/** Writes a reply; resolves to false when the client was gone before all of it was handed over. */
export async function sendReply(response: ServerResponse, reply: Reply): Promise<boolean> {
  const isHead = response.req.method === 'HEAD';
  const body = Buffer.from(reply.body ?? '');
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    headers[name] = typeof value === 'string' ? value : [...value];
  }
  // A HEAD reply names the length that GET would have sent.
  if (!isHead && reply.status !== 204) {
    headers['content-length'] = String(body.length);
  }
  return await new Promise((resolve) => {
    response.once('close', () => resolve(response.writableFinished));
    response.writeHead(reply.status, headers);
    response.end(isHead ? undefined : body);
  });
}

/** Announces more than it sends, sends half of that, and closes the connection. */
export async function sendTruncated(response: ServerResponse, reply: Reply): Promise<void> {
  const body = Buffer.from(reply.body ?? '');
  await new Promise<void>((resolve) => {
    response.once('close', () => resolve());
    response.writeHead(reply.status, {
      'content-type': 'application/json',
      'content-length': String(body.length + 64),
    });
    response.write(body.subarray(0, Math.ceil(body.length / 2)), () => {
      response.destroy();
      resolve();
    });
    response.flushHeaders();
  });
}
