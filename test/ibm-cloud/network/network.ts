import type { Clock } from '../clock.ts';
import { createFaults, type Faults } from '../control/faults.ts';
import { createMoments, type Moments } from '../control/moments.ts';
import type { OpenRecord } from '../control/request-log.ts';
import type { CertificateAuthority } from './certificates.ts';
import type { Handler } from './http-message.ts';
import { startProxy, type TunnelProxy } from './proxy.ts';
import type { ProxyOptions } from './proxy-verdict.ts';
import { startServer } from './server.ts';

/** What the network needs. */
export interface NetworkOptions {
  readonly authority: CertificateAuthority;
  readonly clock: Clock;
  readonly handle: Handler;
  readonly roundTripMs: number;
  readonly proxyCredentials: ProxyOptions['credentials'] | undefined;
}

/** The path from clients to the services: proxy, TLS server, and the faults between them. */
export interface Network {
  readonly proxy: TunnelProxy;
  readonly log: OpenRecord[];
  readonly faults: Faults;
  readonly moments: Moments;
  /** Rejects if an internal error occurred, because no client could report it. */
  stop(): Promise<void>;
}

/** Starts the proxy and the server behind it. */
export async function startNetwork(options: NetworkOptions): Promise<Network> {
  const { authority, clock, handle, roundTripMs, proxyCredentials } = options;
  const log: OpenRecord[] = [];
  const mistakes: unknown[] = [];
  const faults = createFaults();
  const moments = createMoments();
  let findTunnel: TunnelProxy['findTunnel'] = () => undefined;
  const server = await startServer({
    authority,
    clock,
    faults,
    moments,
    log,
    handle,
    reportMistake: (error) => mistakes.push(error),
    findTunnel: (port) => findTunnel(port),
  });
  const proxy = await startProxy({
    clock,
    roundTripMs,
    serverPort: server.port,
    ...(proxyCredentials === undefined ? {} : { credentials: proxyCredentials }),
  });
  findTunnel = proxy.findTunnel;
  return {
    proxy,
    log,
    faults,
    moments,
    stop: async () => {
      await Promise.all([proxy.stop(), server.stop()]);
      if (mistakes.length > 0) {
        throw new AggregateError(mistakes, `Inside the double: ${mistakes.join('; ')}`);
      }
    },
  };
}
