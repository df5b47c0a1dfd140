import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { explainNetworkError, NetworkError } from '../../../src/http/network-error.ts';

/** An error as Node.js throws it for a certificate. */
function refuse(code: string, message: string): NetworkError {
  return new NetworkError('us.icr.io', Object.assign(new Error(message), { code }));
}

/** What Node.js says about certificates of proxies that inspect TLS. */
const UNACCEPTABLE = [
  ['UNSPECIFIED', 'CA signature digest algorithm too weak'],
  ['UNSPECIFIED', 'EE certificate key too weak'],
  ['INVALID_PURPOSE', 'unsuitable certificate purpose'],
  ['INVALID_CA', 'invalid CA certificate'],
  ['PATH_LENGTH_EXCEEDED', 'path length constraint exceeded'],
] as const;

describe('a certificate', () => {
  it.each(UNACCEPTABLE)('that nobody accepts is not tried again: %s, %s', (code, message) => {
    const error = refuse(code, message);
    const explained = explainNetworkError(error);

    expect(error.isTransient).toBe(false);
    expect(explained.code).toBe('certificate-not-trusted');
    expect(explained.explanation.problem).toContain(message);
    // The authority may be trusted already.
    expect(explained.explanation.fix).not.toContain('NODE_EXTRA_CA_CERTS');
  });

  it('of an unknown authority is not tried again', () => {
    const error = refuse('SELF_SIGNED_CERT_IN_CHAIN', 'self-signed certificate in chain');

    expect(error.isTransient).toBe(false);
    expect(explainNetworkError(error).explanation.fix).toContain('NODE_EXTRA_CA_CERTS');
  });
});

/** Nothing listens at these addresses, as if a firewall refused every connection. */
const REFUSING = [
  { address: '127.255.255.253', family: 4 },
  { address: '127.255.255.254', family: 4 },
];

/** The error of a connection to a host with several addresses, as Node.js throws it. */
function connectInVain(): Promise<Error> {
  return new Promise((resolve) => {
    connect({
      host: 'us.icr.io',
      port: 443,
      autoSelectFamily: true,
      lookup: (_host, _options, answer) => answer(null, REFUSING),
    }).once('error', resolve);
  });
}

describe('a host with several addresses', () => {
  it('that refuses at each is described with the reason of each', async () => {
    const error = new NetworkError('us.icr.io', await connectInVain());

    for (const { address } of REFUSING) {
      expect(explainNetworkError(error).message).toContain(`connect ECONNREFUSED ${address}:443`);
    }
    expect(error).toMatchObject({ isTransient: true, isUnsent: true });
  });
});

describe('a request', () => {
  it.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])(
    'is certainly not sent if the connection failed with %s',
    (code) => {
      const error = Object.assign(new Error(`connect ${code} 192.0.2.1:443`), { code });
      const connecting = Object.assign(error, { syscall: 'connect' });

      expect(new NetworkError('us.icr.io', connecting).isUnsent).toBe(true);
      expect(new NetworkError('us.icr.io', new AggregateError([connecting])).isUnsent).toBe(true);
    },
  );

  it('may have been sent if an open connection failed', () => {
    const error = Object.assign(new Error('read ETIMEDOUT'), { code: 'ETIMEDOUT' });
    const reading = Object.assign(error, { syscall: 'read' });

    expect(new NetworkError('us.icr.io', reading).isUnsent).toBe(false);
  });
});

describe('a name service', () => {
  it.each(['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL'])('that fails with %s is named', (code) => {
    const cause = Object.assign(new Error(`getaddrinfo ${code} us.icr.io`), { code });
    const error = new NetworkError('us.icr.io', Object.assign(cause, { syscall: 'getaddrinfo' }));

    expect(error.isUnsent).toBe(true);
    expect(explainNetworkError(error).code).toBe('host-unknown');
  });
});
