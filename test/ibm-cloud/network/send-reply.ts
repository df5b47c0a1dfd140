import type { ServerResponse } from 'node:http';
import type { Reply } from './http-message.ts';

/** Sends a reply. Resolves to false if the client disconnected before it received everything. */
export async function sendReply(response: ServerResponse, reply: Reply): Promise<boolean> {
  const isHead = response.req.method === 'HEAD';
  const body = Buffer.from(reply.body ?? '');
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(reply.headers ?? {})) {
    headers[name] = typeof value === 'string' ? value : [...value];
  }
  // A reply to HEAD states the length that GET would return.
  if (!isHead && reply.status !== 204) {
    headers['content-length'] = String(body.length);
  }
  return await new Promise((resolve) => {
    response.once('close', () => resolve(response.writableFinished));
    response.writeHead(reply.status, headers);
    response.end(isHead ? undefined : body);
  });
}

/** Announces more bytes than the reply has, sends half of the reply, and closes the connection. */
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
