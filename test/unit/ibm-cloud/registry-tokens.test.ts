import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Account,
  type IbmCloud,
  type Keyholder,
  startIbmCloud,
} from '../../ibm-cloud/index.ts';
import { type Answer, askRegistry, bearer, send } from './client.ts';

const DAY_MS = 24 * 3_600_000;

let cloud: IbmCloud;
let account: Account;
let manager: Keyholder;
let headers: Record<string, string>;

beforeEach(async () => {
  cloud = await startIbmCloud({ registry: 'memory' });
  account = cloud.createAccount();
  manager = cloud.createUser({ account, role: 'Manager' });
  headers = { ...bearer(await cloud.issueAccessToken(manager)), Account: account.id };
});

afterEach(async () => {
  await cloud.stop();
});

async function call(
  method: string,
  path: string,
  more: { readonly host?: string; readonly headers?: Record<string, string> } = {},
): Promise<Answer> {
  return await send(cloud, `https://${more.host ?? 'us.icr.io'}/api/v1/tokens${path}`, {
    method,
    headers: more.headers ?? headers,
  });
}

async function create(query: string): Promise<{ readonly id: string; readonly value: string }> {
  const answer = await call('POST', query);
  expect(answer.status).toBe(200);
  const value = String(answer.json()['token']);
  return { value, id: String(decodeJwt(value).jti) };
}

async function list(host = 'us.icr.io'): Promise<readonly Record<string, unknown>[]> {
  return (await call('GET', '', { host })).json()['tokens'] as Record<string, unknown>[];
}

function login(value: string, host = 'us.icr.io'): Promise<number> {
  return askRegistry(cloud, host, ['token', value]).then(({ status }) => status);
}

describe('a registry token', () => {
  it('is a JWT that permits reading for 24 hours by default', async () => {
    const { id, value } = await create('?description=for%20a%20job');
    expect(decodeProtectedHeader(value)).toMatchObject({ alg: 'HS256' });
    const seconds = Math.floor((cloud.clock.now() + DAY_MS) / 1000);
    expect(Math.abs((decodeJwt(value).exp ?? 0) - seconds)).toBeLessThan(5);
    expect(await list()).toMatchObject([
      {
        _id: id,
        owner: account.id,
        token: value,
        secondary_owner: 'for a job',
        readonly: true,
        revoked: false,
        expiry: decodeJwt(value).exp,
      },
    ]);
    expect(await login(value)).toBe(200);
    cloud.clock.advance(DAY_MS);
    expect(await login(value)).toBe(401);
  });

  it('can permit writing, and never expire', async () => {
    const { value } = await create('?permanent=true&write=true');
    expect(decodeJwt(value)).not.toHaveProperty('exp');
    expect(await list()).toMatchObject([{ readonly: false }]);
    expect(await list()).not.toMatchObject([{ expiry: expect.anything() }]);
    cloud.clock.advance(1000 * DAY_MS);
    expect(await login(value)).toBe(200);
  });

  it('is valid under all hosts of its registry, and unknown to other registries', async () => {
    const { value } = await create('');
    const hosts = ['private.us.icr.io', 'registry.ng.bluemix.net', 'de.icr.io'];
    const statuses = await Promise.all(hosts.map((host) => login(value, host)));
    expect(statuses).toEqual([200, 200, 401]);
    expect(await list('private.us.icr.io')).toHaveLength(1);
    expect(await list('de.icr.io')).toHaveLength(0);
  });

  it('is fetched and revoked by its ID', async () => {
    const { id, value } = await create('');
    expect((await call('GET', `/${id}`)).json()).toEqual({ token: value });
    expect(await call('DELETE', `/${id}`)).toMatchObject({ status: 200 });
    expect(await call('DELETE', `/${id}`)).toMatchObject({ status: 404 });
    expect(await call('GET', `/${id}`)).toMatchObject({ status: 404 });
    expect(await login(value)).toBe(401);
    expect(await list()).toEqual([]);
  });

  it('is revoked by its full description', async () => {
    await create('?description=one');
    await create('?description=one');
    await create('?description=one%20more');
    expect(await call('DELETE', '')).toMatchObject({ status: 400 });
    expect(await call('DELETE', '?secondaryOwner=one')).toMatchObject({ status: 200 });
    expect(await list()).toMatchObject([{ secondary_owner: 'one more' }]);
  });

  it('can be omitted from lists after it has expired', async () => {
    await create('');
    cloud.clock.advance(DAY_MS);
    headers = { ...bearer(await cloud.issueAccessToken(manager)), Account: account.id };
    expect(await list()).toEqual([]);
    cloud.setRegistryTokens({ listExpired: true });
    expect(await list()).toHaveLength(1);
  });
});

describe('the API of registry tokens', () => {
  it('requires the account of the token in a header', async () => {
    const { authorization = '' } = headers;
    for (const wrong of [{ authorization }, { authorization, Account: '0'.repeat(32) }]) {
      const answer = await call('POST', '', { headers: wrong });
      expect(answer.status).toBe(401);
      expect(answer.json()).toEqual({
        code: 'CRG0009E',
        message: 'You are not authorized to access the specified account.',
        'request-id': expect.stringMatching(/^\d+-\d+\.\d{3}-\d+$/),
      });
    }
    expect(cloud.ledger.all()).toEqual([]);
  });

  it('requires a token that IAM accepts', async () => {
    const old = await cloud.issueAccessToken(manager, { issuedInPastSeconds: 3600 });
    for (const authorization of ['Bearer nonsense', `Bearer ${old}`, manager.apiKey]) {
      const answer = await call('GET', '', { headers: { authorization, Account: account.id } });
      expect([answer.status, answer.json()['code']]).toEqual([401, 'CRG0014E']);
    }
  });

  it('requires an administrator', async () => {
    const reader = cloud.createUser({ account, role: 'Reader' });
    const wrong = { ...bearer(await cloud.issueAccessToken(reader)), Account: account.id };
    const answer = await call('POST', '', { headers: wrong });
    expect([answer.status, answer.json()['code']]).toEqual([403, 'CRG0020E']);
  });

  it('requires its parameters in the query, spelled exactly', async () => {
    const url = 'https://us.icr.io/api/v1/tokens';
    const body = await send(cloud, url, { headers, json: { description: 'x' } });
    const statuses = [
      body,
      await call('POST', '?write=yes'),
      await call('POST', '?permanent=1'),
      await call('POST', '?lifetime=6h'),
    ].map(({ status }) => status);
    expect(statuses).toEqual([400, 400, 400, 400]);
  });

  it('can be discontinued, and then the registry accepts no such token', async () => {
    const { value } = await create('');
    cloud.setRegistryTokens({ mode: 'discontinued', status: 404 });
    const answer = await call('POST', '');
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('The creation of registry tokens is discontinued.');
    expect(await login(value)).toBe(401);
  });
});
