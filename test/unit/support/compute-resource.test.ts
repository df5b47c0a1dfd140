import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Account,
  type IbmCloud,
  type MetadataService,
  startIbmCloud,
} from '../../ibm-cloud/index.ts';
import { runOnServer, type Variables } from '../../support/compute-resource.ts';
import { run } from '../ibm-cloud/client.ts';

const PLAIN = 'http://169.254.169.254';
const SECURE = 'https://api.metadata.cloud.ibm.com';

/** Requests the token of the machine, as any client would, and prints the status or the error. */
const ASK = `
  const [base, proxied] = process.argv.slice(1);
  const { Agent, globalAgent, request } = require(base.startsWith('https:') ? 'https' : 'http');
  const asked = request(base + '/identity/v1/token?version=2025-08-26', {
    method: 'PUT',
    agent: proxied ? globalAgent : new Agent(),
    headers: { 'metadata-flavor': 'ibm' },
    signal: AbortSignal.timeout(1_000),
  }, (response) => response.resume().on('end', () => console.log(response.statusCode)));
  asked.on('error', ({ code }) => console.log(code));
  asked.end();
`;

let cloud: IbmCloud;
let account: Account;

beforeEach(async () => {
  cloud = await startIbmCloud({ registry: 'memory' });
  account = cloud.createAccount();
});

afterEach(async () => {
  await cloud.stop();
});

async function ask(env: Variables, url: string, ...more: readonly string[]): Promise<string> {
  const command = [process.execPath, '-e', ASK, url, ...more];
  const { stdout, stderr } = await run(cloud, command, { env });
  expect(stderr).toBe('');
  return stdout.trim();
}

async function startMetadata(secureAccess: boolean): Promise<MetadataService> {
  return await cloud.startMetadata({ accountId: account.id, secureAccess });
}

describe('the simulated metadata service of a virtual server', () => {
  it('answers at its address', async () => {
    const { url, requests } = await startMetadata(false);
    const env = runOnServer({ plain: url });
    expect([await ask(env, PLAIN), await ask(env, SECURE)]).toEqual(['200', 'ENOTFOUND']);
    expect(requests).toEqual(['PUT /identity/v1/token?version=2025-08-26']);
  });

  it('with secure access answers only at its host name, with a certificate for it', async () => {
    const { url } = await startMetadata(true);
    const refused = runOnServer({ secure: url });
    expect([await ask(refused, PLAIN), await ask(refused, SECURE)]).toEqual([
      'ECONNREFUSED',
      '200',
    ]);
    const silent = runOnServer({ plain: 'silent', secure: url }, 1);
    expect([await ask(silent, PLAIN), await ask(silent, SECURE)]).toEqual(['ABORT_ERR', '200']);
    const untrusted = await ask({ ...refused, NODE_EXTRA_CA_CERTS: '' }, SECURE);
    expect(untrusted).toBe('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    expect(cloud.connections).toEqual([]);
  });

  it('may not answer at all', async () => {
    const refused = runOnServer({});
    expect([await ask(refused, PLAIN), await ask(refused, SECURE)]).toEqual([
      'ECONNREFUSED',
      'ENOTFOUND',
    ]);
    const silent = runOnServer({ plain: 'silent', secure: 'silent' }, 1);
    expect([await ask(silent, PLAIN), await ask(silent, SECURE)]).toEqual([
      'ABORT_ERR',
      'ABORT_ERR',
    ]);
  });

  it('is not reached through a proxy, which the test detects', async () => {
    const { url, requests } = await startMetadata(true);
    const env = { ...runOnServer({ secure: url }), NODE_USE_ENV_PROXY: '1' };
    expect(await ask(env, SECURE, 'proxied')).toBe('ERR_PROXY_TUNNEL');
    expect(requests).toEqual([]);
    const target = 'api.metadata.cloud.ibm.com:443';
    expect(cloud.connections).toMatchObject([{ target, status: 403 }]);
  });
});
