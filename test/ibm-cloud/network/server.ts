import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../clock.ts';
import type { Outcome } from '../control/fabricate.ts';
import type { Faults } from '../control/faults.ts';
import { misbehave } from '../control/misbehave.ts';
import type { Moments } from '../control/moments.ts';
import { type OpenRecord, toRecord } from '../control/request-log.ts';
import { findService, listCertifiedHosts } from '../hosts.ts';
import { newTransactionId } from '../identifiers.ts';
import { type CertificateAuthority, toPem } from './certificates.ts';
import { type Handler, type ReceivedRequest, type Reply, readBody } from './http-message.ts';
import type { Tunnel } from './proxy.ts';
import { sendReply, sendTruncated } from './send-reply.ts';
import { createContextFinder } from './server-names.ts';

/** What the server needs. */
export interface ServerOptions {
  readonly authority: CertificateAuthority;
  readonly clock: Clock;
  readonly faults: Faults;
  readonly moments: Moments;
  readonly log: OpenRecord[];
  readonly handle: Handler;
  /** Receives errors inside the double, or in a callback of the test. */
  readonly reportMistake: (error: unknown) => void;
  /** Finds the tunnel of a connection, by the port of its remote end. */
  readonly findTunnel: (remotePort: number) => Tunnel | undefined;
}

/** The TLS server behind the proxy. */
export interface Server {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts the server on a free port of 127.0.0.1. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const hosts = listCertifiedHosts();
  const signed = await options.authority.sign('icr.io', hosts);
  const server = createServer(
    {
      ...toPem(signed),
      SNICallback: createContextFinder(options.authority, hosts),
      keepAliveTimeout: 60_000,
    },
    (message, response) => {
      serve(options, message, response).catch((error: unknown) => {
        // A client that disconnects during its own request is not an error of the double.
        if (message.complete) {
          options.reportMistake(error);
        }
        message.socket.destroy();
      });
    },
  );
  // A client may abort the handshake.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function serve(
  options: ServerOptions,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = await receive(options, message);
  if (request === undefined) {
    await sendReply(response, { status: 421 });
    return;
  }
  const record = toRecord(request, options.clock.now());
  options.log.push(record);
  // A service reports the time by which its credentials expire.
  response.setHeader('date', new Date(options.clock.now()).toUTCString());
  await options.moments.reach('received', record);
  const outcome = await decide(options, request, record);
  if (outcome.kind === 'reply' || outcome.kind === 'truncate') {
    record.status = outcome.reply.status;
  }
  if (outcome.kind === 'reply') {
    record.replied = await sendReply(response, outcome.reply);
    await options.moments.reach('replied', record);
  } else if (outcome.kind === 'truncate') {
    await sendTruncated(response, outcome.reply);
  } else if (outcome.kind === 'reset') {
    message.socket.destroy();
  }
}

/** Reads a request. Returns nothing if its host is not the one that the tunnel leads to. */
async function receive(
  options: ServerOptions,
  message: IncomingMessage,
): Promise<ReceivedRequest | undefined> {
  const body = await readBody(message);
  const tunnel = options.findTunnel(message.socket.remotePort ?? 0);
  const host = (message.headers.host ?? '').replace(/:443$/, '').toLowerCase();
  const service = findService(host);
  if (tunnel === undefined || service === undefined || tunnel.target !== `${host}:443`) {
    return undefined;
  }
  const url = new URL(message.url ?? '/', `https://${host}`);
  return {
    transactionId: newTransactionId(),
    connectionId: tunnel.id,
    host,
    service,
    method: message.method ?? '',
    path: url.pathname,
    query: url.searchParams,
    headers: message.headers,
    body,
  };
}

async function decide(
  options: ServerOptions,
  request: ReceivedRequest,
  record: OpenRecord,
): Promise<Outcome> {
  const act = async (): Promise<Reply> => {
    const reply = await options.handle(request);
    await options.moments.reach('acted', record);
    return reply;
  };
  const rule = options.faults.take(record);
  if (rule === undefined) {
    return { kind: 'reply', reply: await act() };
  }
  record.fault = rule.do.kind;
  return await misbehave(rule, request, options.clock, act);
}
