import { afterEach, describe, expect, it, vi } from 'vitest';
import { explainClientFailure, explainClientTimeout } from '../../../src/clients/client-error.ts';
import { isTransientFailure } from '../../../src/clients/client-words.ts';
import { ActionError } from '../../../src/errors/action-error.ts';
import { STATUS_ADVICE } from '../../../src/http/refusal.ts';

const HOST = 'us.icr.io';
const credential = { username: 'iamapikey', secret: 'a-key-of-nobody-0123456789' };
const LOGIN = { client: 'docker', host: HOST, credential };

function explain(output: string) {
  return explainClientFailure(LOGIN, { exitCode: 1, output });
}

/** What docker and podman print, and what it means. */
const OUTPUTS = [
  [
    'Error response from daemon: Get "https://us.icr.io/v2/": unauthorized: Authorization required. See https://cloud.ibm.com/docs',
    'credential-refused',
  ],
  ['Error: logging into "us.icr.io": invalid username/password', 'credential-refused'],
  [
    'Error: authenticating creds for "us.icr.io": Requesting bearer token: invalid status code from registry 400 (Bad Request)',
    'credential-refused',
  ],
  [
    'login attempt to https://us.icr.io/v2/ failed with status: 401 Unauthorized',
    'credential-refused',
  ],
  // Docker 29 adds the name of the status in its own words.
  [
    'Error response from daemon: login attempt to https://us.icr.io/v2/ failed with status: 403 Forbidden: permission denied',
    'credential-refused',
  ],
  [
    'denied: You are not authorized to access the specified account. CRG0009E',
    'account-not-authorized',
  ],
  ['denied: insufficient scope', 'not-permitted'],
  [
    'Private-only access is enabled on this account, but this request was over the public network.',
    'private-only',
  ],
  ['Your account has exceeded its pull traffic quota for the current month.', 'quota-exceeded'],
  [
    'Get "https://us.icr.io/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'certificate-not-trusted',
  ],
  [
    'Get "https://us.icr.io/v2/": dial tcp: lookup us.icr.io on 127.0.0.53:53: no such host',
    'host-unknown',
  ],
  [
    'Get "https://us.icr.io/v2/": dial tcp: lookup proxy.example on 127.0.0.53:53: no such host',
    'proxy-refused',
  ],
  [
    'Get "https://auth.example/token": dial tcp: lookup auth.example on 127.0.0.53:53: no such host',
    'host-unknown',
  ],
  [
    'Get "https://us.icr.io/v2/": proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused',
    'proxy-refused',
  ],
  ['Get "https://us.icr.io/v2/": Proxy Authentication Required', 'proxy-refused'],
  [
    'Get "https://us.icr.io/v2/": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    'service-failed',
  ],
  ['received unexpected HTTP status: 503 Service Unavailable', 'service-failed'],
  ['toomanyrequests: Too many requests', 'rate-limited'],
  ['Get "https://us.icr.io/v2/": Bad Gateway', 'service-failed'],
  ['Get "https://us.icr.io/v2/": Forbidden', 'proxy-refused'],
  ['Get "https://us.icr.io/v2/": EOF', 'service-failed'],
  // The words of a status, which a proxy gives instead of a tunnel.
  ['Get "https://us.icr.io/v2/": Unauthorized', 'proxy-refused'],
  ['Get "https://us.icr.io/v2/": Unavailable For Legal Reasons', 'proxy-refused'],
  [
    'Error: pinging container registry us.icr.io: Get "https://us.icr.io/v2/": URLBlocked',
    'proxy-refused',
  ],
  // The status of a proxy without text of its own, or with that of a web gateway.
  ['Get "https://us.icr.io/v2/": ', 'proxy-refused'],
  ['Get "https://us.icr.io/v2/": unknown status code', 'proxy-refused'],
  ['Get "https://us.icr.io/v2/": authenticationrequired', 'proxy-refused'],
  // Docker until 20.10.7, which was built with Go 1.13, has no quotes around the URL.
  ['Error response from daemon: Get https://us.icr.io/v2/: Forbidden', 'proxy-refused'],
  ['Get https://us.icr.io/v2/: authenticationrequired', 'proxy-refused'],
  ['Get https://us.icr.io/v2/: unknown status code', 'proxy-refused'],
  ['Get https://us.icr.io/v2/: Service Unavailable', 'service-failed'],
  ['Get https://us.icr.io/v2/: unauthorized: Authorization required', 'credential-refused'],
  // What is denied by someone else than the registry.
  ['type=AVC msg=audit: avc:  denied  { write } for comm="docker"', 'check-failed'],
  ['Get "https://us.icr.io/v2/": remote error: tls: access denied', 'check-failed'],
  ['denied: requested access to the resource is denied', 'credential-refused'],
  ['unknown flag: --password-stdin', 'check-failed'],
] as const;

const GET = 'Get "https://us.icr.io/v2/":';

/** How Go describes a name service that does not answer, or that answers something else. */
const LOOKUPS = [
  'lookup us.icr.io: i/o timeout',
  'lookup us.icr.io on 10.0.0.10:53: read udp 10.1.1.1:3->10.0.0.10:53: i/o timeout',
  'lookup us.icr.io on [::1]:53: read udp [::1]:1->[::1]:53: read: connection refused',
  'lookup us.icr.io on 8.8.8.8:53: dial udp 8.8.8.8:53: connect: network is unreachable',
  'lookup us.icr.io: Try again',
];

/** Connections that fail, as Linux, Windows, HTTP/2 and proxies describe them. */
const UNREACHED = [
  'dial tcp 1.2.3.4:443: connect: connection timed out',
  'dial tcp [2001:db8::1]:443: connect: cannot assign requested address',
  'dial tcp 1.2.3.4:443: connectex: A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond.',
  'dial tcp 1.2.3.4:443: connectex: No connection could be made because the target machine actively refused it.',
  'dial tcp 1.2.3.4:443: connectex: A socket operation was attempted to an unreachable network.',
  'read tcp 10.1.1.1:4->1.2.3.4:443: wsarecv: An existing connection was forcibly closed by the remote host.',
  'http2: server sent GOAWAY and closed the connection; LastStreamID=1, ErrCode=NO_ERROR, debug=""',
  'stream error: stream ID 1; INTERNAL_ERROR; received from peer',
  'http2: client connection lost',
  'http: server closed idle connection',
  'Gateway Time-out',
];

describe('the output of a container client', () => {
  it.each(OUTPUTS)('%s is reported as %s', (output, code) => {
    const error = explain(output);

    expect(error.code).toBe(code);
    expect(error.explanation.problem).toContain(
      '`docker login us.icr.io` ended with exit code 1: ',
    );
  });

  it('leads to another try if the problem may be temporary', () => {
    const transient = OUTPUTS.filter(([output]) => isTransientFailure(output, HOST));

    expect(transient.map(([, code]) => code)).toEqual([
      // Docker did not receive the challenge of the registry, so it did not send the credential.
      'credential-refused',
      'proxy-refused',
      'service-failed',
      'service-failed',
      'rate-limited',
      'service-failed',
      'service-failed',
      'service-failed',
    ]);
  });

  it.each(['407', '429', '503'])('is not about a status %s that is part of an ID', (digits) => {
    const body = `{"code":"CRG0000E","message":"No","request-id":"72-1540337041.${digits}-99712"}`;
    const output = `${GET} error parsing HTTP 400 response body: no error details found in HTTP response body: ${JSON.stringify(body)}`;

    expect(explain(output).code).toBe('credential-refused');
    expect(isTransientFailure(output, HOST)).toBe(false);
  });

  it('is about the machine if its firewall forbids the connection on Windows', () => {
    const output =
      'connectex: An attempt was made to access a socket in a way forbidden by its access permissions.';

    expect(explain(`${GET} dial tcp 1.2.3.4:443: ${output}`).message).toContain(
      'A problem on this machine prevented',
    );
  });

  it('is about a proxy as well if the refusal is a web page', () => {
    const output = `${GET} error parsing HTTP 403 response body: invalid character '<' looking for beginning of value: "<html>"`;
    const { code, explanation } = explain(output);

    expect(code).toBe('credential-refused');
    expect(explanation.fix).toContain('The answer is a web page');
  });

  it.each(LOOKUPS)('is about the name service, and leads to another try: %s', (output) => {
    expect(explain(`${GET} dial tcp: ${output}`).code).toBe('host-unknown');
    expect(isTransientFailure(`${GET} dial tcp: ${output}`, HOST)).toBe(true);
  });

  it.each(UNREACHED)('is about the connection, and leads to another try: %s', (output) => {
    expect(explain(`${GET} ${output}`).code).toBe('service-failed');
    expect(isTransientFailure(`${GET} ${output}`, HOST)).toBe(true);
  });

  it('leads to advice about a file system that is read-only, not about its space', () => {
    const output =
      'Error: creating container storage: mkdir /var/lib/containers: read-only file system';
    const { code, explanation } = explain(output);

    expect(code).toBe('check-failed');
    expect(explanation.fix).toContain('Make the file system that the message names writable');
  });

  it('is quoted without warnings, unless there is nothing else', () => {
    const noise = 'WARNING! Using --password is insecure.\ntime="2026" level=warning msg="x"\n';

    expect(explain(`${noise}\nfailed for a reason`).message).toContain('1: failed for a reason\n');
    expect(explain(noise).message).toContain('1: WARNING! Using --password is insecure.');
  });
});

describe('a proxy that refuses a connection', () => {
  const REFUSAL = 'Get "https://us.icr.io/v2/": Proxy Authentication Required';

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    ['http://u:my-password@10.0.0.1:3128', REFUSAL, 'the proxy 10.0.0.1:3128'],
    // Podman may have its own proxy, in containers.conf.
    ['', REFUSAL, 'the proxy'],
    [
      'http://10.0.0.1:3128',
      `Error response from daemon: ${REFUSAL}`,
      'the proxy of the Docker daemon',
    ],
  ])('is named: with HTTPS_PROXY=%s, the error %s comes from %s', (address, output, name) => {
    vi.stubEnv('https_proxy', '');
    vi.stubEnv('HTTPS_PROXY', address);

    expect(explain(output).explanation.fix).toMatch(`Allow us.icr.io:443 in ${name}, and`);
  });
});

describe('a daemon that does not answer', () => {
  it.each([
    [
      'docker',
      'Cannot connect to the Docker daemon. Is the docker daemon running?',
      'the Docker daemon',
    ],
    [
      'podman',
      'Error: unable to connect to Podman socket: connection refused',
      'the Podman service',
    ],
  ])('is named for %s', (client, output, name) => {
    const { code, message } = explainClientFailure({ ...LOGIN, client }, { exitCode: 1, output });

    expect(code).toBe('check-failed');
    expect(message).toContain(`${client} did not reach ${name}`);
    expect(message).toContain(client === 'docker' ? 'DOCKER_HOST' : 'CONTAINER_HOST');
    expect(message.includes('DOCKER_HOST')).toBe(client === 'docker');
  });

  it.each([
    'client version 1.43 is too old. Minimum supported API version is 1.44, please upgrade your client to a newer version',
    '"auth" requires API version 1.44, but the Docker daemon API version is 1.41',
    'client version 1.52 is too new. Maximum supported API version is 1.41',
  ])('is of another time than docker: %s', (output) => {
    const { code, explanation } = explain(`Error response from daemon: ${output}`);

    expect(code).toBe('check-failed');
    expect(explanation.problem).toContain(
      'docker and the Docker daemon have no API version in common',
    );
    expect(explanation.fix).toContain('DOCKER_API_VERSION');
  });

  it.each([
    'Error response from daemon: API returned a 403 (Forbidden) but provided no error-message',
    'request returned 403 Forbidden; check if the server supports the requested API version',
  ])('may refuse the request: %s', (output) => {
    const { code, explanation } = explain(output);

    expect(code).toBe('check-failed');
    expect(explanation.fix).toContain('allow `POST /auth`');
  });

  it('cannot be found with an invalid DOCKER_HOST', () => {
    const { code, explanation } = explain('unable to parse docker host `docker`');

    expect(code).toBe('check-failed');
    expect(explanation.fix).toContain('check DOCKER_HOST');
  });

  it('has name servers of its own', () => {
    const output =
      'Error response from daemon: Get "https://us.icr.io/v2/": dial tcp: lookup us.icr.io: no such host';

    expect(explain(output).code).toBe('host-unknown');
  });
});

describe('a timeout', () => {
  const timeout = new ActionError('timed-out', {
    problem: 'It hung.',
    fix: 'Wait.',
    link: 'https://icr.io',
  });

  it("leads to IBM Cloud's status if the service reported an error last", () => {
    const { explanation } = explainClientTimeout(
      timeout,
      'unexpected status: 503 Service Unavailable',
    );

    expect(explanation).toMatchObject({ problem: 'It hung.', ...STATUS_ADVICE });
  });

  it.each([undefined, 'i/o timeout'])('keeps its own advice after %s', (output) => {
    expect(explainClientTimeout(timeout, output).explanation).toMatchObject(timeout.explanation);
  });
});
