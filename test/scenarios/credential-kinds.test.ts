import { describe, expect } from 'vitest';
import { toEntry } from '../support/docker-config.ts';
import { readOutput } from '../support/outputs.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';

/** Logs in with a secret, and expects the user name in the output and in the entry of Docker's config. */
async function expectLogin(
  stage: Stage,
  [input, secret, username]: readonly [input: string, secret: string, username: string],
) {
  stage.secrets.push(secret);
  const job = stage.startJob();
  const inputs = { client: 'file', 'api-key': '', [input]: secret };
  // A given credential is never skipped.
  const main = await stage.step(job, { ...inputs, 'on-missing-credentials': 'skip' }).main();
  expect(main.outputs).toMatchObject({ username, 'logged-in': 'true', 'credential-ids': '[]' });
  expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(secret, username) } });
  expect(job.passOutputs(main.outputs)).toEqual(main.outputs);
  return main;
}

describe('the Docker user name', () => {
  scenario('for an API key is iamapikey', {}, async (stage) => {
    const { apiKey } = stage.cloud.createServiceId({
      account: stage.account,
      role: 'Reader',
      withApiKey: true,
    });
    const main = await expectLogin(stage, ['api-key', apiKey, 'iamapikey']);

    // These are unknown without a request to IAM.
    expect(main.outputs).not.toHaveProperty('expires-at');
    expect(main.outputs).not.toHaveProperty('account-id');
    expect(stage.cloud.requestsTo('iam')).toEqual([]);
  });

  scenario(
    'for an access token is iambearer, and outputs name its expiry and account',
    {},
    async (stage) => {
      const token = await stage.cloud.issueAccessToken(stage.user, { expiresInSeconds: 1200 });
      const main = await expectLogin(stage, ['access-token', token, 'iambearer']);

      const minutes = (Date.parse(readOutput(main, 'expires-at')) - Date.now()) / 60_000;
      expect(Math.round(minutes)).toBe(20);
      expect(main.outputs['account-id']).toBe(stage.account.id);
      expect(main.lines[0]).toMatch(/ as iambearer: the IAM access token .*, expires at \d{4}-/);
    },
  );

  scenario('for a refresh token is iamrefresh', {}, async (stage) => {
    const token = stage.cloud.issueRefreshToken(stage.user);
    const main = await expectLogin(stage, ['refresh-token', token, 'iamrefresh']);

    expect(main.outputs).not.toHaveProperty('expires-at');
  });

  scenario('for a registry token is token, and an output names its expiry', {}, async (stage) => {
    const { account } = stage;
    const { value } = await stage.cloud.seedRegistryToken({ account, registry: 'us-south' });
    const main = await expectLogin(stage, ['registry-token', value, 'token']);

    expect(main.outputs['expires-at']).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    expect(main.outputs).not.toHaveProperty('account-id');
  });

  scenario('for a registry token that never expires is token', {}, async (stage) => {
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
    // It existed before the job, so it is not revoked.
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
  scenario('accepts a bearer token named `access_token`', {}, async (stage) => {
    const body = { access_token: 'a-bearer-token-of-the-registry', expires_in: 300 };
    const answer = { kind: 'status', status: 200, body } as const;
    stage.cloud.faults.add({ host: 'us-south', path: '/oauth/token', do: answer });
    const { main } = await stage.play({ client: 'file' });

    expect(main.outputs['logged-in']).toBe('true');
    expect(main.masks).toContain('a-bearer-token-of-the-registry');
  });
});

describe('an expired token', () => {
  scenario('causes a warning before the registry refuses it', {}, async (stage) => {
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
