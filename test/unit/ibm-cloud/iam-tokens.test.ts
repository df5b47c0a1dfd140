import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Account,
  type IbmCloud,
  type Keyholder,
  startIbmCloud,
} from '../../ibm-cloud/index.ts';
import { askToken, basic, keyGrant, send } from './client.ts';

const GRANT = 'urn:ibm:params:oauth:grant-type:';

let cloud: IbmCloud;
let account: Account;
let user: Keyholder;

beforeAll(async () => {
  cloud = await startIbmCloud({ registry: 'memory' });
  account = cloud.createAccount({ accessTokenLifetimeSeconds: 900 });
  user = cloud.createUser({ account });
});

afterAll(async () => {
  await cloud.stop();
});

describe('the grant of an API key', () => {
  it('returns an access token that the published keys verify', async () => {
    const answer = await askToken(cloud, keyGrant(user.apiKey));
    expect(answer.status).toBe(200);
    expect(answer.headers['transaction-id']).toMatch(/^[0-9a-f]{32}$/);
    const body = answer.json();
    expect(body).toMatchObject({
      refresh_token: 'not_supported',
      token_type: 'Bearer',
      expires_in: 900,
      scope: 'ibm openid',
    });
    const keys = await send(cloud, 'https://iam.cloud.ibm.com/identity/keys');
    const { payload, protectedHeader } = await jwtVerify(
      String(body['access_token']),
      createLocalJWKSet(keys.json() as unknown as JSONWebKeySet),
    );
    expect(protectedHeader.alg).toBe('RS256');
    expect(payload).toMatchObject({
      iam_id: user.iamId,
      account: { bss: account.id },
      iss: 'https://iam.cloud.ibm.com/identity',
      exp: body['expiration'],
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
  });

  it('names a service ID as IBM does', async () => {
    const service = cloud.createServiceId({ account, withApiKey: true });
    const answer = await askToken(cloud, keyGrant(service.apiKey));
    expect(decodeJwt(String(answer.json()['access_token']))).toMatchObject({
      iam_id: `iam-${service.id}`,
      sub: service.id,
      sub_type: 'ServiceId',
    });
    expect(answer.json()).not.toHaveProperty('ims_user_id');
  });

  it('returns a refresh token only to a client, and no other client can use it', async () => {
    const client = basic('bx', 'bx');
    const first = await askToken(cloud, keyGrant(user.apiKey), client);
    const refreshToken = String(first.json()['refresh_token']);
    const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
    const second = await askToken(cloud, form, client);
    expect(second.status).toBe(200);
    expect(second.json()['refresh_token']).not.toBe(refreshToken);
    expect(await askToken(cloud, form)).toMatchObject({ status: 401 });
    const invalid = await askToken(cloud, { ...form, refresh_token: 'x' }, client);
    expect(invalid.json()).toMatchObject({ errorCode: 'BXNIM0407E' });
    const stranger = await askToken(cloud, keyGrant(user.apiKey), basic('bx', 'wrong'));
    expect(stranger).toMatchObject({ status: 401 });
  });

  it("refuses with IBM's code and format", async () => {
    const answer = await askToken(cloud, keyGrant('a'.repeat(44)));
    expect(answer.status).toBe(400);
    expect(answer.json()).toEqual({
      errorCode: 'BXNIM0415E',
      errorMessage: 'Provided API key could not be found.',
      context: expect.objectContaining({
        requestId: answer.headers['transaction-id'],
        requestType: 'incoming.Identity_Token',
        startTime: expect.stringMatching(/^\d\d\.\d\d\.\d{4} \d\d:\d\d:\d\d:\d{3} UTC$/),
      }),
    });
  });

  it('says why a key is no longer accepted', async () => {
    const disabled = cloud.seedApiKey(user, { disabled: true });
    const expired = cloud.seedApiKey(user, { expiresInSeconds: -1 });
    const deleted = cloud.seedApiKey(user);
    cloud.deleteApiKey(deleted.id);
    const ask = async (key: string) => (await askToken(cloud, keyGrant(key))).json();
    expect(await ask(disabled.value)).toMatchObject({ errorCode: 'BXNIM0462E' });
    expect(await ask(expired.value)).toMatchObject({
      errorMessage: expect.stringContaining('expired'),
    });
    expect(await ask(deleted.value)).toMatchObject({ errorCode: 'BXNIM0415E' });
  });

  it('refuses suspended users and forbidden IP addresses', async () => {
    const suspended = cloud.createUser({ account });
    cloud.suspend(suspended);
    const elsewhere = cloud.createUser({ account, allowedIps: ['192.0.2.1'] });
    const first = await askToken(cloud, keyGrant(suspended.apiKey));
    expect([first.status, first.json()['errorCode']]).toEqual([401, 'BXNIM0436E']);
    const second = await askToken(cloud, keyGrant(elsewhere.apiKey));
    expect([second.status, second.json()['errorCode']]).toEqual([401, 'BXNIM0430E']);
  });

  it('refuses a key from an account that the caller does not allow', async () => {
    const tenant = (id: string) => ({ 'ibm-cloud-tenant': id });
    const inside = await askToken(cloud, keyGrant(user.apiKey), tenant(`${account.id},x`));
    const outside = await askToken(cloud, keyGrant(user.apiKey), tenant('0'.repeat(32)));
    expect([inside.status, outside.status]).toEqual([200, 400]);
  });
});

describe('the body of a token request', () => {
  it('must be a form', async () => {
    const answer = await send(cloud, 'https://iam.cloud.ibm.com/identity/token', {
      json: keyGrant(user.apiKey),
    });
    expect(answer.status).toBe(415);
  });

  it('must name an existing grant and its parameters', async () => {
    const nothing = await askToken(cloud, {});
    expect(nothing.json()).toMatchObject({
      errorCode: 'BXNIM0109E',
      errorDetails: "Property 'grant_type' either missing or empty.",
    });
    const unknown = await askToken(cloud, { grant_type: 'password' });
    expect(unknown.json()).toMatchObject({ errorCode: 'BXNIM0106E' });
    const empty = await askToken(cloud, keyGrant(''));
    expect(empty.json()).toMatchObject({ errorCode: 'BXNIM0109E' });
    const type = await askToken(cloud, { ...keyGrant(user.apiKey), response_type: 'uaa' });
    expect(type.json()).toMatchObject({ errorCode: 'BXNIM0106E' });
  });

  it('must be sent with POST', async () => {
    const answer = await send(cloud, 'https://iam.cloud.ibm.com/identity/token');
    expect(answer.status).toBe(405);
  });
});

describe('a trusted profile', () => {
  it('can be assumed by those it trusts, by ID, CRN, or name and account', async () => {
    const profile = cloud.createTrustedProfile({ account, trusts: [user.iamId], name: 'deploy' });
    const accessToken = await cloud.issueAccessToken(user);
    const assume = (form: Readonly<Record<string, string>>) =>
      askToken(cloud, { grant_type: `${GRANT}assume`, access_token: accessToken, ...form });
    for (const form of [
      { profile_id: profile.id },
      { profile_crn: profile.crn },
      { profile_name: 'deploy', account: account.id },
    ]) {
      const answer = await assume(form);
      expect(answer.status).toBe(200);
      expect(decodeJwt(String(answer.json()['access_token']))).toMatchObject({
        iam_id: `iam-${profile.id}`,
        sub_type: 'Profile',
        authn: { iam_id: user.iamId },
      });
    }
    expect(await assume({ profile_name: 'deploy' })).toMatchObject({ status: 400 });
    expect(await assume({ profile_id: profile.crn })).toMatchObject({ status: 400 });
    expect(await assume({})).toMatchObject({ status: 400 });
  });

  it('cannot be assumed by anyone else, nor with an expired token', async () => {
    const profile = cloud.createTrustedProfile({ account });
    const ask = async (accessToken: string) =>
      (
        await askToken(cloud, {
          grant_type: `${GRANT}assume`,
          access_token: accessToken,
          profile_id: profile.id,
        })
      ).json();
    expect(await ask(await cloud.issueAccessToken(user))).toMatchObject({
      errorCode: 'BXNIM0398E',
    });
    const old = await cloud.issueAccessToken(user, { issuedInPastSeconds: 3600 });
    expect(await ask(old)).toMatchObject({ errorMessage: expect.stringContaining('expired') });
    expect(await ask('nonsense')).toMatchObject({ errorCode: 'BXNIM0407E' });
  });

  it('can be assumed by a compute resource of its account, without a refresh token', async () => {
    const profile = cloud.createTrustedProfile({ account, trustsCompute: true, name: 'runner' });
    const ask = async (from: Account, form: Readonly<Record<string, string>>) =>
      await askToken(cloud, {
        grant_type: `${GRANT}cr-token`,
        cr_token: await cloud.issueComputeToken(from),
        ...form,
      });
    const answer = await ask(account, { profile_id: profile.id });
    expect(answer.status).toBe(200);
    expect(answer.json()).not.toHaveProperty('refresh_token');
    expect(await ask(account, { profile_name: 'runner' })).toMatchObject({ status: 200 });
    const other = cloud.createAccount();
    expect(await ask(other, { profile_id: profile.id })).toMatchObject({ status: 400 });
  });
});
