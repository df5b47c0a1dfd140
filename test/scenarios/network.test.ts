import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { listAlive, MINT, playMint } from '../support/minting.ts';
import { startIpv6Proxy, startSocksProxy } from '../support/other-proxies.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { EXCHANGE } from '../support/traffic.ts';

const FILE = { client: 'file' } as const;
const NO_NAMES = {
  NODE_OPTIONS: `--require ${join(import.meta.dirname, '..', 'support', 'name-service.cjs')}`,
};
const LOOPBACK_NAMES = { ...NO_NAMES, LOOPBACK_NAMES: '1' };
const PROXY_OWNER = { user: 'build er', password: 'p@ss:w/rd-of-proxy' };

/** The targets requested from the proxy, and its replies. */
function listTunnels({ cloud }: Stage): readonly string[] {
  return cloud.connections.map(({ target, status }) => `${target} ${status}`);
}

describe('a proxy that requires credentials', () => {
  const cloud = { proxyCredentials: PROXY_OWNER };

  scenario(
    'receives those in its address, and none of them appear in the log',
    { cloud },
    async (stage) => {
      stage.secrets.push(PROXY_OWNER.password);
      const { main, post } = await playMint(stage);

      expect(main.failed).toBe(false);
      expect(main.stderr + post.stderr).toBe('');
      expect([...main.annotations, ...post.annotations]).toEqual([]);
      expect(listAlive(stage)).toEqual([]);
    },
  );

  scenario(
    'refuses a request without them, and the error says so immediately',
    { cloud },
    async (stage) => {
      const HTTPS_PROXY = stage.cloud.proxyUrl.replace(/\/\/.*@/, '//');
      const env = { HTTPS_PROXY, https_proxy: HTTPS_PROXY };
      const main = await stage.fail(MINT, { env });

      const { code, message } = readError(main);
      expect(code).toBe('proxy-refused');
      expect(message).toContain('did not connect to iam.cloud.ibm.com');
      expect(message).toContain('statusCode=407');
      expect(message).toContain('the credentials in HTTPS_PROXY');
      expect(listTunnels(stage)).toEqual(['iam.cloud.ibm.com:443 407']);
    },
  );
});

describe('a proxy', () => {
  scenario('that forbids a host is asked only once', {}, async (stage) => {
    const iam = { 'iam-url': 'https://not.of.ibm.iam.cloud.ibm.com' };
    const main = await stage.fail({ ...MINT, ...iam });

    const { code, message } = readError(main);
    expect(code).toBe('proxy-refused');
    expect(message).toContain('Allow not.of.ibm.iam.cloud.ibm.com:443 in the proxy');
    expect(listTunnels(stage)).toEqual(['not.of.ibm.iam.cloud.ibm.com:443 403']);
  });

  scenario('that cannot reach a host for a moment is asked again', {}, async (stage) => {
    const { cloud } = stage;
    cloud.on('received', EXCHANGE, () => {
      cloud.setDown('registry', true);
    });
    // Until a request has failed: how soon that happens depends on the machine.
    const recovery = setInterval(() => {
      if (cloud.connections.some(({ status }) => status === 502)) {
        cloud.setDown('registry', false);
      }
    }, 20);
    const { main, post } = await playMint(stage);
    clearInterval(recovery);

    expect(main.failed).toBe(false);
    expect(listTunnels(stage)).toContain('us.icr.io:443 502');
    // The request for the token was never sent, so no reply was lost, and there is nothing to look for.
    expect(stage.cloud.ledger.all()).toHaveLength(1);
    expect(post.annotations).toEqual([]);
  });

  scenario('that does not exist is named in the error', {}, async (stage) => {
    const env = {
      HTTPS_PROXY: 'http://127.255.255.254:9',
      https_proxy: 'http://127.255.255.254:9',
    };
    const main = await stage.fail({ ...FILE, timeout: '15' }, { env });

    const { code, message } = readError(main);
    // Whether there is time for another try after the last failure is random.
    expect(['timed-out', 'proxy-refused']).toContain(code);
    expect(message).toContain(
      'tunneling socket could not be established, cause=connect ECONNREFUSED',
    );
  });

  scenario('can be set with a variable in lower case', {}, async (stage) => {
    const { main } = await stage.play(FILE, { env: { HTTPS_PROXY: '' } });

    expect(main.failed).toBe(false);
    expect(listTunnels(stage)).toEqual(['us.icr.io:443 200']);
  });

  scenario('can be set without http://, as for curl and docker', {}, async (stage) => {
    const { port } = new URL(stage.cloud.env['HTTPS_PROXY'] ?? '');
    const address = `localhost:${port}`;
    const { main } = await stage.play(FILE, {
      env: { HTTPS_PROXY: address, https_proxy: address },
    });

    expect(main.failed).toBe(false);
    expect(listTunnels(stage)).toEqual(['us.icr.io:443 200']);
  });

  scenario('in a form that needs correction works for several logins', {}, async (stage) => {
    const { port } = new URL(stage.cloud.env['HTTPS_PROXY'] ?? '');
    const address = `localhost:${port}`;
    const hosts = '*.example.com';
    const proxies = { HTTPS_PROXY: address, https_proxy: address };
    const job = stage.startJob({ env: { ...proxies, NO_PROXY: hosts, no_proxy: hosts } });
    await stage.step(job, FILE).main();
    const second = await stage.step(job, { ...FILE, region: 'eu-de' }).main();

    expect(second.annotations).toEqual([]);
    expect(listTunnels(stage)).toEqual(['us.icr.io:443 200', 'de.icr.io:443 200']);
  });

  for (const client of ['file', 'docker']) {
    const programs = client === 'file' ? [] : [client];
    scenario(`can have an IPv6 address, with client ${client}`, { programs }, async (stage) => {
      const proxy = await startIpv6Proxy(stage.cloud.proxyUrl);
      const address = `http://[::1]:${proxy.port}`;
      const env = { HTTPS_PROXY: address, https_proxy: address };
      const { main, post } = await playMint(stage, { client }, { env });
      await proxy.stop();

      expect(main.outputs['logged-in']).toBe('true');
      expect([...main.annotations, ...post.annotations]).toEqual([]);
      expect(listAlive(stage)).toEqual([]);
      expect(listTunnels(stage)).toContain('us.icr.io:443 200');
    });
  }

  scenario('of type SOCKS causes an error that says so', {}, async (stage) => {
    stage.secrets.push(PROXY_OWNER.password);
    const password = encodeURIComponent(PROXY_OWNER.password);
    for (const scheme of ['socks5', 'socks5h', 'SOCKS4', 'socks']) {
      const address = `${scheme}://builder:${password}@127.0.0.1:1080`;
      const env = { HTTPS_PROXY: address, https_proxy: address };
      const { code, message } = readError(await stage.fail(FILE, { env }));

      expect(code).toBe('proxy-refused');
      expect(message).toMatch(/^https_proxy is a SOCKS proxy\. Docker can use such a proxy/i);
    }
    expect(listTunnels(stage)).toEqual([]);
    stage.excepted.push(/environment variable https?_proxy$/i);
  });

  scenario('of type SOCKS works with docker', { programs: ['docker'] }, async (stage) => {
    const proxy = await startSocksProxy(stage.cloud.proxyUrl);
    const address = `socks5://127.0.0.1:${proxy.port}`;
    const env = { HTTPS_PROXY: address, https_proxy: address };
    const { main } = await stage.play({ client: 'docker' }, { env });
    await proxy.stop();

    expect(main.outputs['logged-in']).toBe('true');
    expect(main.annotations).toEqual([]);
    expect(listTunnels(stage)).toContain('us.icr.io:443 200');
  });

  scenario('with an invalid address is never bypassed', {}, async (stage) => {
    const address = 'http://octocat:50%off@127.0.0.1:1';
    const main = await stage.fail(FILE, { env: { HTTPS_PROXY: address, https_proxy: '' } });

    const { code, message } = readError(main);
    expect(code).toBe('proxy-refused');
    expect(message).toContain('HTTPS_PROXY is not the address of a proxy.');
    expect(message).not.toContain('50%off');
  });

  scenario('is bypassed for the hosts in NO_PROXY', {}, async (stage) => {
    const env = { ...LOOPBACK_NAMES, NO_PROXY: '*.icr.io', no_proxy: '*.icr.io' };
    const { main } = await playMint(stage, { timeout: '15' }, { env });

    expect(main.failed).toBe(true);
    expect(main.log).toContain('connect ECONNREFUSED 127.255.255.254:443');
    expect(new Set(listTunnels(stage))).toEqual(new Set(['iam.cloud.ibm.com:443 200']));
  });
});

describe('without a proxy', () => {
  const direct = { HTTPS_PROXY: '', https_proxy: '' };

  scenario('the action connects to hosts directly', {}, async (stage) => {
    const env = { ...LOOPBACK_NAMES, ...direct };
    const main = await stage.fail({ ...FILE, timeout: '15' }, { env });

    const { code, message } = readError(main);
    expect(['timed-out', 'network-failed']).toContain(code);
    expect(message).toContain('connect ECONNREFUSED 127.255.255.254:443');
    // This is not a failure of the file system.
    expect(message).not.toContain('Make room');
    expect(listTunnels(stage)).toEqual([]);
  });

  scenario('a host that cannot be resolved causes an error immediately', {}, async (stage) => {
    const env = { ...NO_NAMES, ...direct };
    const main = await stage.fail({ ...FILE, region: 'private.us.icr.io' }, { env });

    const { code, message } = readError(main);
    expect(code).toBe('host-unknown');
    expect(message).toContain('This machine cannot resolve private.us.icr.io.');
    expect(message).toContain('resolve only on the IBM Cloud private network');
  });
});

describe('a certificate that this machine does not trust', () => {
  scenario('ends the step before anything is sent', {}, async (stage) => {
    const main = await stage.fail(MINT, { env: { NODE_EXTRA_CA_CERTS: '' } });

    const { code, message } = readError(main);
    expect(code).toBe('certificate-not-trusted');
    expect(message).toContain('The certificate of iam.cloud.ibm.com is not trusted');
    expect(message).toContain('NODE_EXTRA_CA_CERTS');
    expect(stage.cloud.requests).toEqual([]);
    expect(listTunnels(stage)).toEqual(['iam.cloud.ibm.com:443 200']);
  });

  scenario('stays one when the job has switched the check off', {}, async (stage) => {
    const env = { NODE_EXTRA_CA_CERTS: '', NODE_TLS_REJECT_UNAUTHORIZED: '0' };
    const main = await stage.fail(FILE, { env });

    expect(readError(main).code).toBe('certificate-not-trusted');
    expect(stage.cloud.requests).toEqual([]);
  });
});
