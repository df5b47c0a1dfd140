import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { type IbmCloud, startIbmCloud } from '../../ibm-cloud/index.ts';
import { basic, createAgent, send } from './client.ts';

let cloud: IbmCloud;

afterEach(async () => {
  await cloud.stop();
});

/** Sends a raw request to the proxy and reads the first line of its reply. */
async function ask(head: string): Promise<string> {
  const { port } = new URL(cloud.proxyUrl);
  return await new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(`${head}\r\n\r\n`));
    socket.once('data', (data: Buffer) => {
      socket.destroy();
      resolve(data.toString('latin1').split('\r\n', 1)[0] ?? '');
    });
    socket.once('error', reject);
  });
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await action();
  return performance.now() - begin;
}

describe('the proxy', () => {
  it('leads the names of IBM Cloud to the double, including future regions', async () => {
    cloud = await startIbmCloud({ registry: 'memory' });
    const hosts = [
      'icr.io',
      'private.in2.icr.io',
      'registry.eu-gb.bluemix.net',
      'za.icr.io',
      'private.za.icr.io',
    ];
    for (const host of hosts) {
      expect(await send(cloud, `https://${host}/v2/`)).toMatchObject({ status: 401 });
    }
    for (const host of ['private.iam', 'private.us-south.iam', 'iam']) {
      const answer = await send(cloud, `https://${host}.cloud.ibm.com/identity/keys`);
      expect(answer.status).toBe(200);
    }
    expect(cloud.countConnectionsTo('registry')).toBe(5);
    expect(cloud.countConnectionsTo('za')).toBe(2);
    expect(cloud.countConnectionsTo('iam')).toBe(3);
  });

  it.each([
    'us.icr.io.evil.com:443',
    'evil-icr.io:443',
    'example.com:443',
    'cp.icr.io:443',
    'us.icr.io:80',
    'iam.cloud.ibm.com.evil.com:443',
    '169.254.169.254:443',
  ])('refuses %s and records it', async (target) => {
    cloud = await startIbmCloud({ registry: 'memory' });
    expect(await ask(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}`)).toContain('403');
    expect(cloud.connections).toMatchObject([{ target, status: 403 }]);
  });

  it('refuses requests that are not CONNECT', async () => {
    cloud = await startIbmCloud({ registry: 'memory' });
    const answer = await ask('GET http://us.icr.io/v2/ HTTP/1.1\r\nHost: us.icr.io');
    expect(answer).toContain('405');
  });

  it('requires credentials if they are configured', async () => {
    const proxyCredentials = { user: 'proxy user', password: 'p@ss:word' };
    cloud = await startIbmCloud({ registry: 'memory', proxyCredentials });
    const head = 'CONNECT us.icr.io:443 HTTP/1.1\r\nHost: us.icr.io:443';
    expect(await ask(head)).toContain('407');
    const { authorization } = basic('proxy user', 'p@ss:word');
    expect(await ask(`${head}\r\nProxy-Authorization: ${authorization}`)).toContain('200');
    expect(await send(cloud, 'https://us.icr.io/v2/')).toMatchObject({ status: 401 });
  });

  it('takes hosts off the network and closes their connections', async () => {
    cloud = await startIbmCloud({ registry: 'memory' });
    const agent = createAgent(cloud, true);
    const get = (host: string) => send(cloud, `https://${host}/v2/`, { agent });
    expect(await get('us.icr.io')).toMatchObject({ status: 401 });
    cloud.setDown('us-south', true);
    await expect(get('us.icr.io')).rejects.toThrow();
    await expect(get('private.us.icr.io')).rejects.toThrow();
    expect(cloud.connections.at(-1)).toMatchObject({ status: 502 });
    expect(await get('de.icr.io')).toMatchObject({ status: 401 });
    cloud.setDown('us-south', false);
    expect(await get('us.icr.io')).toMatchObject({ status: 401 });
    agent.destroy();
  });

  it('refuses requests for a host other than that of the tunnel', async () => {
    cloud = await startIbmCloud({ registry: 'memory' });
    const headers = { host: 'de.icr.io' };
    const answer = await send(cloud, 'https://us.icr.io/v2/', { headers });
    expect(answer.status).toBe(421);
    expect(cloud.requests).toEqual([]);
  });
});

describe('an added round trip', () => {
  it('applies to the connection, to TLS and to each request', async () => {
    // Long compared with the time that a busy machine takes for everything else.
    const roundTripMs = 400;
    cloud = await startIbmCloud({ registry: 'memory', roundTripMs });
    const agent = createAgent(cloud, true);
    const get = () => send(cloud, 'https://us.icr.io/v2/', { agent });
    const first = await timed(get);
    expect(first).toBeGreaterThan(2.8 * roundTripMs);
    expect(first).toBeLessThan(4.5 * roundTripMs);
    const second = await timed(get);
    expect(second).toBeGreaterThan(0.9 * roundTripMs);
    expect(second).toBeLessThan(2.5 * roundTripMs);
    agent.destroy();
  });

  it('keeps the bytes in order', async () => {
    cloud = await startIbmCloud({ registry: 'memory', roundTripMs: 20 });
    const account = cloud.createAccount();
    const user = cloud.createUser({ account });
    const description = Array.from({ length: 40_000 }, (_, index) => index).join(' ');
    const answer = await send(cloud, 'https://iam.cloud.ibm.com/v1/apikeys', {
      headers: { authorization: `Bearer ${await cloud.issueAccessToken(user)}` },
      json: { name: 'long', iam_id: user.iamId, description },
    });
    expect(answer.json()['description']).toBe(description);
  });
});

describe('the certificate', () => {
  it('is accepted only by clients that trust the authority', async () => {
    cloud = await startIbmCloud({ registry: 'memory' });
    const stranger = { ...cloud, ca: '' };
    await expect(send(stranger, 'https://us.icr.io/v2/')).rejects.toThrow(/certificate/);
  });

  it('names each host of IBM Cloud, and no other', async () => {
    cloud = await startIbmCloud({ registry: 'memory' });
    const { port } = new URL(cloud.proxyUrl);
    const shake = (host: string, servername: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = connect(Number(port), '127.0.0.1', () =>
          socket.write(`CONNECT ${host}:443 HTTP/1.1\r\n\r\n`),
        );
        socket.once('data', () => {
          const secure = connectTls({ socket, servername, ca: cloud.ca }, () => {
            secure.destroy();
            resolve('accepted');
          });
          secure.once('error', (error) => resolve(error.message));
        });
      });
    expect(await shake('us.icr.io', 'us.icr.io')).toBe('accepted');
    expect(await shake('us.icr.io', 'evil.example.com')).not.toBe('accepted');
  });
});
