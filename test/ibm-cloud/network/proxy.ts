import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { judge, type ProxyOptions, refuse, toHost } from './proxy-verdict.ts';
import { joinSockets, waitRoundTrip } from './round-trip.ts';

/** A CONNECT, or any other request, that reached the proxy. */
export interface Tunnel {
  readonly id: number;
  readonly at: number;
  /** Host and port as requested by the client. */
  readonly target: string;
  /** The proxy's status: 200, 403 (not an IBM host), 407 (credentials), 405 (not CONNECT) or 502 (down). */
  readonly status: number;
}

/** A CONNECT proxy on loopback that leads IBM's host names to the double and refuses all others. */
export interface TunnelProxy {
  readonly url: string;
  /** All requests so far, including refused ones. */
  readonly tunnels: readonly Tunnel[];
  /** Deletes the recorded requests. */
  clear(): void;
  /** Finds the tunnel whose connection to the server uses this local port. */
  findTunnel(localPort: number): Tunnel | undefined;
  /** Makes the proxy answer 502 for matching hosts and closes their tunnels, or restores the hosts. */
  setDown(isMatch: (host: string) => boolean, key: string, isDown: boolean): void;
  stop(): Promise<void>;
}

/** A tunnel that is in use. */
interface OpenTunnel {
  readonly tunnel: Tunnel;
  readonly host: string;
  readonly client: Socket;
}

/** The state of the proxy. */
interface Memory {
  readonly options: ProxyOptions;
  readonly tunnels: Tunnel[];
  /** By the local port of the connection to the server. */
  readonly open: Map<number, OpenTunnel>;
  readonly sockets: Set<Socket>;
  /** What is off the network, by the name that the test used. */
  readonly down: Map<string, (host: string) => boolean>;
  count: number;
}

/** Starts the proxy on a free port of 127.0.0.1. */
export async function startProxy(options: ProxyOptions): Promise<TunnelProxy> {
  const memory: Memory = {
    options,
    tunnels: [],
    open: new Map(),
    sockets: new Set(),
    down: new Map(),
    count: 0,
  };
  const server = listen(memory);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: toUrl((server.address() as AddressInfo).port, options.credentials),
    tunnels: memory.tunnels,
    clear: () => {
      memory.tunnels.length = 0;
    },
    findTunnel: (localPort) => memory.open.get(localPort)?.tunnel,
    setDown: (isMatch, key, isDown) => {
      memory.down.delete(key);
      if (isDown) {
        memory.down.set(key, isMatch);
        cut(memory, isMatch);
      }
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of memory.sockets) {
        socket.destroy();
      }
      await closed;
    },
  };
}

function listen(memory: Memory): Server {
  const server = createServer((request, response) => {
    record(memory, request.url ?? '', 405);
    response.writeHead(405, { allow: 'CONNECT' }).end();
  });
  server.on('connection', (socket) => {
    memory.sockets.add(socket);
    socket.on('close', () => memory.sockets.delete(socket));
  });
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    const target = request.url ?? '';
    const status = judge(request, target, memory.options, memory.down);
    const tunnel = record(memory, target, status);
    if (status === 200) {
      client.unshift(head);
      openTunnel(memory, { tunnel, host: toHost(target), client });
    } else {
      refuse(client, status);
    }
  });
  return server;
}

function record(memory: Memory, target: string, status: number): Tunnel {
  memory.count += 1;
  const tunnel = { id: memory.count, at: memory.options.clock.now(), target, status };
  memory.tunnels.push(tunnel);
  return tunnel;
}

function openTunnel({ options, open }: Memory, tunnel: OpenTunnel): void {
  const { client } = tunnel;
  client.on('error', () => undefined);
  const server = connect(options.serverPort, '127.0.0.1', () => {
    const { localPort } = server;
    if (localPort !== undefined) {
      open.set(localPort, tunnel);
      server.on('close', () => open.delete(localPort));
    }
    void waitRoundTrip(options.roundTripMs).then(() => {
      if (client.destroyed) {
        server.destroy();
        return;
      }
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      joinSockets(client, server, options.roundTripMs);
    });
  });
  server.on('error', () => client.destroy());
}

function cut({ open }: Memory, isMatch: (host: string) => boolean): void {
  for (const { host, client } of open.values()) {
    if (isMatch(host)) {
      client.destroy();
    }
  }
}

function toUrl(port: number, credentials: ProxyOptions['credentials']): string {
  const url = new URL(`http://127.0.0.1:${port}`);
  if (credentials !== undefined) {
    url.username = encodeURIComponent(credentials.user);
    url.password = encodeURIComponent(credentials.password);
  }
  return url.href.replace(/\/$/, '');
}
