import { Agent } from 'node:https';
import IamIdentityV1 from '@ibm-cloud/platform-services/iam-identity/v1.js';
import {
  type Authenticator,
  BearerTokenAuthenticator,
  IamAssumeAuthenticator,
  IamAuthenticator,
  VpcInstanceAuthenticator,
} from 'ibm-cloud-sdk-core';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Account,
  type IbmCloud,
  type Keyholder,
  type ServiceIdReference,
  startIbmCloud,
} from '../../ibm-cloud/index.ts';

/*
 * IBM's own SDK, unchanged, against the double: the double must accept what it sends, and must return what
 * it expects. This keeps the double honest.
 */

let cloud: IbmCloud;
let account: Account;
let service: ServiceIdReference;
let user: Keyholder;
let network: { readonly httpsAgent: Agent; readonly proxy: false };

beforeEach(async () => {
  cloud = await startIbmCloud({ registry: 'memory' });
  account = cloud.createAccount();
  service = cloud.createServiceId({ account, name: 'puller' });
  user = cloud.createUser({ account, mayCreateKeysFor: [service.id] });
  const httpsAgent = new Agent({ ca: cloud.ca, proxyEnv: { HTTPS_PROXY: cloud.proxyUrl } });
  network = { httpsAgent, proxy: false };
});

afterEach(async () => {
  network.httpsAgent.destroy();
  await cloud.stop();
});

function openIdentity(authenticator: Authenticator): IamIdentityV1 {
  return new IamIdentityV1({ authenticator, ...network });
}

function withKey(apikey = user.apiKey): IamAuthenticator {
  return new IamAuthenticator({ apikey, ...network });
}

function identity(): IamIdentityV1 {
  return openIdentity(withKey());
}

describe('the tokens that IBM’s SDK requests', () => {
  it('are issued for an API key', async () => {
    const request = { headers: {} as Record<string, string> };
    await withKey().authenticate(request);
    expect(request.headers['Authorization']).toMatch(/^Bearer ey/);
  });

  it('are refused for a wrong key, with IBM’s code', async () => {
    const refused = withKey('no-such-key').authenticate({ headers: {} });
    await expect(refused).rejects.toMatchObject({
      status: 400,
      result: { errorCode: 'BXNIM0415E' },
    });
  });

  it('belong to a trusted profile if one is assumed', async () => {
    const profile = cloud.createTrustedProfile({
      account,
      trusts: [user.iamId],
      mayCreateKeysFor: [service.id],
    });
    const assumed = new IamAssumeAuthenticator({
      apikey: user.apiKey,
      iamProfileId: profile.id,
      ...network,
    });
    const { result } = await openIdentity(assumed).createApiKey({
      name: 'by the profile',
      iamId: service.iamId,
    });
    expect(result.created_by).toBe(profile.iamId);
  });

  it('belong to the profile of a virtual server', async () => {
    const profile = cloud.createTrustedProfile({ account, name: 'runner', trustsCompute: true });
    const { url } = await cloud.startMetadata({ accountId: account.id });
    const named = [
      { iamProfileId: profile.id },
      { iamProfileCrn: profile.crn },
      { iamProfileName: profile.name },
    ];
    for (const name of named) {
      const request = { headers: {} as Record<string, string> };
      await new VpcInstanceAuthenticator({ url, ...name }).authenticate(request);
      const token = String(request.headers['Authorization']).replace('Bearer ', '');
      expect(decodeJwt(token)['iam_id']).toBe(profile.iamId);
    }
    const other = new VpcInstanceAuthenticator({ url, iamProfileName: 'another' });
    await expect(other.authenticate({ headers: {} })).rejects.toMatchObject({
      status: 400,
      result: { errors: [{ code: 'profile_not_linked' }] },
    });
  });
});

describe('API keys in IBM’s SDK', () => {
  it('can be created, read, listed and deleted', async () => {
    const sdk = identity();
    const created = await sdk.createApiKey({
      name: 'ci',
      iamId: service.iamId,
      description: 'for a job',
      accountId: account.id,
      expiresAt: `${new Date(cloud.clock.now() + 3_600_000).toISOString().slice(0, 16)}+0000`,
      storeValue: false,
      actionWhenLeaked: 'delete',
    });
    expect(created.status).toBe(201);
    const { id, apikey } = created.result;
    expect(apikey).toMatch(/^[\w-]{44}$/);

    const read = await sdk.getApiKey({ id, includeHistory: true });
    expect(read.result).toMatchObject({ name: 'ci', iam_id: service.iamId, locked: false });
    expect(read.result.apikey).toBe('');

    const listed = await sdk.listApiKeys({
      accountId: account.id,
      iamId: service.iamId,
      scope: 'entity',
      type: 'serviceid',
    });
    expect(listed.result.apikeys.map((key) => key.id)).toEqual([id]);

    expect((await sdk.deleteApiKey({ id })).status).toBe(204);
    await expect(sdk.getApiKey({ id })).rejects.toMatchObject({ status: 404 });
    expect(cloud.ledger.alive()).toEqual([]);
  });

  it('can be listed page by page', async () => {
    const sdk = identity();
    const names = ['a', 'b', 'c'];
    for (const name of names) {
      await sdk.createApiKey({ name, iamId: service.iamId });
    }
    const seen: string[] = [];
    let pagetoken: string | undefined;
    do {
      const { result } = await sdk.listApiKeys({
        iamId: service.iamId,
        accountId: account.id,
        pagesize: 2,
        ...(pagetoken === undefined ? {} : { pagetoken }),
      });
      seen.push(...result.apikeys.map(({ name }) => name));
      pagetoken =
        result.next === undefined
          ? undefined
          : (new URL(result.next).searchParams.get('pagetoken') ?? undefined);
    } while (pagetoken !== undefined);
    expect(seen.toSorted()).toEqual(names);
    await Promise.all(cloud.ledger.alive().map(({ id }) => sdk.deleteApiKey({ id })));
  });

  it('can be edited in the version that was read, and lose their expiry', async () => {
    const sdk = identity();
    // As in the integration tests of IBM's SDKs: with seconds.
    const expiresAt = '2049-01-02T18:30:00+0000';
    const made = await sdk.createApiKey({ name: 'ci', iamId: service.iamId, expiresAt });
    expect(made.status).toBe(201);
    const { id } = made.result;
    const ifMatch = String((await sdk.getApiKey({ id })).headers['etag']);
    const later = '2049-01-03T18:30:00+0000';
    const moved = await sdk.updateApiKey({ id, ifMatch, expiresAt: later });
    expect(moved.result.expires_at).toBe('2049-01-03T18:30+0000');
    const stale = sdk.updateApiKey({ id, ifMatch, expiresAt: '' });
    await expect(stale).rejects.toMatchObject({ status: 409 });
    const endless = await sdk.updateApiKey({ id, ifMatch: '*', expiresAt: '' });
    expect(endless.result).not.toHaveProperty('expires_at');
    await expect(sdk.updateApiKey({ id, ifMatch: '*', name: '' })).rejects.toMatchObject({
      status: 400,
    });
  });

  it('show their value as long as they exist, if it is stored', async () => {
    const sdk = identity();
    const { result } = await sdk.createApiKey({
      name: 'ci',
      iamId: service.iamId,
      apikey: 'a-value-of-more-than-32-characters',
      storeValue: true,
    });
    const { id, apikey } = result;
    expect((await sdk.getApiKey({ id })).result.apikey).toBe(apikey);
    const edited = await sdk.updateApiKey({ id, ifMatch: '*', description: 'new' });
    expect(edited.result).toMatchObject({ description: 'new', apikey });
    const twin = sdk.createApiKey({ name: 'twin', iamId: service.iamId, apikey });
    await expect(twin).rejects.toMatchObject({ status: 409 });
  });

  it('are limited to twenty per identity', async () => {
    const sdk = identity();
    for (let count = 0; count < 20; count += 1) {
      await sdk.createApiKey({ name: `key ${count}`, iamId: service.iamId });
    }
    const refused = sdk.createApiKey({ name: 'one more', iamId: service.iamId });
    await expect(refused).rejects.toMatchObject({ status: 400 });
  });

  it('are counted, with the limit', async () => {
    const sdk = identity();
    const accountId = account.id;
    await sdk.createApiKey({ name: 'ci', iamId: service.iamId });
    const bare = await sdk.getAccountLimits({ accountId });
    expect(bare.result.apikeys_per_identity).toEqual({ limit: 20 });
    cloud.setKeyLimit(service, 40);
    const asked = { accountId, apikeysPerIdentity: service.iamId };
    const { result } = await sdk.getAccountLimits(asked);
    expect(result.apikeys_per_identity).toEqual({
      limit: 40,
      identities: [{ iam_id: service.iamId, count: 1 }],
    });
  });

  it('cannot be created without permission', async () => {
    const stranger = cloud.createUser({ account });
    const sdk = openIdentity(withKey(stranger.apiKey));
    const refused = sdk.createApiKey({ name: 'mine', iamId: service.iamId });
    await expect(refused).rejects.toMatchObject({ status: 403 });
  });
});

describe('service IDs in IBM’s SDK', () => {
  it('can be read and listed', async () => {
    const sdk = identity();
    const { result } = await sdk.getServiceId({ id: service.id });
    expect(result).toMatchObject({ id: service.id, iam_id: service.iamId, name: 'puller' });
    const listed = await sdk.listServiceIds({ accountId: account.id, name: 'puller' });
    expect(listed.result.serviceids.map(({ id }) => id)).toEqual([service.id]);
  });

  it('can be locked, unlocked and edited', async () => {
    const sdk = identity();
    const { id } = service;
    expect((await sdk.lockServiceId({ id })).status).toBe(204);
    const read = await sdk.getServiceId({ id });
    expect(read.result.locked).toBe(true);
    const ifMatch = String(read.headers['etag']);
    await expect(sdk.updateServiceId({ id, ifMatch, name: 'new' })).rejects.toMatchObject({
      status: 409,
    });
    expect((await sdk.unlockServiceId({ id })).status).toBe(204);
    const { headers } = await sdk.getServiceId({ id });
    const edit = { id, ifMatch: String(headers['etag']), description: 'new' };
    const { result } = await sdk.updateServiceId(edit);
    expect(result).toMatchObject({ description: 'new', name: 'puller', locked: false });
  });

  it('can be created and listed in a group, with their keys', async () => {
    const sdk = identity();
    const groupId = 'ServiceIdGroup-12345678-1234-1234-1234-123456789abc';
    const accountId = account.id;
    const made = await sdk.createServiceId({ accountId, name: 'grouped', groupId });
    expect(made.result).not.toHaveProperty('group_id');
    const { id, iam_id: iamId } = made.result;
    const shown = await sdk.getServiceId({ id, showGroupId: 'true' });
    expect(shown.result.group_id).toBe(groupId);
    const ofDefault = await sdk.listServiceIds({ accountId, name: 'grouped' });
    expect(ofDefault.result.serviceids).toEqual([]);
    const ofGroup = await sdk.listServiceIds({ accountId, groupId, showGroupId: 'true' });
    expect(ofGroup.result.serviceids).toMatchObject([{ id, group_id: groupId }]);
    const key = await sdk.createApiKey({ name: 'ci', iamId });
    const keys = await sdk.listApiKeys({ accountId, iamId, groupId });
    expect(keys.result.apikeys.map((listed) => listed.id)).toEqual([key.result.id]);
    await sdk.deleteServiceId({ id });
  });

  it('of another account are not visible', async () => {
    const other = cloud.createUser({ account: cloud.createAccount() });
    const token = await cloud.issueAccessToken(other);
    const sdk = openIdentity(new BearerTokenAuthenticator({ bearerToken: token }));
    await expect(sdk.getServiceId({ id: service.id })).rejects.toMatchObject({
      status: expect.toBeOneOf([403, 404]),
    });
  });
});

it('the SDK itself tries again after a 429', async () => {
  const sdk = identity();
  sdk.enableRetries({ maxRetries: 2, maxRetryInterval: 1 });
  const fault = cloud.faults.add({
    host: 'iam',
    method: 'GET',
    path: `/v1/apikeys`,
    times: 2,
    do: { kind: 'rate-limit', retryAfterSeconds: 1 },
  });
  const { status } = await sdk.listApiKeys({ iamId: service.iamId, accountId: account.id });
  expect(status).toBe(200);
  expect(fault.hits).toBe(2);
});
