import { describe, expect } from 'vitest';
import { endJob, playMint, readState, readWrittenPair } from '../support/minting.ts';
import { readOutput } from '../support/outputs.ts';
import { scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { EXCHANGE, listRequests } from '../support/traffic.ts';

const TOKEN = { mint: 'access-token', client: 'file' } as const;

describe('a minted access token', () => {
  scenario('is used to log in, and cannot be revoked', {}, async (stage) => {
    const job = stage.startJob();
    const main = await stage.step(job, { ...TOKEN, region: 'us-south, eu-de' }).main();

    expect(main.failed).toBe(false);
    const [username, secret = ''] = readWrittenPair(stage);
    expect(username).toBe('iambearer');
    expect(secret).toMatch(/^ey[\w-]+\.[\w-]+\.[\w-]+$/);
    expect(readWrittenPair(stage, 'de.icr.io')).toEqual([username, secret]);
    expect(main.masks).toContain(secret);
    expect(main.outputs).toMatchObject({
      username: 'iambearer',
      'credential-ids': '[]',
      'account-id': stage.account.id,
    });
    expect(main.outputs).not.toHaveProperty('credential-id');
    const minutes = (Date.parse(readOutput(main, 'expires-at')) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(60);
    expect(main.log).toContain('IAM cannot revoke it before that.');
    expect(main.log).toContain('When the job ends, the login is undone.');
    expect(readMessages(main, 'warning')).toEqual([
      expect.stringMatching(/^The access token expires at .*, but a job may run for 6 hours\./),
    ]);
    expect(readState(main).minted).toEqual([]);

    stage.cloud.clearRequests();
    const post = await endJob(job);
    expect(post.annotations).toEqual([]);
    expect(stage.cloud.requests).toEqual([]);
  });

  scenario('takes one request to IAM, and no refresh token is issued', {}, async (stage) => {
    const { cloud } = stage;
    const account = cloud.createAccount({ accessTokenLifetimeSeconds: 900 });
    const { apiKey } = cloud.createUser({ account, role: 'Reader' });
    stage.secrets.push(apiKey);
    const inputs = { ...TOKEN, 'api-key': apiKey, 'account-id': account.id };
    const { main } = await playMint(stage, inputs);

    expect(listRequests(stage.cloud)).toEqual([
      'POST iam.cloud.ibm.com/identity/token',
      'GET us.icr.io/oauth/token',
    ]);
    const headers = stage.cloud.requests[0]?.headers;
    expect(headers).not.toHaveProperty('authorization');
    expect(headers?.['ibm-cloud-tenant']).toBe(account.id);
    const refreshTokens = stage.cloud
      .issuedSecrets()
      .filter((value) => value.length > 300 && !value.includes('.'));
    expect(refreshTokens).toEqual([]);
    // The account determines when it expires.
    const minutes = (Date.parse(readOutput(main, 'expires-at')) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(15);
  });

  scenario('is not created if `account-id` names a different account', {}, async (stage) => {
    const other = stage.cloud.createAccount().id;
    const main = await stage.fail({ ...TOKEN, 'account-id': other });

    expect(readError(main).code).toBe('account-mismatch');
  });

  scenario('without claims is said to expire within an hour', {}, async (stage) => {
    const body = { access_token: 'e30.e30.c2lnbmF0dXJl' };
    stage.cloud.faults.add({ ...EXCHANGE, do: { kind: 'status', status: 200, body } });
    const main = await stage.fail(TOKEN);

    expect(main.log).toContain('it expires within an hour.');
    expect(readError(main).code).toBe('credential-refused');
  });

  scenario('becomes an output with `export-password: true`', {}, async (stage) => {
    stage.exceptPassword();
    const wanted = { ...TOKEN, client: 'none', 'export-password': 'true' };
    const { main } = await playMint(stage, wanted);

    expect(main.outputs['password']).toMatch(/^ey/);
    expect(main.masks).toContain(main.outputs['password']);
  });

  scenario('stays in the config with `logout: false`', {}, async (stage) => {
    stage.changed.push('.docker');
    stage.excepted.push(`file ${stage.machine.dockerConfigPath}`);
    const { main, post } = await playMint(stage, { ...TOKEN, logout: 'false' });

    expect(main.failed).toBe(false);
    expect(post.annotations).toEqual([]);
    expect(readWrittenPair(stage)[0]).toBe('iambearer');
  });
});
