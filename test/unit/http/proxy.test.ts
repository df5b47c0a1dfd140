import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { HttpClient } from '@actions/http-client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { nameProxy, prepareProxy, UNWRAP_IPV6 } from '../../../src/http/proxy.ts';

describe('the proxy variables', () => {
  it.each([
    [{}, {}],
    [{ HTTPS_PROXY: '' }, { HTTPS_PROXY: '' }],
    [{ HTTPS_PROXY: 'http://proxy:3128' }, { HTTPS_PROXY: 'http://proxy:3128' }],
    [{ HTTPS_PROXY: 'https://proxy:3128/' }, { HTTPS_PROXY: 'https://proxy:3128/' }],
    [{ HTTPS_PROXY: 'proxy:3128' }, { HTTPS_PROXY: 'http://proxy:3128' }],
    [{ https_proxy: 'u:p%25@10.0.0.1:3128' }, { https_proxy: 'http://u:p%25@10.0.0.1:3128' }],
    [{ HTTPS_PROXY: '[::1]:3128' }, { HTTPS_PROXY: 'http://[::1]:3128' }],
    [{ HTTPS_PROXY: 'http://[fe80::1]' }, { HTTPS_PROXY: 'http://[fe80::1]' }],
    [{ HTTPS_PROXY: 'http://u:"p\'@proxy' }, { HTTPS_PROXY: 'http://u:"p\'@proxy' }],
    [{ HTTPS_PROXY: 'http://pröxy_1.local' }, { HTTPS_PROXY: 'http://pröxy_1.local' }],
    [{ NO_PROXY: '*.icr.io,*.ibm.com, *.x' }, { NO_PROXY: '.icr.io,.ibm.com, .x' }],
    [{ no_proxy: '*, a*.example' }, { no_proxy: '*, a*.example' }],
  ])('%j become %j', (environment, expected) => {
    const given = { ...environment };
    prepareProxy(given);
    expect(given).toEqual(expected);
  });

  it.each([
    'http://',
    'http://u:50%off@proxy',
    'http://%zz@proxy',
    'a b',
    'file:///proxy',
    // Quotes that no shell has removed.
    '"http://proxy:3128"',
    "'http://proxy:3128'",
    '"proxy:3128"',
    '"proxy"',
    "'proxy'",
    'http://"proxy"',
    '::1',
    'http://::1:3128',
    'http://proxy:port',
    'ftp://proxy:21',
    // Characters that end the credentials for Node.js, so that the domain or the user would be the host.
    'http://domain\\user:pw@proxy:3128',
    'domain\\user@proxy:3128',
    'http://user:80/pw@proxy',
    'http://user:80#pw@proxy',
    'http://us?er:pw@proxy',
  ])('name no proxy with %j', (address) => {
    for (const name of ['HTTPS_PROXY', 'https_proxy']) {
      expect(() => prepareProxy({ [name]: address })).toThrow(
        `${name} is not the address of a proxy.`,
      );
    }
  });

  it.each(['socks5://proxy:1080', 'socks://u:p@proxy', 'SOCKS5H://proxy', 'socks4a://[::1]:1080'])(
    'with %j cause an error that says it is a SOCKS proxy',
    (address) => {
      expect(() => prepareProxy({ https_proxy: address })).toThrow(
        /^https_proxy is a SOCKS proxy\. Docker can use such a proxy/,
      );
    },
  );

  it.each([
    'http://u:my-password@',
    'socks5://u:my-password@proxy',
    '"http://u:my-password@proxy"',
  ])('are never repeated in an error: %s', (address) => {
    const prepare = (): void => prepareProxy({ HTTPS_PROXY: address });

    expect(prepare).toThrow('HTTPS_PROXY is');
    expect(prepare).not.toThrow('my-password');
  });
});

describe('the name of the proxy', () => {
  it.each([
    [{}, 'the proxy'],
    [{ HTTPS_PROXY: '' }, 'the proxy'],
    [{ HTTPS_PROXY: 'http://proxy:3128' }, 'the proxy proxy:3128'],
    [{ HTTPS_PROXY: 'proxy' }, 'the proxy proxy'],
    [{ HTTPS_PROXY: 'http://u:my-password@proxy:3128/path' }, 'the proxy proxy:3128'],
    [{ HTTPS_PROXY: 'http://[::1]:3128' }, 'the proxy [::1]:3128'],
    [{ https_proxy: 'http://first', HTTPS_PROXY: 'http://second' }, 'the proxy first'],
    [{ https_proxy: '', HTTPS_PROXY: 'http://second' }, 'the proxy second'],
    [{ HTTPS_PROXY: 'http://' }, 'the proxy'],
  ])('with %j is %j', (environment, name) => {
    expect(nameProxy(environment)).toBe(name);
  });
});

describe.skipIf(!hasIpv6())('a proxy with an IPv6 address', () => {
  const servers: Server[] = [];

  afterEach(() => {
    vi.unstubAllEnvs();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('can be reached', async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer().on('connect', (request, socket) => {
      asked.push(request.url);
      socket.end('HTTP/1.1 407 No\r\n\r\n');
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '::1', resolve));
    const { port } = server.address() as AddressInfo;
    vi.stubEnv('https_proxy', `http://[::1]:${port}`);
    vi.stubEnv('no_proxy', '');
    vi.stubEnv('NO_PROXY', '');
    const client = new HttpClient('test', [UNWRAP_IPV6]);

    await expect(client.get('https://us.icr.io/')).rejects.toThrow('statusCode=407');
    expect(asked).toEqual(['us.icr.io:443']);
  });
});

function hasIpv6(): boolean {
  return Object.values(networkInterfaces()).some((addresses) =>
    addresses?.some(({ address }) => address === '::1'),
  );
}
