import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Account,
  type IbmCloud,
  type Keyholder,
  startIbmCloud,
} from '../../ibm-cloud/index.ts';
import { askToken, bearer, createAgent, keyGrant, send } from './client.ts';

let cloud: IbmCloud;
let account: Account;
let user: Keyholder;

beforeEach(async () => {
  cloud = await startIbmCloud({ registry: 'memory' });
  account = cloud.createAccount();
  user = cloud.createUser({ account, role: 'Manager' });
});

afterEach(async () => {
  await cloud.stop().catch(() => undefined);
});

async function createKey(body: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const answer = await send(cloud, 'https://iam.cloud.ibm.com/v1/apikeys', {
    headers: bearer(await cloud.issueAccessToken(user)),
    json: { name: 'ci', iam_id: user.iamId, ...body },
  });
  return String(answer.json()['id']);
}

async function createToken(): Promise<void> {
  const headers = { ...bearer(await cloud.issueAccessToken(user)), account: account.id };
  const url = 'https://us.icr.io/api/v1/tokens?description=mark';
  expect(await send(cloud, url, { headers, method: 'POST' })).toMatchObject({ status: 200 });
}

describe('the ledger', () => {
  it('contains what clients created, and nothing that a test created', async () => {
    cloud.seedApiKey(user);
    await cloud.seedRegistryToken({ account, registry: 'us-south' });
    expect(cloud.ledger.all()).toEqual([]);
    const id = await createKey({ description: 'mark' });
    await createToken();
    expect(cloud.ledger.all()).toEqual([
      {
        kind: 'api-key',
        id,
        name: 'ci',
        description: 'mark',
        iamId: user.iamId,
        accountId: account.id,
        createdAt: expect.any(Number),
      },
      expect.objectContaining({
        kind: 'registry-token',
        registry: 'us-south',
        description: 'mark',
      }),
    ]);
  });

  it('counts as valid what is neither revoked nor expired by the moved clock', async () => {
    const minute = new Date(cloud.clock.now() + 3_600_000).toISOString().slice(0, 16);
    const mortal = await createKey({ expires_at: `${minute}+0000` });
    const immortal = await createKey();
    await createToken();
    const alive = () => cloud.ledger.alive().map(({ kind }) => kind);
    expect(alive()).toEqual(['api-key', 'api-key', 'registry-token']);
    cloud.clock.advance(3_600_000);
    expect(alive()).toEqual(['api-key', 'registry-token']);
    cloud.clock.advance(23 * 3_600_000);
    expect(alive()).toEqual(['api-key']);
    cloud.deleteApiKey(immortal);
    expect(alive()).toEqual([]);
    const entry = cloud.ledger.all().find(({ id }) => id === immortal);
    expect(entry?.revokedAt).toBeGreaterThanOrEqual((entry?.createdAt ?? 0) + 24 * 3_600_000);
    expect(cloud.ledger.all().some(({ id }) => id === mortal)).toBe(true);
  });

  it('uses a clock that never moves back', () => {
    expect(() => cloud.clock.advance(-1)).toThrow(RangeError);
  });
});

describe('the request log', () => {
  it('records each request, its connection and its reply', async () => {
    const agent = createAgent(cloud, true);
    const headers = { 'user-agent': 'icr-login/1.0.0' };
    const url = 'https://us.icr.io/oauth/token?service=registry&scope=a&scope=b';
    await send(cloud, url, { agent, headers });
    await send(cloud, 'https://us.icr.io/v2/', { agent });
    agent.destroy();
    await askToken(cloud, keyGrant(user.apiKey));
    expect(cloud.requestsTo('us-south')).toEqual([
      {
        at: expect.any(Number),
        host: 'us.icr.io',
        service: 'registry',
        registry: 'us-south',
        method: 'GET',
        path: '/oauth/token',
        query: { service: 'registry', scope: 'a b' },
        headers: expect.objectContaining(headers),
        connectionId: 1,
        transactionId: expect.any(String),
        status: 400,
        replied: true,
      },
      expect.objectContaining({ path: '/v2/', connectionId: 1, status: 401 }),
    ]);
    expect(cloud.requestsTo('iam')).toMatchObject([
      { form: { apikey: user.apiKey }, connectionId: 2, status: 200 },
    ]);
    expect(cloud.requestsTo('registry')).toHaveLength(2);
    expect(cloud.requestsTo('us.icr.io')).toHaveLength(2);
    expect(cloud.countConnectionsTo('registry')).toBe(1);
    cloud.clearRequests();
    expect([cloud.requests, cloud.connections]).toEqual([[], []]);
  });
});

describe('a moment', () => {
  it('is reached in order, and the request waits for the callback', async () => {
    const story: string[] = [];
    const match = { path: '/v1/apikeys' };
    for (const moment of ['received', 'acted', 'replied'] as const) {
      cloud.on(moment, match, async (request) => {
        await new Promise((resolve) => setTimeout(resolve, 20));
        story.push(`${moment} ${cloud.ledger.all().length} ${request.status ?? '-'}`);
      });
    }
    await createKey();
    story.push('answered');
    await expect.poll(() => story).toHaveLength(4);
    expect(story.filter((line) => line !== 'answered')).toEqual([
      'received 0 -',
      'acted 1 -',
      'replied 1 201',
    ]);
    expect(story.indexOf('answered')).toBeGreaterThan(1);
  });

  it('lets a test kill a client after processing and before the reply', async () => {
    const client = new AbortController();
    cloud.on('acted', { path: '/v1/apikeys' }, () => client.abort());
    const request = send(cloud, 'https://iam.cloud.ibm.com/v1/apikeys', {
      headers: bearer(await cloud.issueAccessToken(user)),
      json: { name: 'ci', iam_id: user.iamId },
      signal: client.signal,
    });
    await expect(request).rejects.toThrow();
    expect(cloud.ledger.alive()).toHaveLength(1);
  });

  it('can be removed again', async () => {
    let calls = 0;
    const handle = cloud.on('received', {}, () => {
      calls += 1;
    });
    await createKey();
    handle.remove();
    await createKey();
    expect(calls).toBe(1);
  });
});

describe('stopping the double', () => {
  it('frees all resources, even if it is called several times', async () => {
    expect(existsSync(cloud.caFile)).toBe(true);
    await Promise.all([cloud.stop(), cloud.stop()]);
    await cloud.stop();
    expect(existsSync(cloud.caFile)).toBe(false);
    await expect(askToken(cloud, keyGrant(user.apiKey))).rejects.toThrow();
  });

  it('does not hide an error in a callback', async () => {
    cloud.on('received', {}, () => {
      throw new Error('a mistake of the test');
    });
    await expect(askToken(cloud, keyGrant(user.apiKey))).rejects.toThrow();
    await expect(cloud.stop()).rejects.toThrow('a mistake of the test');
  });
});
