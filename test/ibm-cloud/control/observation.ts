import { isHost } from '../hosts.ts';
import type { Network } from '../network/network.ts';
import type { Tunnel } from '../network/proxy.ts';
import type { Faults } from './faults.ts';
import type { Moments } from './moments.ts';
import { isMatch, type RequestRecord } from './request-log.ts';

/** How a test can observe and influence the traffic. */
export interface Observation {
  /** All requests so far, oldest first. */
  readonly requests: readonly RequestRecord[];
  /** All connections that clients requested from the proxy, including refused ones. */
  readonly connections: readonly Tunnel[];
  readonly faults: Pick<Faults, 'add' | 'clear'>;
  /** Calls back at a moment of every matching request. The request waits until the callback is done. */
  readonly on: Moments['on'];
  /** The requests to `iam`, to `registry`, to one registry (`us-south`) or to one host. */
  requestsTo(host: string): readonly RequestRecord[];
  /** How many connections were opened to `iam`, `registry`, one registry or one host. */
  countConnectionsTo(host: string): number;
  /** Deletes the recorded requests and connections. */
  clearRequests(): void;
  /** Takes a host, all of `iam` or all registries off the network, or restores them. */
  setDown(host: string, isDown: boolean): void;
}

/** Creates the functions to observe the network. */
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
