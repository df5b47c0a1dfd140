import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A proxy of another kind that forwards to the double's proxy. */
export interface OtherProxy {
  readonly port: number;
  stop(): Promise<void>;
}

/** Forwards every connection to an IPv6 address of this machine to the double's proxy. */
export function startIpv6Proxy(proxyUrl: string): Promise<OtherProxy> {
  return start('::1', (client) => {
    const far = connect(Number(new URL(proxyUrl).port), '127.0.0.1');
    join(client, far);
  });
}

/**
 * A SOCKS5 proxy without credentials (RFC 1928) that leads host names to the double, through the double's
 * proxy.
 */
export function startSocksProxy(proxyUrl: string): Promise<OtherProxy> {
  return start('127.0.0.1', async (client) => {
    await read(client);
    client.write(Buffer.from([5, 0]));
    const request = await read(client);
    const length = request[4] ?? 0;
    const host = request.toString('latin1', 5, 5 + length);
    const far = connect(Number(new URL(proxyUrl).port), '127.0.0.1');
    far.write(`CONNECT ${host}:443 HTTP/1.1\r\nHost: ${host}:443\r\n\r\n`);
    await read(far);
    client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
    join(client, far);
  });
}

/** A proxy that opens no tunnel, and says so with a status of its own choice: `401 Unauthorized`. */
export function startRefusingProxy(status: string): Promise<OtherProxy> {
  return start('127.0.0.1', async (client) => {
    await read(client);
    client.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
}

async function start(
  address: string,
  handle: (client: Socket) => void | Promise<void>,
): Promise<OtherProxy> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => undefined);
    Promise.resolve(handle(client)).catch(() => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) {
        socket.destroy();
      }
      await closed;
    },
  };
}

async function read(socket: Socket): Promise<Buffer> {
  const [chunk]: Buffer[] = await once(socket, 'data');
  return chunk ?? Buffer.alloc(0);
}

function join(client: Socket, far: Socket): void {
  far.on('error', () => client.destroy());
  client.on('close', () => far.destroy());
  client.pipe(far).pipe(client);
}
