import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type CertificateAuthority, toPem } from '../network/certificates.ts';
import { sendReply } from '../network/send-reply.ts';
import type { World } from '../world.ts';
import { answerMetadata, type VirtualServer } from './metadata-answers.ts';

/** The virtual server whose metadata service this is, and how it is reached. */
export interface MetadataOptions extends VirtualServer {
  /** Whether it answers HTTPS alone, and only under its name: IBM's "secure access". */
  readonly secureAccess?: boolean;
}

/**
 * A metadata service. On a virtual server it is `http://169.254.169.254`, or with secure access
 * `https://api.metadata.cloud.ibm.com`; here it is a port of 127.0.0.1, which the URL of either kind names.
 */
export interface MetadataService {
  readonly url: string;
  /** Method and path of each request so far. */
  readonly requests: readonly string[];
  stop(): Promise<void>;
}

/** The one name that the service has with secure access. */
const NAME = 'api.metadata.cloud.ibm.com';

/** Starts the metadata service of one virtual server: as the real one, it speaks HTTP or HTTPS, never both. */
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
  // A client that gives up in the middle of the handshake is its own affair.
  server.on('tlsClientError', () => undefined);
  return server;
}
