import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpClient } from '@actions/http-client';
import { afterEach, describe, expect, it } from 'vitest';
import { NetworkError } from '../../../src/http/network-error.ts';
import { exchange } from '../../../src/http/transport.ts';

const servers: Server[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Starts a server on loopback. Returns its URL, and a promise for the end of its first connection. */
async function serve(listener: RequestListener): Promise<{ url: string; closed: Promise<void> }> {
  const server = createServer(listener);
  servers.push(server);
  const closed = new Promise<void>((resolve) => {
    server.once('connection', (socket) => socket.once('close', () => resolve()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, closed };
}

function get(url: string, timeoutMs: number) {
  return exchange(new HttpClient('test'), { method: 'GET', url }, timeoutMs);
}

describe('a request', () => {
  it('returns the headers of its reply by lower-case name, with repeated ones joined', async () => {
    const { url } = await serve((_request, response) => {
      response.setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.writeHead(201, { 'X-Request-Id': 'r-1' }).end('done');
    });
    const reply = await get(url, 5000);

    expect(reply).toMatchObject({ status: 201, body: 'done', transactionId: 'r-1' });
    expect(reply.headers).toMatchObject({ 'set-cookie': 'a=1,b=2', 'x-request-id': 'r-1' });
  });

  it('without a reply in time may have been processed, and may be sent again', async () => {
    const { url } = await serve(() => undefined);
    const error = await get(url, 600).catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({
      message: 'no reply within 1 s',
      isTransient: true,
      isUnsent: false,
    });
  });

  it('is closed even if its reply comes too late', async () => {
    const { url, closed } = await serve((_request, response) => {
      response.write('the first part');
      setTimeout(() => response.write('the second part, of many'), 300);
    });

    await expect(get(url, 100)).rejects.toThrow('no reply within 0 s');
    await closed;
  });
});
