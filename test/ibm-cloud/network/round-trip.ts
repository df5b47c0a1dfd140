import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Joins two sockets in both directions; every byte takes half a round trip each way. */
export function joinSockets(client: Socket, server: Socket, roundTripMs: number): void {
  client.setNoDelay(true);
  server.setNoDelay(true);
  carry(client, server, roundTripMs / 2);
  carry(server, client, roundTripMs / 2);
}

/** Waits for one whole round trip: what opening a connection costs. */
export async function waitRoundTrip(roundTripMs: number): Promise<void> {
  if (roundTripMs > 0) {
    await sleep(roundTripMs);
  }
}

function carry(from: Socket, to: Socket, delayMs: number): void {
  // An error is followed by 'close'; without a listener it would end the process.
  from.on('error', () => undefined);
  if (delayMs === 0) {
    from.pipe(to);
    from.on('close', () => to.destroySoon());
    return;
  }
  // Timers of one length fire in the order they were set, so the bytes keep theirs.
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
