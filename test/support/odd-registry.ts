import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { toPem } from '../ibm-cloud/network/certificates.ts';
import { shareAuthority } from '../ibm-cloud/network/shared-authority.ts';

/** A host whose certificate is not valid now, and the proxy that leads to it. */
export interface OddRegistry {
  readonly proxyUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts a server with a real registry host in its certificate, signed by the double's authority. A CONNECT
 * proxy leads every tunnel to it.
 *
 * @param shiftMs how far the signer's clock is ahead of the real time.
 */
export async function startOddRegistry(host: string, shiftMs: number): Promise<OddRegistry> {
  const authority = await shareAuthority();
  const pem = toPem(await authority.sign(host, [host], shiftMs));
  const server = createSecureServer(pem, (_, response) => void response.writeHead(401).end());
  // A client that does not trust the certificate ends the handshake.
  server.on('tlsClientError', () => undefined);
  const port = await listen(server);
  const sockets = new Set<Socket>();
  const proxy = createServer();
  proxy.on('connect', (_, client: Socket) => {
    const far = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(far).pipe(client);
    });
    for (const socket of [client, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
  });
  const proxyPort = await listen(proxy);
  return {
    proxyUrl: `http://127.0.0.1:${proxyPort}`,
    stop: async () => {
      for (const socket of sockets) {
        socket.destroy();
      }
      await Promise.all([close(proxy), close(server)]);
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  await new Promise((resolve) => server.close(resolve));
}
