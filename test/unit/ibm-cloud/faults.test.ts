import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Fault,
  HOSTILE_TEXT,
  type IbmCloud,
  type Keyholder,
  startIbmCloud,
} from '../../ibm-cloud/index.ts';
import { type Answer, askToken, bearer, keyGrant, send } from './client.ts';

let cloud: IbmCloud;
let user: Keyholder;

beforeEach(async () => {
  cloud = await startIbmCloud({ registry: 'memory' });
  user = cloud.createUser({ account: cloud.createAccount() });
});

afterEach(async () => {
  await cloud.stop();
});

/** Requests a new API key, so that the test can see whether the request was processed. */
async function create(signal?: AbortSignal): Promise<Answer> {
  return await send(cloud, 'https://iam.cloud.ibm.com/v1/apikeys', {
    headers: bearer(await cloud.issueAccessToken(user)),
    json: { name: 'ci', iam_id: user.iamId },
    ...(signal === undefined ? {} : { signal }),
  });
}

function play(fault: Fault, actFirst = false): void {
  cloud.faults.add({ host: 'iam', method: 'POST', path: '/v1/apikeys', actFirst, do: fault });
}

describe('a fault', () => {
  it('can be any status, with the body in the format of the service or as given', async () => {
    play({ kind: 'status', status: 503 });
    const plain = await create();
    expect(plain.status).toBe(503);
    expect(plain.json()).toMatchObject({ status_code: 503, errors: [{ message: 'Status 503.' }] });
    cloud.faults.clear();
    play({ kind: 'status', status: 418, body: 'tea', headers: { 'x-pot': 'short' } });
    expect(await create()).toMatchObject({
      status: 418,
      text: 'tea',
      headers: { 'x-pot': 'short', 'content-type': 'text/plain' },
    });
    cloud.faults.clear();
    play({ kind: 'status', status: 400, body: { a: 1 }, contentType: 'application/problem+json' });
    expect(await create()).toMatchObject({
      text: '{"a":1}',
      headers: { 'content-type': 'application/problem+json' },
    });
    expect(cloud.ledger.all()).toEqual([]);
  });

  it('can be a redirect', async () => {
    play({ kind: 'redirect', location: 'https://evil.example.com/' });
    expect(await create()).toMatchObject({
      status: 307,
      headers: { location: 'https://evil.example.com/' },
    });
  });

  it('can close the connection before the request is processed', async () => {
    play({ kind: 'reset-before' });
    await expect(create()).rejects.toThrow(/hang up|ECONNRESET/);
    expect(cloud.ledger.all()).toEqual([]);
    expect(cloud.requests.at(-1)).toMatchObject({ fault: 'reset-before', replied: false });
    expect(cloud.requests.at(-1)).not.toHaveProperty('status');
  });

  it('can close the connection after the request was processed', async () => {
    play({ kind: 'reset-after' });
    await expect(create()).rejects.toThrow(/hang up|ECONNRESET/);
    expect(cloud.ledger.alive()).toHaveLength(1);
  });

  it('can be silence until the client gives up', async () => {
    play({ kind: 'hang' });
    const client = new AbortController();
    const request = expect(create(client.signal)).rejects.toThrow();
    await expect.poll(() => cloud.requests.length).toBe(1);
    client.abort();
    await request;
    expect(cloud.requests.at(-1)).toMatchObject({ fault: 'hang', replied: false });
  });

  it('can be silence until the double stops', async () => {
    play({ kind: 'hang' });
    const request = expect(create()).rejects.toThrow();
    await expect.poll(() => cloud.requests.length).toBe(1);
    await cloud.stop();
    await request;
  });

  it('can be a delay', async () => {
    play({ kind: 'slow', ms: 150 });
    const begin = performance.now();
    expect(await create()).toMatchObject({ status: 201 });
    expect(performance.now() - begin).toBeGreaterThan(140);
  });

  it.each([
    ['html', /^<!doctype html>/],
    ['broken-json', /^\{"access_token"/],
    ['other-json', /^\[/],
    ['empty', /^$/],
  ] as const)('can be an invalid reply: %s', async (as, text) => {
    play({ kind: 'nonsense', as });
    const answer = await create();
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(text);
  });

  it('can be a truncated reply to a request that was processed', async () => {
    play({ kind: 'truncated' });
    await expect(create()).rejects.toThrow(/aborted|ECONNRESET/);
    expect(cloud.ledger.alive()).toHaveLength(1);
  });

  it('can be a reply that is labeled as HTML', async () => {
    play({ kind: 'mislabeled' });
    const answer = await create();
    expect(answer).toMatchObject({ status: 201, headers: { 'content-type': 'text/html' } });
    expect(cloud.ledger.alive()).toMatchObject([{ id: (answer.json() as { id: string }).id }]);
  });

  it('can be an error with commands in all of its texts', async () => {
    cloud.faults.add({ do: { kind: 'hostile', status: 403 } });
    const answers = [
      await create(),
      await askToken(cloud, keyGrant(user.apiKey)),
      await send(cloud, 'https://us.icr.io/v2/'),
      await send(cloud, 'https://us.icr.io/api/v1/tokens'),
    ];
    for (const answer of answers) {
      expect(answer.status).toBe(403);
      expect(answer.text).toContain(JSON.stringify(HOSTILE_TEXT).slice(1, -1));
    }
    expect(HOSTILE_TEXT).toContain('##[save-state');
    expect(HOSTILE_TEXT).toContain('\n::add-mask::');
    expect(answers[0]?.json()).toMatchObject({ errors: [{ message: HOSTILE_TEXT }] });
    expect(answers[1]?.json()).toMatchObject({ errorMessage: HOSTILE_TEXT });
    expect(answers[3]?.json()).toMatchObject({ message: HOSTILE_TEXT });
  });

  it('can be a rate limit, with or without a time to wait', async () => {
    play({ kind: 'rate-limit', retryAfterSeconds: 7 });
    expect(await create()).toMatchObject({ status: 429, headers: { 'retry-after': '7' } });
    cloud.faults.clear();
    play({ kind: 'rate-limit' });
    const answer = await create();
    expect(answer.status).toBe(429);
    expect(answer.headers).not.toHaveProperty('retry-after');
  });

  it('can follow after the request was processed', async () => {
    play({ kind: 'status', status: 500 }, true);
    expect(await create()).toMatchObject({ status: 500 });
    expect(cloud.ledger.alive()).toHaveLength(1);
  });
});

describe('a rule', () => {
  it('counts requests: some pass, some fail, and the rest pass again', async () => {
    const fault = cloud.faults.add({
      path: /^\/v1\//,
      skip: 1,
      times: 2,
      do: { kind: 'status', status: 500 },
    });
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      statuses.push((await create()).status);
    }
    expect(statuses).toEqual([201, 500, 500, 201]);
    expect(fault.hits).toBe(2);
  });

  it('applies only to requests that match in every respect, and can be removed', async () => {
    const fault = cloud.faults.add({
      host: 'iam.cloud.ibm.com',
      when: ({ form }) => form?.['grant_type'] === 'refresh_token',
      do: { kind: 'status', status: 500 },
    });
    expect(await askToken(cloud, keyGrant(user.apiKey))).toMatchObject({ status: 200 });
    const refresh = () => askToken(cloud, { grant_type: 'refresh_token', refresh_token: 'x' });
    expect(await refresh()).toMatchObject({ status: 500 });
    fault.remove();
    expect(await refresh()).toMatchObject({ status: 401 });
  });

  it('can apply to one registry', async () => {
    cloud.faults.add({ host: 'eu-de', do: { kind: 'status', status: 404 } });
    const statusOf = async (host: string) => (await send(cloud, `https://${host}/v2/`)).status;
    expect(await statusOf('private.de.icr.io')).toBe(404);
    expect(await statusOf('us.icr.io')).toBe(401);
  });
});
