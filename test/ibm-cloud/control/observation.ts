import { isHost } from '../hosts.ts';
import type { Network } from '../network/network.ts';
import type { Tunnel } from '../network/proxy.ts';
import type { Faults } from './faults.ts';
import type { Moments } from './moments.ts';
import { isMatch, type RequestRecord } from './request-log.ts';

/** What a test can see of the traffic, and do to it. */
export interface Observation {
  /** Every request so far, oldest first. */
  readonly requests: readonly RequestRecord[];
  /** Every connection that clients asked the proxy for, the refused ones among them. */
  readonly connections: readonly Tunnel[];
  readonly faults: Pick<Faults, 'add' | 'clear'>;
  /** Calls back at a moment of every matching request, which waits until the callback is done. */
  readonly on: Moments['on'];
  /** The requests to `iam`, to `registry`, to one registry (`us-south`) or to one host. */
  requestsTo(host: string): readonly RequestRecord[];
  /** How many connections have been opened to `iam`, `registry`, a registry or a host. */
  countConnectionsTo(host: string): number;
  /** Forgets the requests and connections so far. */
  clearRequests(): void;
  /** Takes a host, all of `iam` or all registries off the network, or brings them back. */
  setDown(host: string, isDown: boolean): void;
}

/** Makes the means to watch the network. */
export function createObservation({ log, proxy, faults, moments }: Network): Observation {
  return {
    requests: log,
    connections: proxy.tunnels,
    faults,
    on: moments.on,
    requestsTo: (host) => log.filter((record) => isMatch({ host }, record)),
    countConnectionsTo: (host) =>
      proxy.tunnels.filter(
        ({ target, status }) => status === 200 && isHost(host, target.replace(/:\d+$/, '')),
      ).length,
    clearRequests: () => {
      log.length = 0;
      proxy.clear();
    },
    setDown: (host, isDown) => proxy.setDown((asked) => isHost(host, asked), host, isDown),
  };
}
