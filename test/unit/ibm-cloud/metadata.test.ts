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
  profile = cloud.createTrustedProfile({ account, trustsCompute: true });
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

async function identify(path: string): Promise<{ readonly authorization: string }> {
  const response = await ask('PUT', path, { 'Metadata-Flavor': 'ibm' }, { expires_in: 300 });
  return { authorization: `Bearer ${await tokenOf(response)}` };
}

describe.each([
  ['the old paths', OLD],
  ['the new paths', NEW],
])('the metadata service under %s', (_name, [identityPath, iamPath]) => {
  it('gives the token of the default profile, or of one that is named', async () => {
    const identity = await identify(identityPath);
    for (const body of [
      undefined,
      { trusted_profile: { id: profile.id } },
      { trusted_profile: { crn: profile.crn } },
    ]) {
      const token = await tokenOf(await ask('POST', iamPath, identity, body));
      expect(decodeJwt(token)).toMatchObject({ iam_id: profile.iamId });
      const login = await askRegistry(cloud, 'us.icr.io', ['iambearer', token]);
      expect(login.status).toBe(200);
    }
    expect(metadata.requests[0]).toBe(`PUT ${identityPath}`);
  });

  it('refuses whoever cannot be the server itself', async () => {
    expect(await ask('PUT', identityPath, {}, {})).toMatchObject({ status: 400 });
    const stranger = { authorization: 'Bearer nonsense' };
    expect(await ask('POST', iamPath, stranger)).toMatchObject({ status: 401 });
    const identity = await identify(identityPath);
    cloud.clock.advance(300_000);
    expect(await ask('POST', iamPath, identity)).toMatchObject({ status: 401 });
  });

  it('refuses profiles that do not trust the server', async () => {
    const identity = await identify(identityPath);
    const other = cloud.createTrustedProfile({ account });
    const foreign = cloud.createTrustedProfile({
      account: cloud.createAccount(),
      trustsCompute: true,
    });
    for (const { id } of [other, foreign]) {
      const body = { trusted_profile: { id } };
      expect(await ask('POST', iamPath, identity, body)).toMatchObject({ status: 403 });
    }
  });
});

describe('the version of the metadata service', () => {
  it('must be given, and decides which paths there are', async () => {
    const flavour = { 'Metadata-Flavor': 'ibm' };
    const [path = ''] = OLD[0].split('?');
    expect(await ask('PUT', path, flavour)).toMatchObject({ status: 400 });
    expect(await ask('PUT', `${path}?version=2025-08-26`, flavour)).toMatchObject({ status: 404 });
  });
});
