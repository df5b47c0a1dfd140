import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Account,
  type IbmCloud,
  type Keyholder,
  startIbmCloud,
} from '../../ibm-cloud/index.ts';
import { type Answer, askToken, bearer, keyGrant, type RequestOptions, send } from './client.ts';

const URL_BASE = 'https://iam.cloud.ibm.com/v1/serviceids';

let cloud: IbmCloud;
let account: Account;
let user: Keyholder;
let token: string;

beforeAll(async () => {
  cloud = await startIbmCloud({ registry: 'memory' });
  account = cloud.createAccount();
  user = cloud.createUser({ account });
  token = await cloud.issueAccessToken(user);
});

afterAll(async () => {
  await cloud.stop();
});

async function call(path: string, options: RequestOptions = {}, caller = token): Promise<Answer> {
  const headers = { ...bearer(caller), ...options.headers };
  return await send(cloud, `${URL_BASE}${path}`, { ...options, headers });
}

it('a service ID can be created with a key, which its creator can manage', async () => {
  const answer = await call('/', {
    json: { account_id: account.id, name: 'builder', apikey: { name: 'first' } },
  });
  expect(answer.status).toBe(201);
  const service = answer.json();
  expect(service).toMatchObject({
    id: expect.stringMatching(/^ServiceId-/),
    iam_id: `iam-${service['id']}`,
    name: 'builder',
    locked: false,
    apikey: { name: 'first', apikey: expect.stringMatching(/^[\w-]{44}$/) },
  });
  const { apikey } = service['apikey'] as { apikey: string };
  expect(await askToken(cloud, keyGrant(apikey))).toMatchObject({ status: 200 });
  const key = await send(cloud, 'https://iam.cloud.ibm.com/v1/apikeys', {
    headers: bearer(token),
    json: { name: 'second', iam_id: service['iam_id'] },
  });
  expect(key.status).toBe(201);
  const shown = await call(`/${service['id']}`);
  expect(shown.json()).toMatchObject({ name: 'builder' });
  expect(shown.json()).not.toHaveProperty('apikey');
});

it('no service ID is created if its key is refused', async () => {
  const answer = await call('/', {
    json: { account_id: account.id, name: 'broken', apikey: { name: 'x', expires_at: 'soon' } },
  });
  expect(answer.status).toBe(400);
  const list = await call(`/?account_id=${account.id}&name=broken`);
  expect(list.json()).toMatchObject({ serviceids: [] });
});

it('the service IDs of a given account can be listed', async () => {
  const service = cloud.createServiceId({ account, name: 'listed', description: 'one of many' });
  const found = await call(`/?account_id=${account.id}&name=listed`);
  expect(found.json()).toMatchObject({
    serviceids: [{ id: service.id, description: 'one of many' }],
  });
  expect(await call('/')).toMatchObject({ status: 400 });
  expect(await call(`/?account_id=${'0'.repeat(32)}`)).toMatchObject({ status: 403 });
});

it('service IDs can be sorted by their last edit', async () => {
  const first = cloud.createServiceId({ account, name: 'sorted' });
  const second = cloud.createServiceId({ account, name: 'sorted' });
  cloud.allowKeysFor(user, first);
  cloud.clock.advance(1_000);
  const json = { description: 'new' };
  await call(`/${first.id}`, { method: 'PUT', json, headers: { 'If-Match': '*' } });
  const list = async (order: string) => {
    const query = `account_id=${account.id}&name=sorted&sort=modified_at&order=${order}`;
    const { serviceids } = (await call(`/?${query}`)).json() as { serviceids: { id: string }[] };
    return serviceids.map(({ id }) => id);
  };
  expect(await list('asc')).toEqual([second.id, first.id]);
  expect(await list('desc')).toEqual([first.id, second.id]);
  expect(await call(`/?account_id=${account.id}&sort=created_by`)).toMatchObject({ status: 400 });
});

it('deleting a service ID deletes its keys, unless something is locked', async () => {
  const service = cloud.createServiceId({ account, withApiKey: true });
  cloud.allowKeysFor(user, service);
  const act = async (method: string, path = '') =>
    (await call(`/${service.id}${path}`, { method })).status;
  const locked = await call(`/${service.id}/lock`, { method: 'POST' });
  expect(locked).toMatchObject({ status: 204, text: '' });
  expect((await call(`/${service.id}`)).json()).toMatchObject({ locked: true });
  expect(await act('POST', '/lock')).toBe(409);
  expect(await act('DELETE')).toBe(409);
  const unlocked = await call(`/${service.id}/lock`, { method: 'DELETE' });
  expect(unlocked).toMatchObject({ status: 204, text: '' });
  expect(await act('DELETE')).toBe(204);
  expect(await act('GET')).toBe(404);
  expect(await askToken(cloud, keyGrant(service.apiKey))).toMatchObject({ status: 400 });
});

it('a locked key prevents the deletion of its service ID', async () => {
  const service = cloud.createServiceId({ account });
  cloud.allowKeysFor(user, service);
  const key = cloud.seedApiKey(service, { locked: true });
  expect(await call(`/${service.id}`, { method: 'DELETE' })).toMatchObject({ status: 409 });
  expect(await askToken(cloud, keyGrant(key.value))).toMatchObject({ status: 200 });
});

it('a service ID can be edited only in its latest version, and with permission', async () => {
  const service = cloud.createServiceId({ account, name: 'before' });
  const edit = { method: 'PUT', json: { name: 'after' }, headers: { 'If-Match': '*' } };
  expect(await call(`/${service.id}`, edit)).toMatchObject({ status: 403 });
  cloud.allowKeysFor(user, service);
  const stale = { ...edit, headers: { 'If-Match': '1-old' } };
  expect(await call(`/${service.id}`, stale)).toMatchObject({ status: 409 });
  expect((await call(`/${service.id}`, edit)).json()).toMatchObject({ name: 'after' });
  const { headers } = await call(`/${service.id}`);
  const again = { ...edit, headers: { 'If-Match': String(headers.etag) } };
  expect(await call(`/${service.id}`, again)).toMatchObject({ status: 200 });
  const nameless = { ...edit, json: { name: '', description: 'new' } };
  expect(await call(`/${service.id}`, nameless)).toMatchObject({ status: 400 });
  const kept = await call(`/${service.id}`);
  expect(kept.json()).toMatchObject({ name: 'after' });
  expect(kept.json()).not.toHaveProperty('description');
});

it('creating a service ID needs the creator role in a restricted account', async () => {
  const restricted = cloud.createAccount({ restrictServiceIdCreation: true });
  const make = async (mayCreate: boolean) => {
    const caller = cloud.createUser({ account: restricted, mayCreate });
    const json = { account_id: restricted.id, name: 'builder' };
    return (await call('/', { json }, await cloud.issueAccessToken(caller))).status;
  };
  expect([await make(false), await make(true)]).toEqual([403, 201]);
});
