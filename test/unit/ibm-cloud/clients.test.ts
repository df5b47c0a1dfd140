import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Account,
  type IbmCloud,
  type Keyholder,
  startIbmCloud,
} from '../../ibm-cloud/index.ts';
import { requireProgram } from '../../support/programs.ts';
import { run } from './client.ts';

let cloud: IbmCloud;
let account: Account;
let reader: Keyholder;
let writer: Keyholder;
let folder: string;
let authFile: string;

beforeAll(async () => {
  cloud = await startIbmCloud();
  account = cloud.createAccount();
  reader = cloud.createUser({ account, role: 'Reader' });
  writer = cloud.createUser({ account, role: 'Writer' });
  cloud.createNamespace({ account, registry: 'us-south', name: 'example' });
});

afterAll(async () => {
  await cloud.stop();
});

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clients-'));
  authFile = join(folder, 'auth.json');
  writeFileSync(join(folder, 'config.json'), '{"auths": {"us.icr.io": {}}}');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Writes the login that `docker login` would write. */
function logIn(host: string, user: string, password: string): void {
  const auth = Buffer.from(`${user}:${password}`).toString('base64');
  writeFileSync(authFile, JSON.stringify({ auths: { [host]: { auth } } }));
}

describe.skipIf(!requireProgram('docker'))('docker', () => {
  const login = ['login', 'us.icr.io', '-u', 'iamapikey', '--password-stdin'];

  it('logs in with an API key, without a daemon', async () => {
    const result = await run(cloud, ['docker', '--config', folder, ...login], {
      input: writer.apiKey,
    });
    expect(result).toMatchObject({ code: 0, stdout: expect.stringContaining('Login Succeeded') });
    const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'));
    expect(Buffer.from(config.auths['us.icr.io'].auth, 'base64').toString()).toBe(
      `iamapikey:${writer.apiKey}`,
    );
  });

  it('is refused with an unknown API key', async () => {
    const result = await run(cloud, ['docker', '--config', folder, ...login], {
      input: 'a'.repeat(44),
    });
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('unauthorized: Authorization required');
    expect(cloud.requests.at(-1)).toMatchObject({ path: '/oauth/token', status: 400 });
  });

  it('prints the message from public transcripts', async () => {
    cloud.setRegistry({ refusal: 'transcript' });
    const result = await run(cloud, ['docker', '--config', folder, ...login], {
      input: 'a'.repeat(44),
    });
    cloud.setRegistry({ refusal: 'documented' });
    expect(result.code).toBe(1);
    expect(result.stderr).toContain(
      'unauthorized: The login credentials are not valid, or your IBM Cloud account is not active.',
    );
  });

  it('is refused if the challenge has no quotes', async () => {
    cloud.setRegistry({ challengeQuotes: false });
    const result = await run(cloud, ['docker', '--config', folder, ...login], {
      input: writer.apiKey,
    });
    cloud.setRegistry({ challengeQuotes: true });
    expect(result.code).toBe(1);
  });
});

describe.skipIf(!requireProgram('podman'))('podman', () => {
  const login = ['login', 'us.icr.io', '-u', 'iamapikey', '--password-stdin'];

  it('logs in with an API key', async () => {
    const result = await run(cloud, ['podman', ...login, '--authfile', authFile], {
      input: reader.apiKey,
    });
    expect(result).toMatchObject({ code: 0, stdout: 'Login Succeeded!\n' });
  });

  it('is refused with a disabled API key', async () => {
    const key = cloud.seedApiKey(reader, { disabled: true });
    const result = await run(cloud, ['podman', ...login, '--authfile', authFile], {
      input: key.value,
    });
    expect(result.code).toBe(125);
    expect(result.stderr).toContain('400 (Bad Request)');
  });
});

describe.skipIf(!requireProgram('skopeo') || !requireProgram('docker-registry'))('skopeo', () => {
  const copy = (from: string, to: string): readonly string[] => [
    'skopeo',
    'copy',
    '--quiet',
    '--authfile',
    authFile,
    `docker://${from}`,
    `docker://${to}`,
  ];

  it('pulls and pushes an image with the key of a writer', async () => {
    await cloud.seedImage('us-south', 'example/app', '1');
    logIn('us.icr.io', 'iamapikey', writer.apiKey);
    const result = await run(cloud, copy('us.icr.io/example/app:1', 'us.icr.io/example/copy:1'));
    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(cloud.registryKind).toBe('distribution');
    expect(await cloud.hasImage('us.icr.io', 'example/copy', '1')).toBe(true);
  });

  it('cannot push with the key of a reader', async () => {
    await cloud.seedImage('us-south', 'example/app', '1');
    logIn('us.icr.io', 'iamapikey', reader.apiKey);
    const result = await run(cloud, copy('us.icr.io/example/app:1', 'us.icr.io/example/no:1'));
    expect(result.code).toBe(1);
    expect(result.stderr).toContain('denied');
    expect(await cloud.hasImage('us-south', 'example/no', '1')).toBe(false);
  });

  it('can pull but not push with a read-only registry token', async () => {
    await cloud.seedImage('us-south', 'example/app', '1');
    const token = await cloud.seedRegistryToken({ account, registry: 'us-south', access: 'read' });
    logIn('us.icr.io', 'token', token.value);
    const image = 'us.icr.io/example/app:1';
    const inspected = await run(cloud, [
      'skopeo',
      'inspect',
      '--authfile',
      authFile,
      `docker://${image}`,
    ]);
    expect(inspected.code).toBe(0);
    expect(JSON.parse(inspected.stdout).Labels).toEqual({ image: 'example/app:1' });
    const pushed = await run(cloud, copy(image, 'us.icr.io/example/no:2'));
    expect(pushed.code).toBe(1);
    expect(await cloud.hasImage('us-south', 'example/no', '2')).toBe(false);
  });

  it('can pull and push with a read-write registry token until it is revoked', async () => {
    await cloud.seedImage('us-south', 'example/app', '1');
    const token = await cloud.seedRegistryToken({
      account,
      registry: 'us-south',
      access: 'read-write',
    });
    logIn('us.icr.io', 'token', token.value);
    const command = copy('us.icr.io/example/app:1', 'us.icr.io/example/copy:3');
    expect(await run(cloud, command)).toMatchObject({ code: 0 });
    cloud.revokeRegistryToken(token.id);
    const refused = await run(cloud, command);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('unable to retrieve auth token');
  });

  it('finds the same images under the private and the former host of a registry', async () => {
    await cloud.seedImage('us-south', 'example/app', '1');
    for (const host of ['private.us.icr.io', 'registry.ng.bluemix.net']) {
      logIn(host, 'iamapikey', reader.apiKey);
      const image = `docker://${host}/example/app:1`;
      const result = await run(cloud, ['skopeo', 'inspect', '--authfile', authFile, image]);
      expect(result).toMatchObject({ code: 0 });
    }
  });
});
