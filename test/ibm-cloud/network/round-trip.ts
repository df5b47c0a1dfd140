import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Connects two sockets in both directions. Every byte is delayed by half a round trip each way. */
export function joinSockets(client: Socket, server: Socket, roundTripMs: number): void {
  client.setNoDelay(true);
  server.setNoDelay(true);
  carry(client, server, roundTripMs / 2);
  carry(server, client, roundTripMs / 2);
}

/** Waits for one whole round trip, as it takes to open a connection. */
export async function waitRoundTrip(roundTripMs: number): Promise<void> {
  if (roundTripMs > 0) {
    await sleep(roundTripMs);
  }
}

function carry(from: Socket, to: Socket, delayMs: number): void {
  // An error is followed by 'close'. Without a listener, the error would end the process.
  from.on('error', () => undefined);
  if (delayMs === 0) {
    from.pipe(to);
    from.on('close', () => to.destroySoon());
    return;
  }
  // Timers with the same delay fire in the order in which they were set, so the bytes stay in order.
  const later = (action: () => void): void => {
    setTimeout(() => {
      if (!to.destroyed) {
        action();
      }
    }, delayMs);
  };
  from.on('data', (chunk: Buffer) => later(() => to.write(chunk)));
  from.on('end', () => later(() => to.end()));
  from.on('close', () => later(() => to.destroySoon()));
}
