import { request } from 'node:https';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Account,
  type IbmCloud,
  type MetadataService,
  type ProfileReference,
  startIbmCloud,
} from '../../ibm-cloud/index.ts';
import { askRegistry } from './client.ts';

let cloud: IbmCloud;
let account: Account;
let profile: ProfileReference;
let metadata: MetadataService;

beforeEach(async () => {
  cloud = await startIbmCloud({ registry: 'memory' });
  account = cloud.createAccount();
  profile = cloud.createTrustedProfile({ account, name: 'runner', trustsCompute: true });
  metadata = await cloud.startMetadata({ accountId: account.id, defaultProfileId: profile.id });
});

afterEach(async () => {
  await cloud.stop();
});

const OLD = [
  '/instance_identity/v1/token?version=2022-03-01',
  '/instance_identity/v1/iam_token?version=2022-03-01',
] as const;
const NEW = [
  '/identity/v1/token?version=2025-08-26',
  '/identity/v1/iam_tokens?version=2025-08-26',
] as const;

async function ask(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body?: unknown,
): Promise<Response> {
  return await fetch(`${metadata.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function tokenOf(response: Response): Promise<string> {
  expect(response.status).toBe(200);
  const body = (await response.json()) as { access_token: string; expires_in: number };
  expect(body.expires_in).toBeGreaterThan(0);
  return body.access_token;
}

async function expectRefusal(
  asked: Promise<Response>,
  status: number,
  code: string,
): Promise<void> {
  expect(await (await asked).json()).toMatchObject({ status_code: status, errors: [{ code }] });
}

async function identify(path: string): Promise<{ readonly authorization: string }> {
  const response = await ask('PUT', path, { 'Metadata-Flavor': 'ibm' }, { expires_in: 300 });
  return { authorization: `Bearer ${await tokenOf(response)}` };
}

describe.each([
  ['the old paths', OLD],
  ['the new paths', NEW],
])('the metadata service under %s', (_name, [identityPath, iamPath]) => {
  it('returns a token of the default profile, or of a requested one', async () => {
    const identity = await identify(identityPath);
    for (const body of [
      undefined,
      { trusted_profile: { id: profile.id } },
      { trusted_profile: { crn: profile.crn } },
      { trusted_profile: { name: 'runner' } },
    ]) {
      const token = await tokenOf(await ask('POST', iamPath, identity, body));
      expect(decodeJwt(token)).toMatchObject({ iam_id: profile.iamId });
      const login = await askRegistry(cloud, 'us.icr.io', ['iambearer', token]);
      expect(login.status).toBe(200);
    }
    expect(metadata.requests[0]).toBe(`PUT ${identityPath}`);
  });

  it('refuses requests that cannot come from the server itself', async () => {
    await expectRefusal(ask('PUT', identityPath, {}, {}), 400, 'missing_value');
    const stranger = { authorization: 'Bearer nonsense' };
    await expectRefusal(ask('POST', iamPath, stranger), 401, 'unauthenticated');
    const identity = await identify(identityPath);
    cloud.clock.advance(300_000);
    await expectRefusal(ask('POST', iamPath, identity), 401, 'unauthenticated');
  });

  it('refuses profiles that are not linked to the server', async () => {
    const identity = await identify(identityPath);
    const other = cloud.createTrustedProfile({ account, name: 'other' });
    const foreign = cloud.createTrustedProfile({
      account: cloud.createAccount(),
      name: 'foreign',
      trustsCompute: true,
    });
    for (const { id, crn, name } of [other, foreign]) {
      for (const wanted of [{ id }, { crn }, { name }]) {
        const refused = ask('POST', iamPath, identity, { trusted_profile: wanted });
        await expectRefusal(refused, 400, 'profile_not_linked');
      }
    }
  });

  it('requires a profile if there is no default', async () => {
    metadata = await cloud.startMetadata({ accountId: account.id });
    const refused = ask('POST', iamPath, await identify(identityPath));
    await expectRefusal(refused, 400, 'missing_field');
  });
});

describe('the version of the metadata service', () => {
  it('is required, and determines which paths exist', async () => {
    const flavour = { 'Metadata-Flavor': 'ibm' };
    const [path = ''] = OLD[0].split('?');
    expect(await ask('PUT', path, flavour)).toMatchObject({ status: 400 });
    expect(await ask('PUT', `${path}?version=2025-08-26`, flavour)).toMatchObject({ status: 404 });
  });
});

describe('the metadata service with secure access', () => {
  it('supports only HTTPS, under its host name', async () => {
    const { url } = await cloud.startMetadata({ accountId: account.id, secureAccess: true });
    const { hostname, port } = new URL(url);
    expect(hostname).toBe('api.metadata.cloud.ibm.com');
    const knock = (host: string): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const options = { host: '127.0.0.1', port, servername: hostname, ca: cloud.ca };
        const headers = { host, 'metadata-flavor': 'ibm' };
        request({ ...options, method: 'PUT', path: NEW[0], headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
          .on('error', reject)
          .end();
      });
    expect(await knock(hostname)).toBe(200);
    expect(await knock('169.254.169.254')).toBe(421);
    await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow('fetch failed');
  });
});
