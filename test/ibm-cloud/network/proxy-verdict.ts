import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../clock.ts';
import { findService } from '../hosts.ts';

/** What the proxy needs. */
export interface ProxyOptions {
  readonly clock: Clock;
  readonly serverPort: number;
  readonly roundTripMs: number;
  readonly credentials?: { readonly user: string; readonly password: string };
}

/** The status with which to answer a CONNECT: 200, 403, 407 or 502. */
export function judge(
  request: IncomingMessage,
  target: string,
  options: ProxyOptions,
  down: ReadonlyMap<string, (host: string) => boolean>,
): number {
  const { credentials } = options;
  if (credentials !== undefined) {
    const expected = Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64');
    if (request.headers['proxy-authorization'] !== `Basic ${expected}`) {
      return 407;
    }
  }
  const host = toHost(target);
  if (!target.endsWith(':443') || findService(host) === undefined) {
    return 403;
  }
  return [...down.values()].some((isMatch) => isMatch(host)) ? 502 : 200;
}

/** Refuses a CONNECT. */
export function refuse(client: Socket, status: number): void {
  const reasons: Record<number, string> = {
    403: 'Forbidden',
    407: 'Proxy Authentication Required',
    502: 'Bad Gateway',
  };
  client.on('error', () => undefined);
  const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="proxy"\r\n' : '';
  client.end(
    `HTTP/1.1 ${status} ${reasons[status]}\r\n${challenge}Connection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

/** The host in a CONNECT's target. */
export function toHost(target: string): string {
  return target.replace(/:\d+$/, '').toLowerCase();
}
