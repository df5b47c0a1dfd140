import { describe, expect } from 'vitest';
import { toEntry } from '../support/docker-config.ts';
import { readOutput } from '../support/outputs.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';

/** Logs in with a secret, and compares the entry in Docker's config and the output with the user name. */
async function expectLogin(
  stage: Stage,
  [input, secret, username]: readonly [input: string, secret: string, username: string],
) {
  stage.secrets.push(secret);
  const job = stage.startJob();
  const inputs = { client: 'file', 'api-key': '', [input]: secret };
  // Where there is a credential, nothing is skipped.
  const main = await stage.step(job, { ...inputs, 'on-missing-credentials': 'skip' }).main();
  expect(main.outputs).toMatchObject({ username, 'logged-in': 'true', 'credential-ids': '[]' });
  expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(secret, username) } });
  expect(job.passOutputs(main.outputs)).toEqual(main.outputs);
  return main;
}

describe('the Docker user name of', () => {
  scenario('an API key is iamapikey', {}, async (stage) => {
    const { apiKey } = stage.cloud.createServiceId({
      account: stage.account,
      role: 'Reader',
      withApiKey: true,
    });
    const main = await expectLogin(stage, ['api-key', apiKey, 'iamapikey']);

    // Nobody has asked IAM, so nobody knows these.
    expect(main.outputs).not.toHaveProperty('expires-at');
    expect(main.outputs).not.toHaveProperty('account-id');
    expect(stage.cloud.requestsTo('iam')).toEqual([]);
  });

  scenario('an access token is iambearer, and its end and account are told', {}, async (stage) => {
    const token = await stage.cloud.issueAccessToken(stage.user, { expiresInSeconds: 1200 });
    const main = await expectLogin(stage, ['access-token', token, 'iambearer']);

    const minutes = (Date.parse(readOutput(main, 'expires-at')) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(20);
    expect(main.outputs['account-id']).toBe(stage.account.id);
    expect(main.lines[0]).toMatch(/ as iambearer: the IAM access token .*, expires at \d{4}-/);
  });

  scenario('a refresh token is iamrefresh', {}, async (stage) => {
    const token = stage.cloud.issueRefreshToken(stage.user);
    const main = await expectLogin(stage, ['refresh-token', token, 'iamrefresh']);

    expect(main.outputs).not.toHaveProperty('expires-at');
  });

  scenario('a registry token is token, and its end is told', {}, async (stage) => {
    const { account } = stage;
    const { value } = await stage.cloud.seedRegistryToken({ account, registry: 'us-south' });
    const main = await expectLogin(stage, ['registry-token', value, 'token']);

    expect(main.outputs['expires-at']).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    expect(main.outputs).not.toHaveProperty('account-id');
  });

  scenario('a registry token without an end is token', {}, async (stage) => {
    const { account } = stage;
    const token = { account, registry: 'us-south', lifetime: 'never' } as const;
    const { value } = await stage.cloud.seedRegistryToken(token);
    const main = await expectLogin(stage, ['registry-token', value, 'token']);

    expect(main.outputs).not.toHaveProperty('expires-at');
  });
});

describe('an existing registry token', () => {
  scenario('is fetched by its ID with an API key', {}, async (stage) => {
    const { cloud, account } = stage;
    const { id, value } = await cloud.seedRegistryToken({ account, registry: 'us-south' });
    stage.secrets.push(value);
    const job = stage.startJob();
    const inputs = {
      client: 'file',
      'registry-token-id': id,
      region: 'us-south, private.us.icr.io',
    };
    const main = await stage.step(job, inputs).main();

    const entry = toEntry(value, 'token');
    expect(stage.readConfig()).toEqual({
      auths: { 'us.icr.io': entry, 'private.us.icr.io': entry },
    });
    expect(main.outputs).toMatchObject({
      username: 'token',
      'credential-ids': '[]',
      'account-id': account.id,
    });
    expect(main.lines[0]).toContain(`the registry token ${id}, fetched for this job, expires at `);
    await job.finish();
    // It was there before, so it stays.
    expect(cloud.requestsTo('registry').filter(({ method }) => method === 'DELETE')).toEqual([]);
  });

  scenario('is fetched by its ID with an access token', {}, async (stage) => {
    const { cloud, account } = stage;
    const { id, value } = await cloud.seedRegistryToken({ account, registry: 'us-south' });
    const token = await cloud.issueAccessToken(stage.user);
    stage.secrets.push(value, token);
    const inputs = { client: 'file', 'api-key': '', 'access-token': token };
    const { main } = await stage.play({ ...inputs, 'registry-token-id': id });

    expect(main.outputs).toMatchObject({ username: 'token', 'logged-in': 'true' });
    expect(cloud.requestsTo('iam')).toEqual([]);
  });
});

describe('the check of a credential', () => {
  scenario('takes the answer of the registry under its other name', {}, async (stage) => {
    const body = { access_token: 'a-bearer-token-of-the-registry', expires_in: 300 };
    const answer = { kind: 'status', status: 200, body } as const;
    stage.cloud.faults.add({ host: 'us-south', path: '/oauth/token', do: answer });
    const { main } = await stage.play({ client: 'file' });

    expect(main.outputs['logged-in']).toBe('true');
    expect(main.masks).toContain('a-bearer-token-of-the-registry');
  });
});

describe('a token that has ended', () => {
  scenario('is a warning before the registry refuses it', {}, async (stage) => {
    const token = await stage.cloud.issueAccessToken(stage.user, { issuedInPastSeconds: 7200 });
    stage.secrets.push(token);
    const inputs = { client: 'file', 'api-key': '', 'access-token': token };
    const main = await stage.fail(inputs);

    expect(readMessages(main, 'warning')).toEqual([
      expect.stringMatching(
        /^By the clock of this machine, the IAM access token in `access-token` expired at \d{4}-/,
      ),
    ]);
  });
});
