import { decodeJwt } from 'jose';
import { describe, expect } from 'vitest';
import { arrangeKeys, endJob, playMint, readWrittenPair } from '../support/minting.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { EXCHANGE, listRequests } from '../support/traffic.ts';

const EXCHANGED = 'POST iam.cloud.ibm.com/identity/token';
const CHECKED = 'GET us.icr.io/oauth/token';
const FILE = { client: 'file' } as const;

/** A service ID with a key, and a profile that trusts it. */
function arrangeProfile(stage: Stage) {
  const { cloud, account } = stage;
  const service = cloud.createServiceId({ account, withApiKey: true });
  stage.secrets.push(service.apiKey);
  const profile = cloud.createTrustedProfile({
    account,
    role: 'Manager',
    trusts: [service.iamId],
    mayCreateKeysFor: 'all',
  });
  const inputs = { ...FILE, 'api-key': service.apiKey, 'trusted-profile': profile.id };
  return { service, profile, inputs };
}

describe('a trusted profile with an API key', () => {
  scenario('is the user name, and the key is stored', {}, async (stage) => {
    const { service, profile, inputs } = arrangeProfile(stage);
    for (const name of [profile.iamId, profile.crn]) {
      const job = stage.startJob();
      const main = await stage.step(job, { ...inputs, 'trusted-profile': name }).main();

      expect(main.failed).toBe(false);
      expect(readWrittenPair(stage)).toEqual([profile.id, service.apiKey]);
      expect(main.outputs['username']).toBe(profile.id);
      expect(main.log).toContain(
        `the API key itself, with which IBM Cloud assumes the trusted profile ${profile.id}, stored as is`,
      );
      expect(job.passOutputs(main.outputs)).toEqual(main.outputs);
      await endJob(job);
    }
    expect(new Set(listRequests(stage.cloud))).toEqual(new Set([CHECKED]));
  });

  scenario('has its account compared with `account-id`', {}, async (stage) => {
    const { inputs } = arrangeProfile(stage);
    const { main } = await playMint(stage, {
      ...inputs,
      mint: 'none',
      'account-id': stage.account.id,
    });
    expect(main.outputs['account-id']).toBe(stage.account.id);
    expect(listRequests(stage.cloud)).toEqual([EXCHANGED, EXCHANGED, CHECKED]);

    const other = { 'account-id': stage.cloud.createAccount().id };
    const refused = await stage.fail({ ...inputs, ...other });
    expect(readError(refused).code).toBe('account-mismatch');
  });

  scenario('can be in a different account than the service ID', {}, async (stage) => {
    const { cloud } = stage;
    const { service } = arrangeProfile(stage);
    const account = cloud.createAccount();
    const options = { account, role: 'Reader', trusts: [service.iamId] } as const;
    const profile = cloud.createTrustedProfile(options);
    const inputs = { ...FILE, 'api-key': service.apiKey, 'trusted-profile': profile.crn };
    const mint = { mint: 'access-token', 'account-id': account.id };
    const { main } = await playMint(stage, { ...inputs, ...mint });

    expect(main.outputs['account-id']).toBe(account.id);
  });

  scenario('is replaced by its access token with `mint: access-token`', {}, async (stage) => {
    const { profile, inputs } = arrangeProfile(stage);
    const job = stage.startJob();
    const main = await stage.step(job, { ...inputs, mint: 'access-token' }).main();

    const [username, token = ''] = readWrittenPair(stage);
    expect(username).toBe('iambearer');
    expect(decodeJwt(token)['iam_id']).toBe(profile.iamId);
    expect(main.outputs['expires-at']).toBeDefined();
    expect(listRequests(stage.cloud)).toEqual([EXCHANGED, EXCHANGED, CHECKED]);
    await endJob(job);
  });

  scenario('mints an API key, with one more request at each end', {}, async (stage) => {
    const { inputs } = arrangeProfile(stage);
    const key = arrangeKeys(stage);
    const given = { region: 'us-south', ...key.inputs, ...inputs };
    const step = stage.step(stage.startJob(), given);
    const main = await step.main();

    expect(main.outputs['username']).toBe('iamapikey');
    expect(listRequests(stage.cloud)).toEqual([
      EXCHANGED,
      EXCHANGED,
      'POST iam.cloud.ibm.com/v1/apikeys',
      CHECKED,
    ]);
    stage.cloud.clearRequests();
    // The profile is assumed again, even if the input is empty then.
    const post = await step.post({ with: { ...given, 'trusted-profile': '' } });
    expect(listRequests(stage.cloud)).toEqual([
      EXCHANGED,
      EXCHANGED,
      'DELETE iam.cloud.ibm.com/v1/apikeys/ApiKey-ID',
    ]);
    expect(post.annotations).toEqual([]);
  });

  scenario('mints a registry token', {}, async (stage) => {
    const { inputs } = arrangeProfile(stage);
    const { main, post } = await playMint(stage, { ...inputs, mint: 'registry-token' });

    expect(main.outputs['username']).toBe('token');
    expect(post.annotations).toEqual([]);
  });

  scenario('that does not trust it is not assumed', {}, async (stage) => {
    const { cloud, account } = stage;
    const profile = cloud.createTrustedProfile({ account });
    const given = { ...FILE, 'trusted-profile': profile.id };
    const main = await stage.fail({ ...given, mint: 'access-token' });

    const { code, message } = readError(main);
    expect(code).toBe('profile-not-assumable');
    expect(message).toContain(`The trusted profile ${profile.id} was not assumed`);
    const stored = await stage.fail(given);
    expect(readError(stored).code).toBe('credential-refused');
  });

  scenario('is not assumed from a forbidden IP address', {}, async (stage) => {
    const { inputs } = arrangeProfile(stage);
    const body = { errorCode: 'BXNIM0430E', errorMessage: 'Login from this IP is not permitted.' };
    const refusal = { kind: 'status', status: 401, body } as const;
    stage.cloud.faults.add({ ...EXCHANGE, skip: 1, do: refusal });
    const main = await stage.fail({ ...inputs, mint: 'access-token' });

    expect(readError(main).code).toBe('ip-not-allowed');
  });

  scenario('that does not exist is not assumed', {}, async (stage) => {
    const { inputs } = arrangeProfile(stage);
    const none = { 'trusted-profile': 'Profile-01234567-89ab-cdef-0123-456789abcdef' };
    const main = await stage.fail({ ...inputs, ...none, mint: 'access-token' });

    expect(readError(main).code).toBe('profile-not-assumable');
  });
});

describe('a trusted profile with an access token', () => {
  scenario('is assumed, and its token is stored', {}, async (stage) => {
    const { service, profile } = arrangeProfile(stage);
    const given = await stage.cloud.issueAccessToken(service);
    stage.secrets.push(given);
    const inputs = { ...FILE, 'api-key': '', 'access-token': given };
    const job = stage.startJob();
    const main = await stage.step(job, { ...inputs, 'trusted-profile': profile.crn }).main();

    const [username, token = ''] = readWrittenPair(stage);
    expect(username).toBe('iambearer');
    expect(token).not.toBe(given);
    expect(decodeJwt(token)['iam_id']).toBe(profile.iamId);
    expect(main.log).toContain(`an IAM access token of the trusted profile ${profile.id}`);
    expect(main.outputs).toMatchObject({ 'account-id': stage.account.id });
    expect(main.outputs).toHaveProperty('expires-at');
    expect(listRequests(stage.cloud)).toEqual([EXCHANGED, CHECKED]);
    await endJob(job);
  });

  scenario('can become an output, because this step got its token from IAM', {}, async (stage) => {
    const { service, profile } = arrangeProfile(stage);
    const given = await stage.cloud.issueAccessToken(service);
    stage.secrets.push(given);
    stage.exceptPassword();
    const inputs = { client: 'none', 'api-key': '', 'access-token': given };
    const wanted = { 'trusted-profile': profile.id, 'export-password': 'true' };
    const { main } = await playMint(stage, { ...inputs, ...wanted, mint: 'none' });

    expect(main.outputs['password']).toMatch(/^ey/);
    expect(main.outputs['password']).not.toBe(given);
  });
});
