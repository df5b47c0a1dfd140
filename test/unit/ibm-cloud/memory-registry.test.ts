import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type IbmCloud, type Keyholder, startIbmCloud } from '../../ibm-cloud/index.ts';
import { requireProgram } from '../../support/programs.ts';
import { type Answer, askRegistry, bearer, type RequestOptions, run, send } from './client.ts';

const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';

let cloud: IbmCloud;
let writer: Keyholder;

beforeEach(async () => {
  cloud = await startIbmCloud({ registry: 'memory' });
  const account = cloud.createAccount();
  writer = cloud.createUser({ account, role: 'Writer' });
  cloud.createNamespace({ account, registry: 'us-south', name: 'example' });
});

afterEach(async () => {
  await cloud.stop();
});

async function createCaller(): Promise<
  (path: string, options?: RequestOptions) => Promise<Answer>
> {
  const login = await askRegistry(
    cloud,
    'us.icr.io',
    ['iamapikey', writer.apiKey],
    'repository:example/app:pull,push repository:example/other:pull,push',
  );
  const authorization = bearer(String(login.json()['token']));
  return (path, options = {}) =>
    send(cloud, new URL(path, 'https://us.icr.io').href, {
      ...options,
      headers: { ...authorization, ...options.headers },
    });
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

describe('the registry in memory', () => {
  it('accepts blobs in one request, in parts, and from another repository', async () => {
    const call = await createCaller();
    const uploads = '/v2/example/app/blobs/uploads/';
    const whole = digestOf('whole');
    const post = { method: 'POST', body: 'whole' };
    expect(await call(`${uploads}?digest=${whole}`, post)).toMatchObject({ status: 201 });

    const parts = digestOf('one two');
    const begun = await call(uploads, { method: 'POST' });
    expect(begun).toMatchObject({ status: 202, headers: { range: '0-0' } });
    const location = String(begun.headers.location);
    const patched = await call(location, { method: 'PATCH', body: 'one ' });
    expect(patched).toMatchObject({ status: 202, headers: { range: '0-3' } });
    const put = { method: 'PUT', body: 'two' };
    expect(await call(`${location}?digest=${parts}`, put)).toMatchObject({ status: 201 });
    expect(await call(`/v2/example/app/blobs/${parts}`)).toMatchObject({
      status: 200,
      text: 'one two',
    });

    const mount = `/v2/example/other/blobs/uploads/?mount=${parts}&from=example/app`;
    expect(await call(mount, { method: 'POST' })).toMatchObject({ status: 201 });
    const head = await call(`/v2/example/other/blobs/${parts}`, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, headers: { 'content-length': '7' } });
  });

  it('refuses inconsistent requests', async () => {
    const call = await createCaller();
    const upload = `/v2/example/app/blobs/uploads/?digest=${digestOf('other')}`;
    expect(await call(upload, { method: 'POST', body: 'this' })).toMatchObject({ status: 400 });
    const manifest = JSON.stringify({ schemaVersion: 2, config: { digest: digestOf('gone') } });
    const put = (type: string, body: string) =>
      call('/v2/example/app/manifests/1', {
        method: 'PUT',
        body,
        headers: { 'content-type': type },
      });
    const unknown = await put(MANIFEST_TYPE, manifest);
    expect(unknown.json()).toMatchObject({ errors: [{ code: 'MANIFEST_BLOB_UNKNOWN' }] });
    expect(await put('text/plain', '{}')).toMatchObject({ status: 400 });
    const gone = await call('/v2/example/app/blobs/uploads/x', { method: 'PATCH', body: 'x' });
    expect(gone.status).toBe(404);
  });

  it('refuses what the token does not grant', async () => {
    const call = await createCaller();
    expect(await call('/v2/example/secret/tags/list')).toMatchObject({ status: 401 });
  });

  it('stores manifests by tag and digest, and lists the tags', async () => {
    await cloud.seedImage('us-south', 'example/app', 'b');
    await cloud.seedImage('us-south', 'example/app', 'a');
    const call = await createCaller();
    expect((await call('/v2/example/app/tags/list')).json()).toEqual({
      name: 'example/app',
      tags: ['a', 'b'],
    });
    const byTag = await call('/v2/example/app/manifests/a');
    const digest = String(byTag.headers['docker-content-digest']);
    expect(digest).toBe(digestOf(byTag.text));
    const byDigest = await call(`/v2/example/app/manifests/${digest}`);
    expect(byDigest.text).toBe(byTag.text);
    expect(await cloud.hasImage('us-south', 'example/app', 'a')).toBe(true);
    expect(await cloud.hasImage('us-south', 'example/app', 'c')).toBe(false);
  });

  it.skipIf(!requireProgram('skopeo'))('supports a real client that pulls and pushes', async () => {
    await cloud.seedImage('us-south', 'example/app', '1');
    const folder = mkdtempSync(join(tmpdir(), 'memory-'));
    const authFile = join(folder, 'auth.json');
    const auth = Buffer.from(`iamapikey:${writer.apiKey}`).toString('base64');
    writeFileSync(authFile, JSON.stringify({ auths: { 'us.icr.io': { auth } } }));
    const images = ['docker://us.icr.io/example/app:1', 'docker://us.icr.io/example/copy:1'];
    const result = await run(cloud, ['skopeo', 'copy', '--authfile', authFile, ...images]);
    rmSync(folder, { recursive: true, force: true });
    expect(result).toMatchObject({ code: 0 });
    expect(await cloud.hasImage('us-south', 'example/copy', '1')).toBe(true);
  });
});
