import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Account,
  type IbmCloud,
  type Keyholder,
  startIbmCloud,
} from '../../ibm-cloud/index.ts';
import { type Answer, askRegistry, basic, bearer, send } from './client.ts';

const HOST = 'us.icr.io';

let cloud: IbmCloud;
let account: Account;
let user: Keyholder;

beforeAll(async () => {
  cloud = await startIbmCloud({ registry: 'memory' });
  account = cloud.createAccount();
  user = cloud.createUser({ account, role: 'Reader' });
  cloud.createNamespace({ account, registry: 'us-south', name: 'example' });
  await cloud.seedImage('us-south', 'example/app', '1');
});

afterAll(async () => {
  await cloud.stop();
});

function statusOf(user: string, password: string, host = HOST): Promise<number> {
  return askRegistry(cloud, host, [user, password]).then(({ status }) => status);
}

/** Logs in and requests an image with what was granted. */
async function pull(
  pair: readonly [string, string],
  repository = 'example/app',
  host = HOST,
): Promise<number> {
  const login = await askRegistry(cloud, host, pair, `repository:${repository}:pull`);
  return await look(String(login.json()['token']), repository, host);
}

async function look(token: string, repository = 'example/app', host = HOST): Promise<number> {
  const answer = await send(cloud, `https://${host}/v2/${repository}/manifests/1`, {
    headers: bearer(token),
    method: 'HEAD',
  });
  return answer.status;
}

describe('the challenge', () => {
  it('names the realm on the requested host, in quotes', async () => {
    for (const host of [HOST, 'private.us.icr.io', 'registry.ng.bluemix.net', 'icr.io']) {
      const answer = await send(cloud, `https://${host}/v2/`);
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe(
        `Bearer realm="https://${host}/oauth/token",service="registry"`,
      );
      expect(answer.json()).toMatchObject({ errors: [{ code: 'UNAUTHORIZED' }] });
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  it('names the scope of a repository', async () => {
    const answer = await send(cloud, `https://${HOST}/v2/example/app/manifests/1`);
    expect(answer.headers['www-authenticate']).toContain(',scope="repository:example/app:pull"');
  });

  it('can have no quotes, and name another realm', async () => {
    cloud.setRegistry({ challengeQuotes: false });
    cloud.setRealm(HOST, 'https://evil.example.com/oauth/token');
    const answer = await send(cloud, `https://${HOST}/v2/`);
    cloud.setRegistry({ challengeQuotes: true });
    cloud.setRealm(HOST, undefined);
    expect(answer.headers['www-authenticate']).toBe(
      'Bearer realm=https://evil.example.com/oauth/token, service=registry',
    );
  });
});

describe('a login', () => {
  it('accepts an API key, an access token, a refresh token and a profile', async () => {
    const service = cloud.createServiceId({ account, withApiKey: true });
    const profile = cloud.createTrustedProfile({ account, trusts: [service.iamId, user.iamId] });
    expect(await statusOf('iamapikey', user.apiKey)).toBe(200);
    expect(await statusOf('iambearer', await cloud.issueAccessToken(user))).toBe(200);
    expect(await statusOf('iamrefresh', cloud.issueRefreshToken(user))).toBe(200);
    expect(await statusOf(profile.id, service.apiKey)).toBe(200);
    // IBM assumes the profile only for the key of a service ID.
    expect(await statusOf(profile.id, user.apiKey)).toBe(400);
  });

  it('is refused with 400 if user name and password do not match', async () => {
    expect(await statusOf('iamapikey', 'a'.repeat(44))).toBe(400);
    expect(await statusOf('iambearer', user.apiKey)).toBe(400);
    expect(await statusOf('iamrefresh', user.apiKey)).toBe(400);
    expect(await statusOf('token', user.apiKey)).toBe(401);
    const unknown = await askRegistry(cloud, HOST, ['somebody', user.apiKey]);
    expect(unknown.json()).toMatchObject({ errors: [{ code: 'UNSUPPORTED' }] });
  });

  it('is refused with 401 if IAM does not accept the credential', async () => {
    const old = await cloud.issueAccessToken(user, { issuedInPastSeconds: 3600 });
    expect(await statusOf('iambearer', old)).toBe(401);
    const suspended = cloud.createUser({ account });
    cloud.suspend(suspended);
    expect(await statusOf('iamapikey', suspended.apiKey)).toBe(401);
  });

  it('can be refused with the message from public transcripts', async () => {
    const old = await cloud.issueAccessToken(user, { issuedInPastSeconds: 3600 });
    const suspended = cloud.createUser({ account });
    cloud.suspend(suspended);
    cloud.setRegistry({ refusal: 'transcript' });
    const pairs = [
      ['iamapikey', 'a'.repeat(44)],
      ['iamapikey', suspended.apiKey],
      ['iambearer', old],
      ['iamrefresh', user.apiKey],
    ] as const;
    const answers = await Promise.all(pairs.map((pair) => askRegistry(cloud, HOST, pair)));
    cloud.setRegistry({ refusal: 'documented' });
    for (const answer of answers) {
      const message =
        'The login credentials are not valid, or your IBM Cloud account is not active.';
      expect(answer.status).toBe(401);
      expect(answer.json()).toMatchObject({ errors: [{ code: 'UNAUTHORIZED', message }] });
    }
  });

  it('is refused without credentials, with PUT and for another service', async () => {
    const url = `https://${HOST}/oauth/token`;
    const headers = basic('iamapikey', user.apiKey);
    const statuses = await Promise.all([
      send(cloud, `${url}?service=registry`),
      send(cloud, `${url}?service=registry`, { headers, method: 'PUT' }),
      send(cloud, url, { headers }),
      send(cloud, `${url}?service=registry&scope=repository`, { headers }),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([401, 405, 400, 400]);
  });

  describe('with the form of the password grant', () => {
    const post = (change: Readonly<Record<string, string>> = {}): Promise<Answer> =>
      send(cloud, `https://${HOST}/oauth/token`, {
        form: {
          grant_type: 'password',
          client_id: 'portieris-client',
          service: 'registry',
          username: 'iamapikey',
          password: user.apiKey,
          scope: 'repository:example/app:pull',
          ...change,
        },
      });

    it('gets the same reply as GET', async () => {
      const answer = await post();
      expect(answer.status).toBe(200);
      const { token, access_token } = answer.json();
      expect(access_token).toBe(token);
      expect(await look(String(token))).toBe(200);
    });

    it('can request several scopes in one field', async () => {
      const two = await post({
        scope: 'repository:example/none:pull repository:example/app:pull',
      });
      expect(await look(String(two.json()['token']))).toBe(200);
    });

    it('is refused where GET is, and with another form', async () => {
      const statuses = await Promise.all([
        post({ password: 'a'.repeat(44) }),
        post({ service: 'another' }),
        post({ scope: 'repository' }),
        post({ grant_type: 'refresh_token' }),
        post({ client_id: '' }),
        send(cloud, `https://${HOST}/oauth/token?service=registry`, {
          method: 'POST',
          headers: basic('iamapikey', user.apiKey),
        }),
        send(cloud, `https://${HOST}/oauth/token`, {
          form: { grant_type: 'password', client_id: 'test', service: 'registry' },
        }),
      ]);
      expect(statuses.map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 415, 401]);
    });
  });

  it('is refused on the public network for a private account', async () => {
    const hidden = cloud.createAccount({ privateOnly: true });
    const member = cloud.createUser({ account: hidden, role: 'Reader' });
    const answer = await askRegistry(cloud, HOST, ['iamapikey', member.apiKey]);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Private-only access is enabled on this account');
    expect(await statusOf('iamapikey', member.apiKey, 'private.us.icr.io')).toBe(200);
  });
});

describe('a login grants', () => {
  const key = (): [string, string] => ['iamapikey', user.apiKey];

  it('what the role permits, for several scopes in either form', async () => {
    const writer = cloud.createUser({ account, role: 'Writer' });
    const ask = (apiKey: string, query: string): Promise<Answer> =>
      send(cloud, `https://${HOST}/oauth/token?service=registry&${query}`, {
        headers: basic('iamapikey', apiKey),
      });
    const read = (answer: Answer): unknown => {
      const [, payload = ''] = String(answer.json()['token']).split('.');
      return JSON.parse(Buffer.from(payload, 'base64url').toString())['access'];
    };
    const two =
      'scope=repository:example/app:pull,push%20repository:example/b:pull&scope=repository:example/c:push';
    expect(read(await ask(user.apiKey, two))).toEqual([
      { type: 'repository', name: 'example/app', actions: ['pull'] },
      { type: 'repository', name: 'example/b', actions: ['pull'] },
    ]);
    expect(read(await ask(writer.apiKey, two))).toEqual([
      { type: 'repository', name: 'example/app', actions: ['pull', 'push'] },
      { type: 'repository', name: 'example/b', actions: ['pull'] },
      { type: 'repository', name: 'example/c', actions: ['push'] },
    ]);
    expect(read(await ask(writer.apiKey, 'scope=registry:catalog:*'))).toEqual([]);
  });

  it('access to the registry until it expires by the moved clock', async () => {
    expect(await pull(key())).toBe(200);
    const login = await askRegistry(cloud, HOST, key(), 'repository:example/app:pull');
    const token = String(login.json()['token']);
    expect(await look(token)).toBe(200);
    expect(await look(token, 'example/app', 'private.us.icr.io')).toBe(200);
    expect(await look(token, 'example/app', 'de.icr.io')).toBe(401);
    cloud.clock.advance(301_000);
    expect(await look(token)).toBe(401);
    expect(await look('nonsense')).toBe(401);
  });

  it('404 and not a refusal for images that do not exist', async () => {
    expect(await pull(key(), 'example/nothing')).toBe(404);
  });

  it('nothing without a role, and nothing outside the namespaces of a policy', async () => {
    const nobody = cloud.createUser({ account });
    expect(await pull(['iamapikey', nobody.apiKey])).toBe(401);
    const elsewhere = cloud.createUser({ account, role: 'Reader', namespaces: ['other'] });
    expect(await pull(['iamapikey', elsewhere.apiKey])).toBe(401);
    cloud.setRole(nobody, 'Reader');
    expect(await pull(['iamapikey', nobody.apiKey])).toBe(200);
  });

  it('only namespaces of the account, with an early or a late refusal', async () => {
    const stranger = cloud.createUser({ account: cloud.createAccount(), role: 'Manager' });
    const pair: [string, string] = ['iamapikey', stranger.apiKey];
    const scope = 'repository:example/app:pull';
    const login = await askRegistry(cloud, HOST, pair, scope);
    const late = await send(cloud, `https://${HOST}/v2/example/app/manifests/1`, {
      headers: bearer(String(login.json()['token'])),
    });
    expect(late.status).toBe(401);
    expect(late.headers['www-authenticate']).toContain('error="insufficient_scope"');
    expect(late.json()).toMatchObject({
      errors: [{ code: 'DENIED', message: 'insufficient scope' }],
    });
    cloud.setRegistry({ denial: 'token' });
    const early = await askRegistry(cloud, HOST, pair, scope);
    cloud.setRegistry({ denial: 'manifest' });
    expect(early.status).toBe(403);
    expect(early.text).toContain('You are not authorized to access the specified resource.');
  });
});

describe('the namespaces in the management API', () => {
  const call = async (who: Keyholder, method: string, path: string) =>
    await send(cloud, `https://de.icr.io/api/v1/${path}`, {
      method,
      headers: { ...bearer(await cloud.issueAccessToken(who)), account: who.accountId },
    });

  it('are created, listed and removed by identities with permission', async () => {
    const manager = cloud.createUser({ account, role: 'Manager' });
    expect(await call(user, 'PUT', 'namespaces/berlin')).toMatchObject({ status: 403 });
    expect(await call(manager, 'PUT', 'namespaces/xy')).toMatchObject({ status: 400 });
    expect(await call(manager, 'PUT', 'namespaces/berlin')).toMatchObject({ status: 201 });
    expect(await call(manager, 'PUT', 'namespaces/berlin')).toMatchObject({ status: 200 });
    expect((await call(user, 'GET', 'namespaces')).json()).toEqual(['berlin']);
    expect((await call(user, 'GET', 'namespaces/details')).json()).toMatchObject([
      { name: 'berlin', account: account.id },
    ]);
    const rival = cloud.createUser({ account: cloud.createAccount(), role: 'Manager' });
    expect(await call(rival, 'PUT', 'namespaces/berlin')).toMatchObject({ status: 409 });
    expect(await call(rival, 'DELETE', 'namespaces/berlin')).toMatchObject({ status: 403 });
    expect(await call(manager, 'DELETE', 'namespaces/berlin')).toMatchObject({ status: 204 });
    expect((await call(manager, 'GET', 'auth')).json()).toEqual({
      iam_authz: true,
      private_only: false,
    });
  });
});
