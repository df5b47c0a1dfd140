import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Account,
  type IbmCloud,
  type Keyholder,
  type ServiceIdReference,
  startIbmCloud,
} from '../../ibm-cloud/index.ts';
import { type Answer, askToken, bearer, keyGrant, type RequestOptions, send } from './client.ts';

const URL_BASE = 'https://iam.cloud.ibm.com/v1/apikeys';

let cloud: IbmCloud;
let account: Account;
let user: Keyholder;
let service: ServiceIdReference;
let token: string;

beforeEach(async () => {
  cloud = await startIbmCloud({ registry: 'memory' });
  account = cloud.createAccount();
  service = cloud.createServiceId({ account });
  user = cloud.createUser({ account, mayCreateKeysFor: [service.id] });
  token = await cloud.issueAccessToken(user);
});

afterEach(async () => {
  await cloud.stop();
});

async function call(path: string, options: RequestOptions = {}, caller = token): Promise<Answer> {
  const headers = { ...bearer(caller), ...options.headers };
  return await send(cloud, `${URL_BASE}${path}`, { ...options, headers });
}

async function create(body: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  return await call('', { json: { name: 'ci', iam_id: service.iamId, ...body } });
}

async function put(id: unknown, json: Readonly<Record<string, unknown>>): Promise<Answer> {
  return await call(`/${id}`, { method: 'PUT', json, headers: { 'If-Match': '*' } });
}

/** A minute relative to the double's clock, as IBM writes it. */
function minute(fromNowMs: number): string {
  return `${new Date(cloud.clock.now() + fromNowMs).toISOString().slice(0, 16)}+0000`;
}

describe('a new API key', () => {
  it('is returned with its value, and IAM accepts it until it expires', async () => {
    const expiresAt = minute(6 * 3_600_000);
    const answer = await create({
      description: 'for a job',
      expires_at: expiresAt,
      store_value: false,
      action_when_leaked: 'delete',
    });
    expect(answer.status).toBe(201);
    const key = answer.json();
    expect(key).toMatchObject({
      id: expect.stringMatching(/^ApiKey-[0-9a-f-]{36}$/),
      apikey: expect.stringMatching(/^[\w-]{44}$/),
      name: 'ci',
      description: 'for a job',
      iam_id: service.iamId,
      account_id: account.id,
      created_by: user.iamId,
      expires_at: expiresAt,
      action_when_leaked: 'delete',
      locked: false,
      disabled: false,
    });
    const value = String(key['apikey']);
    expect(await askToken(cloud, keyGrant(value))).toMatchObject({ status: 200 });
    cloud.clock.advance(6 * 3_600_000);
    expect(await askToken(cloud, keyGrant(value))).toMatchObject({ status: 400 });
  });

  it('can expire at a second, and shows the minute', async () => {
    const answer = await create({ expires_at: '2049-01-02T18:30:45+0000' });
    expect(answer.status).toBe(201);
    expect(answer.json()['expires_at']).toBe('2049-01-02T18:30+0000');
  });

  it.each([
    ['a time without the offset', '2099-01-01T00:00'],
    ['a time with milliseconds', '2099-01-01T00:00:00.000+0000'],
    ['a second that does not exist', '2099-01-01T00:00:60+0000'],
    ['a time with another offset', '2099-01-01T00:00+0100'],
    ['a time with a colon in the offset', '2099-01-01T00:00+00:00'],
    ['a day that does not exist', '2099-13-01T00:00+0000'],
    ['the past', '2020-01-01T00:00+0000'],
    ['a number', 4_070_908_800],
  ])('cannot expire at %s', async (_what, expiresAt) => {
    const answer = await create({ expires_at: expiresAt });
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({ errors: [{ message_code: 'BXNIM0106E' }] });
  });

  it.each([
    ['no name', { name: undefined }],
    ['an empty name', { name: '' }],
    ['no owner', { iam_id: undefined }],
    ['a field that does not exist', { lifetime: '6h' }],
    ['an unknown action for a leak', { action_when_leaked: 'shout' }],
    ['a value that is too short', { apikey: 'short' }],
    ['a flag as text', { store_value: 'false' }],
    ['the account of another', { account_id: '0'.repeat(32) }],
  ])('is refused with %s', async (_what, body) => {
    expect(await create(body)).toMatchObject({ status: 400 });
    expect(cloud.ledger.all()).toEqual([]);
  });

  it('can have a given value, but only once', async () => {
    const apikey = 'a-value-of-more-than-32-characters';
    const first = (await create({ apikey })).json();
    expect(first['apikey']).toBe(apikey);
    expect(await create({ apikey })).toMatchObject({ status: 409 });
    await call(`/${first['id']}`, { method: 'DELETE' });
    expect(await create({ apikey })).toMatchObject({ status: 201 });
    expect(await askToken(cloud, keyGrant(apikey))).toMatchObject({ status: 200 });
  });

  it('is refused in any format except JSON', async () => {
    const form = await call('', { form: { name: 'ci', iam_id: service.iamId } });
    const broken = await call('', {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect([form.status, broken.status]).toEqual([415, 400]);
  });

  it('is refused without a token, and with an expired one', async () => {
    const old = await cloud.issueAccessToken(user, { issuedInPastSeconds: 3600 });
    for (const caller of ['nonsense', old]) {
      const answer = await call('', { json: { name: 'ci', iam_id: user.iamId } }, caller);
      expect(answer.status).toBe(401);
      expect(answer.json()).toMatchObject({
        status_code: 401,
        errors: [{ code: 'invalid_access_token' }],
      });
    }
  });

  it('can be created for oneself, and for a service ID only with permission', async () => {
    const other = cloud.createUser({ account });
    const otherToken = await cloud.issueAccessToken(other);
    const make = (iamId: string) => call('', { json: { name: 'ci', iam_id: iamId } }, otherToken);
    expect(await make(other.iamId)).toMatchObject({ status: 201 });
    expect(await make(service.iamId)).toMatchObject({ status: 403 });
    expect(await make(user.iamId)).toMatchObject({ status: 403 });
    cloud.allowKeysFor(other, service);
    expect(await make(service.iamId)).toMatchObject({ status: 201 });
  });

  it('is refused for a locked service ID, a profile and an unknown identity', async () => {
    const profile = cloud.createTrustedProfile({ account });
    expect(await create({ iam_id: profile.iamId })).toMatchObject({ status: 400 });
    expect(await create({ iam_id: 'iam-ServiceId-0' })).toMatchObject({ status: 404 });
    cloud.lockServiceId(service.id);
    expect(await create()).toMatchObject({ status: 409 });
  });

  it('needs the creator role in a restricted account', async () => {
    const restricted = cloud.createAccount({ restrictApiKeyCreation: true });
    const plain = cloud.createUser({ account: restricted });
    const creator = cloud.createUser({ account: restricted, mayCreate: true });
    const make = async (owner: Keyholder) =>
      await call(
        '',
        { json: { name: 'ci', iam_id: owner.iamId } },
        await cloud.issueAccessToken(owner),
      );
    expect(await make(plain)).toMatchObject({ status: 403 });
    expect(await make(creator)).toMatchObject({ status: 201 });
  });

  it('is refused after 20 keys, even if they have expired', async () => {
    for (let count = 0; count < 19; count += 1) {
      cloud.seedApiKey(service, { expiresInSeconds: -60 });
    }
    expect(await create()).toMatchObject({ status: 201 });
    const refused = await create();
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('maximum number of API keys (20)');
    // IBM deletes expired keys itself after 90 days.
    cloud.clock.advance(91 * 24 * 3_600_000);
    token = await cloud.issueAccessToken(user);
    expect(await create()).toMatchObject({ status: 201 });
  });
});

describe('the limit of API keys', () => {
  it('can be increased for an identity', async () => {
    cloud.setKeyLimit(service, 21);
    for (let count = 0; count < 20; count += 1) {
      cloud.seedApiKey(service);
    }
    expect(await create()).toMatchObject({ status: 201 });
    const refused = await create();
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('maximum number of API keys (21)');
  });

  it('is listed with the number of keys of each identity', async () => {
    await create();
    cloud.seedApiKey(service, { expiresInSeconds: -60 });
    const ask = async (accountId: string, ...iamIds: readonly string[]) =>
      await send(
        cloud,
        `https://iam.cloud.ibm.com/v1/accounts/${accountId}/limits/identity?apikeys_per_identity=${iamIds}`,
        { headers: bearer(token) },
      );
    const both = (await ask(account.id, service.iamId, user.iamId)).json();
    expect(both).toEqual({
      apikeys_per_identity: {
        limit: 20,
        identities: [
          { iam_id: service.iamId, count: 2 },
          { iam_id: user.iamId, count: 1 },
        ],
      },
    });
    cloud.setKeyLimit(service, 50);
    expect((await ask(account.id, service.iamId)).json()).toMatchObject({
      apikeys_per_identity: { limit: 50 },
    });
    expect(await ask(account.id, 'iam-ServiceId-0')).toMatchObject({ status: 404 });
    expect(await ask('0'.repeat(32), service.iamId)).toMatchObject({ status: 403 });
  });
});

describe('the list of API keys', () => {
  it('comes in pages, and never contains a value', async () => {
    for (let count = 0; count < 5; count += 1) {
      await create({ name: `key-${count}` });
    }
    const names: string[] = [];
    let url: string | undefined =
      `${URL_BASE}?account_id=${account.id}&iam_id=${service.iamId}&pagesize=2`;
    while (url !== undefined) {
      const page = (await send(cloud, url, { headers: bearer(token) })).json();
      const keys = page['apikeys'] as { name: string; apikey: string }[];
      expect(keys.every(({ apikey }) => apikey === '')).toBe(true);
      names.push(...keys.map(({ name }) => name));
      url = page['next'] as string | undefined;
    }
    expect(names).toEqual(['key-0', 'key-1', 'key-2', 'key-3', 'key-4']);
  });

  it('can be filtered as IBM documents it', async () => {
    await create({ name: 'icr-login-1-1-aa', description: 'x mark-1' });
    await create({ name: 'icr-login-1-1-bb', description: 'y mark-2' });
    await create({ name: 'other "key"' });
    const find = async (filter: string) => {
      const query = new URLSearchParams({ iam_id: service.iamId, filter });
      const body = (await call(`?${query}`)).json();
      return (body['apikeys'] as { name: string }[]).map(({ name }) => name);
    };
    expect(await find('name sw "icr-login-"')).toHaveLength(2);
    expect(await find('name sw_ci "ICR-"')).toHaveLength(2);
    expect(await find('name sw "icr" and description ew "mark-1"')).toEqual(['icr-login-1-1-aa']);
    expect(await find('name co "\\"key\\""')).toEqual(['other "key"']);
    expect(await find('name co "other" or (name sw "icr" and (description co "mark-2"))')).toEqual([
      'icr-login-1-1-bb',
      'other "key"',
    ]);
  });

  it.each([
    'filter=name',
    'filter=name eq "x"',
    'filter=name sw x',
    'filter=id sw "x"',
    'filter=(name sw "x"',
    'filter=name sw "x" name sw "y"',
    'filter=%',
    'pagesize=0',
    'pagesize=101',
    'pagetoken=x',
    'scope=world',
    'sort=colour',
    'sort=modified_at',
    'sort=constructor',
    'order=up',
    'type=profile',
  ])('is refused with %s', async (query) => {
    const [name = '', ...value] = query.split('=');
    const answer = await call(`?${new URLSearchParams({ [name]: value.join('=') })}`);
    expect(answer.status).toBe(400);
  });

  it('can be sorted', async () => {
    for (const name of ['b', 'c', 'a']) {
      await create({ name });
    }
    const query = `?iam_id=${service.iamId}&sort=name&order=desc`;
    const keys = (await call(query)).json()['apikeys'] as { name: string }[];
    expect(keys.map(({ name }) => name)).toEqual(['c', 'b', 'a']);
  });

  it('can be sorted by creator', async () => {
    const others = [cloud.createUser({ account }), cloud.createUser({ account })];
    for (const other of others) {
      cloud.allowKeysFor(other, service);
      const json = { name: 'ci', iam_id: service.iamId };
      await call('', { json }, await cloud.issueAccessToken(other));
    }
    const makers = async (order: string) => {
      const query = `?iam_id=${service.iamId}&sort=created_by&order=${order}`;
      const keys = (await call(query)).json()['apikeys'] as { created_by: string }[];
      return keys.map((key) => key.created_by);
    };
    const sorted = others.map(({ iamId }) => iamId).toSorted();
    expect(await makers('asc')).toEqual(sorted);
    expect(await makers('desc')).toEqual(sorted.toReversed());
  });

  it('contains the keys of all identities that the caller can manage', async () => {
    await create();
    cloud.seedApiKey(cloud.createUser({ account }));
    const count = async (query: string) =>
      ((await call(query)).json()['apikeys'] as unknown[]).length;
    expect(await count('')).toBe(1);
    expect(await count('?scope=account')).toBe(2);
    expect(await count('?scope=account&type=serviceid')).toBe(1);
    const stranger = cloud.createUser({ account });
    expect(await call(`?iam_id=${stranger.iamId}`)).toMatchObject({ status: 403 });
    expect(await call(`?account_id=${'0'.repeat(32)}`)).toMatchObject({ status: 403 });
  });
});

describe('the list of API keys of a service ID in a group', () => {
  const GROUP = 'ServiceIdGroup-12345678-1234-1234-1234-123456789abc';

  async function count(query: Readonly<Record<string, string>>): Promise<number> {
    const answer = await call(`?${new URLSearchParams(query)}`);
    expect(answer.status).toBe(200);
    return (answer.json()['apikeys'] as unknown[]).length;
  }

  it('is returned for its group only', async () => {
    const grouped = cloud.createServiceId({ account, groupId: GROUP });
    cloud.allowKeysFor(user, grouped);
    expect(await create({ iam_id: grouped.iamId })).toMatchObject({ status: 201 });
    const iam_id = grouped.iamId;
    expect(await count({ iam_id, group_id: GROUP })).toBe(1);
    expect(await count({ iam_id, group_id: 'ServiceIdGroup-0' })).toBe(0);
    expect(await count({ iam_id: service.iamId, group_id: GROUP })).toBe(0);
    const ofAll = { scope: 'account', type: 'serviceid' };
    expect([await count(ofAll), await count({ ...ofAll, group_id: GROUP })]).toEqual([0, 1]);
  });

  it('is returned without its group if the switch says so', async () => {
    const grouped = cloud.createServiceId({ account, groupId: GROUP });
    cloud.allowKeysFor(user, grouped);
    await create({ iam_id: grouped.iamId });
    expect(await count({ iam_id: grouped.iamId })).toBe(0);
    cloud.setIam({ searchesAllGroups: true });
    expect(await count({ iam_id: grouped.iamId })).toBe(1);
    expect(await count({ iam_id: grouped.iamId, group_id: 'ServiceIdGroup-0' })).toBe(0);
    expect(await count({ scope: 'account', type: 'serviceid' })).toBe(0);
  });

  it('ignores the group for the keys of users', async () => {
    expect(await count({ iam_id: user.iamId, group_id: GROUP })).toBe(1);
  });
});

describe('an existing API key', () => {
  it('is found by its ID and by its value', async () => {
    const key = (await create({ name: 'one' })).json();
    const byId = await call(`/${key['id']}`);
    expect(byId.json()).toMatchObject({ id: key['id'], apikey: '' });
    expect(byId.headers.etag).toBe(key['entity_tag']);
    const byValue = await call('/details', { headers: { 'IAM-ApiKey': String(key['apikey']) } });
    expect(byValue.json()).toMatchObject({ id: key['id'], name: 'one' });
    const unknown = await call('/ApiKey-0');
    expect(unknown.status).toBe(404);
    expect(unknown.json()).toMatchObject({
      errors: [{ code: 'not_found', message_code: 'BXNIM0102E' }],
    });
    expect(await call('/details')).toMatchObject({ status: 404 });
  });

  it('shows its value again if it was stored', async () => {
    const key = (await create({ store_value: true })).json();
    expect((await call(`/${key['id']}`)).json()['apikey']).toBe(key['apikey']);
    expect((await put(key['id'], { name: 'new' })).json()['apikey']).toBe(key['apikey']);
    const other = (await create()).json();
    expect((await put(other['id'], { name: 'new' })).json()['apikey']).toBe('');
  });

  it('loses its description if an edit empties it', async () => {
    const key = (await create({ description: 'old' })).json();
    expect((await put(key['id'], { description: '' })).json()).not.toHaveProperty('description');
  });

  it('loses its expiry if an edit empties it', async () => {
    const key = (await create({ expires_at: minute(3_600_000) })).json();
    const later = minute(7_200_000);
    const moved = await put(key['id'], { expires_at: later });
    expect(moved.json()).toMatchObject({ expires_at: later });
    const kept = await put(key['id'], { description: 'new' });
    expect(kept.json()).toMatchObject({ expires_at: later });
    const edited = await put(key['id'], { expires_at: '' });
    expect(edited.status).toBe(200);
    expect(edited.json()).not.toHaveProperty('expires_at');
    cloud.clock.advance(24 * 3_600_000);
    expect(await askToken(cloud, keyGrant(String(key['apikey'])))).toMatchObject({ status: 200 });
  });

  it('is unchanged if an edit is refused', async () => {
    const key = (await create({ description: 'old' })).json();
    for (const wrong of [{ name: '' }, { expires_at: 'soon' }]) {
      expect(await put(key['id'], { description: 'new', ...wrong })).toMatchObject({ status: 400 });
    }
    expect((await call(`/${key['id']}`)).json()).toMatchObject({ name: 'ci', description: 'old' });
  });

  it('can be edited only in its latest version', async () => {
    const key = (await create()).json();
    const edit = (tag: string) =>
      call(`/${key['id']}`, {
        method: 'PUT',
        json: { description: 'new' },
        headers: { 'If-Match': tag },
      });
    expect(await edit('1-old')).toMatchObject({ status: 409 });
    const edited = await edit(String(key['entity_tag']));
    expect(edited.json()).toMatchObject({ description: 'new' });
    expect(edited.json()['entity_tag']).not.toBe(key['entity_tag']);
  });

  it('does not exist after it was deleted', async () => {
    const key = (await create()).json();
    expect(await call(`/${key['id']}`, { method: 'DELETE' })).toMatchObject({
      status: 204,
      text: '',
    });
    expect(await call(`/${key['id']}`, { method: 'DELETE' })).toMatchObject({ status: 404 });
    expect(await askToken(cloud, keyGrant(String(key['apikey'])))).toMatchObject({ status: 400 });
  });

  it('cannot be deleted while it is locked, and IAM still accepts it', async () => {
    const key = (await create()).json();
    const act = async (method: string, path: string) =>
      (await call(`/${key['id']}${path}`, { method })).status;
    expect(await act('POST', '/lock')).toBe(204);
    expect(await act('POST', '/lock')).toBe(409);
    expect(await act('DELETE', '')).toBe(409);
    expect(await askToken(cloud, keyGrant(String(key['apikey'])))).toMatchObject({ status: 200 });
    expect(await act('DELETE', '/lock')).toBe(204);
    expect(await act('DELETE', '')).toBe(204);
  });

  it('is not accepted while it is disabled', async () => {
    const key = (await create()).json();
    const opens = async () => (await askToken(cloud, keyGrant(String(key['apikey'])))).status;
    await call(`/${key['id']}/disable`, { method: 'POST' });
    expect(await opens()).toBe(400);
    await call(`/${key['id']}/disable`, { method: 'DELETE' });
    expect(await opens()).toBe(200);
  });

  it('is accessible only to identities that can manage it', async () => {
    const key = (await create()).json();
    const stranger = await cloud.issueAccessToken(cloud.createUser({ account }));
    const foreigner = await cloud.issueAccessToken(
      cloud.createUser({ account: cloud.createAccount() }),
    );
    const path = `/${key['id']}`;
    expect(await call(path, { method: 'DELETE' }, stranger)).toMatchObject({ status: 403 });
    expect(await call(path, { method: 'DELETE' }, foreigner)).toMatchObject({ status: 404 });
  });
});

describe('replication', () => {
  it('hides a new key from the token service and from reads for a while', async () => {
    cloud.setReplication({ newKeyUnknownMs: 60_000 });
    const key = (await create()).json();
    const status = async () => [
      (await askToken(cloud, keyGrant(String(key['apikey'])))).status,
      (await call(`/${key['id']}`)).status,
    ];
    expect(await status()).toEqual([400, 404]);
    cloud.clock.advance(60_000);
    expect(await status()).toEqual([200, 200]);
  });

  it('delays lists', async () => {
    cloud.setReplication({ listLagMs: 60_000 });
    const key = (await create()).json();
    const count = async () =>
      ((await call(`?iam_id=${service.iamId}`)).json()['apikeys'] as unknown[]).length;
    expect(await count()).toBe(0);
    cloud.clock.advance(60_000);
    expect(await count()).toBe(1);
    await call(`/${key['id']}`, { method: 'DELETE' });
    expect(await count()).toBe(1);
    cloud.clock.advance(60_000);
    expect(await count()).toBe(0);
  });

  it('accepts a deleted key a little longer', async () => {
    cloud.setReplication({ deletedKeyGraceMs: 60_000 });
    const key = cloud.seedApiKey(user);
    cloud.deleteApiKey(key.id);
    expect(await askToken(cloud, keyGrant(key.value))).toMatchObject({ status: 200 });
    cloud.clock.advance(60_000);
    expect(await askToken(cloud, keyGrant(key.value))).toMatchObject({ status: 400 });
  });

  it('can prevent the deletion of a new key for a while', async () => {
    cloud.setReplication({ newKeyUndeletableMs: 60_000 });
    const key = (await create()).json();
    expect(await call(`/${key['id']}`, { method: 'DELETE' })).toMatchObject({ status: 404 });
    expect(cloud.ledger.alive()).toHaveLength(1);
    cloud.clock.advance(60_000);
    expect(await call(`/${key['id']}`, { method: 'DELETE' })).toMatchObject({ status: 204 });
    expect(cloud.ledger.alive()).toEqual([]);
  });
});
