import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type CertificateAuthority, toPem } from '../network/certificates.ts';
import { sendReply } from '../network/send-reply.ts';
import type { World } from '../world.ts';
import { answerMetadata, type VirtualServer } from './metadata-answers.ts';

/** The virtual server that the metadata service belongs to, and how to reach the service. */
export interface MetadataOptions extends VirtualServer {
  /** Whether it supports only HTTPS, under its host name: IBM's "secure access". */
  readonly secureAccess?: boolean;
}

/**
 * A metadata service. On a real virtual server, it is at `http://169.254.169.254` or, with secure access,
 * at `https://api.metadata.cloud.ibm.com`. The double uses a port of 127.0.0.1, which is part of the URL.
 */
export interface MetadataService {
  readonly url: string;
  /** Method and path of each request so far. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

/** The only host name of the service with secure access. */
const NAME = 'api.metadata.cloud.ibm.com';

/** Starts the metadata service of one virtual server. Like the real service, it speaks either HTTP or HTTPS. */
export async function startMetadata(
  world: World,
  authority: CertificateAuthority,
  options: MetadataOptions,
): Promise<MetadataService> {
  const { secureAccess = false, ...virtualServer } = options;
  const session = { world, server: virtualServer, tokens: new Map<string, number>() };
  const requests: string[] = [];
  const listener: RequestListener = (message, response) => {
    requests.push(`${message.method} ${message.url}`);
    const isMisdirected = secureAccess && message.headers.host?.replace(/:\d+$/, '') !== NAME;
    const answered = isMisdirected
      ? Promise.resolve({ status: 421 })
      : answerMetadata(session, message);
    answered.then(
      (reply) => sendReply(response, reply),
      () => message.socket.destroy(),
    );
  };
  const server = secureAccess ? await secure(authority, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: secureAccess ? `https://${NAME}:${port}` : `http://127.0.0.1:${port}`,
    requests,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function secure(authority: CertificateAuthority, listener: RequestListener): Promise<Server> {
  const server = createSecureServer(toPem(await authority.sign(NAME, [NAME])), listener);
  // A client may abort the handshake.
  server.on('tlsClientError', () => undefined);
  return server;
}
