import { join } from 'node:path';
import { describe, expect } from 'vitest';
import {
  arrangeKeys,
  endJob,
  letExpire,
  listAlive,
  playMint,
  readState,
} from '../support/minting.ts';
import { readOutput } from '../support/outputs.ts';
import { scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';
import { EXCHANGE, KEY_CREATION, KEY_DELETION, listRequests } from '../support/traffic.ts';

const SOMEBODY_ELSES = 'somebody-elses-api-key-0123456789-abcdefghi';

describe('a minted API key is revoked', () => {
  scenario('with the secret of the step, which is not in the state', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const { main, post } = await playMint(stage, inputs);

    expect(main.state['icr-login']).not.toContain('accessToken');
    expect(listRequests(stage.cloud).slice(-2)).toEqual([
      'POST iam.cloud.ibm.com/identity/token',
      'DELETE iam.cloud.ibm.com/v1/apikeys/ApiKey-ID',
    ]);
    expect(post.annotations).toEqual([]);
  });

  scenario('with the kept token if the step now has another secret', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    // The only exception to the rule that the state contains no secret.
    stage.exceptKeptToken();
    const job = stage.startJob({ insideComposite: true });
    const step = stage.step(job, inputs);
    await step.main();
    stage.cloud.clearRequests();
    const post = await step.post({
      with: { ...inputs, region: 'us-south', 'api-key': SOMEBODY_ELSES },
    });

    expect(listRequests(stage.cloud)).toEqual(['DELETE iam.cloud.ibm.com/v1/apikeys/ApiKey-ID']);
    expect(post.annotations).toEqual([]);
  });

  scenario('with the kept token if IAM exchanges no API key', {}, async (stage) => {
    const { cloud } = stage;
    const { inputs } = arrangeKeys(stage);
    stage.exceptKeptToken();
    const job = stage.startJob({ insideComposite: true });
    await stage.step(job, inputs).main();
    cloud.faults.add({ ...EXCHANGE, do: { kind: 'status', status: 400 } });
    const post = await endJob(job);

    expect(post.annotations).toEqual([]);
  });

  scenario('with the given access token', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const token = await stage.cloud.issueAccessToken(stage.user);
    stage.secrets.push(token);
    const { post } = await playMint(stage, { ...inputs, 'api-key': '', 'access-token': token });

    expect(listRequests(stage.cloud).at(-1)).toMatch(/^DELETE/);
    expect(post.annotations).toEqual([]);
  });
});

describe('a minted API key is not revoked', () => {
  scenario(
    'with another secret, and a warning names the command to revoke it',
    {},
    async (stage) => {
      const { inputs, serviceIds } = arrangeKeys(stage);
      const job = stage.startJob();
      const step = stage.step(job, inputs);
      const main = await step.main();
      stage.cloud.clearRequests();
      const post = await step.post({
        with: { ...inputs, region: 'us-south', 'api-key': SOMEBODY_ELSES },
      });

      const id = main.outputs['credential-id'];
      const [warning = '', ...more] = readMessages(post, 'warning');
      expect(more).toEqual([]);
      expect(warning).toContain(`The API key ${id} of ${serviceIds[0]} was not revoked.`);
      expect(warning).toContain(`It expires at ${main.outputs['expires-at']}`);
      const serviceId = serviceIds[0]?.replace('iam-', '');
      expect(warning).toContain(`\`ibmcloud iam service-api-key-delete ${id} ${serviceId}\``);
      expect(stage.cloud.requests).toEqual([]);
      expect(post.failed).toBe(false);
      letExpire(stage);
    },
  );

  scenario(
    'without a secret after it has expired, and nothing warns about it',
    {},
    async (stage) => {
      const { inputs } = arrangeKeys(stage);
      const step = stage.step(stage.startJob(), inputs);
      await step.main();
      const script = join(import.meta.dirname, '..', 'support', 'clock-skew.cjs');
      const later = { NODE_OPTIONS: `--require ${script}`, CLOCK_SKEW_MS: String(7 * 3_600_000) };
      const post = await step.post({ noInputs: true, env: later });

      expect(post.annotations).toEqual([]);
      expect(post.lines.at(-1)).toMatch(/^The API key .* has expired\.$/);
      letExpire(stage);
    },
  );

  scenario('if IAM is down at the end, and a warning says when it expires', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    const main = await stage.step(job, { ...inputs, timeout: '15' }).main();
    stage.cloud.setDown('iam', true);
    const post = await endJob(job);

    expect(readMessages(post, 'warning')).toEqual([
      expect.stringContaining(`It expires at ${main.outputs['expires-at']}`),
    ]);
    expect(stage.readConfig()).toBeUndefined();
    letExpire(stage);
  });

  scenario('if someone has locked it', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    const main = await stage.step(job, inputs).main();
    stage.cloud.lockApiKey(readOutput(main, 'credential-id'));
    const post = await endJob(job);

    const [warning = ''] = readMessages(post, 'warning');
    expect(warning).toContain('(icr-login: identity-locked)');
    expect(warning).toContain('HTTP 409');
    letExpire(stage);
  });

  scenario('if it was already deleted', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    const main = await stage.step(job, inputs).main();
    stage.cloud.deleteApiKey(readOutput(main, 'credential-id'));
    const post = await endJob(job);

    expect(post.annotations).toEqual([]);
    expect(post.lines.at(-1)).toMatch(/^The API key .* was already gone\.$/);
  });
});

describe('a lost reply', () => {
  scenario(
    'to the creation of an API key costs this key, and another one is created',
    {},
    async (stage) => {
      const { cloud } = stage;
      const { inputs } = arrangeKeys(stage);
      cloud.faults.add({ ...KEY_CREATION, times: 1, do: { kind: 'reset-after' } });
      const job = stage.startJob();
      const main = await stage.step(job, inputs).main();

      expect(main.failed).toBe(false);
      const made = cloud.ledger.all();
      expect(made).toHaveLength(2);
      expect(new Set(made.map(({ description }) => description)).size).toBe(1);
      expect(listAlive(stage)).toEqual([main.outputs['credential-id']]);
      const post = await endJob(job);
      expect(post.annotations).toEqual([]);
    },
  );

  scenario(
    'to the creation of a key that appears in lists ten seconds later has that key deleted',
    {},
    async (stage) => {
      const { cloud } = stage;
      cloud.setReplication({ listLagMs: 10_000 });
      const { inputs } = arrangeKeys(stage);
      cloud.faults.add({ ...KEY_CREATION, times: 1, do: { kind: 'reset-after' } });
      const job = stage.startJob();
      const main = await stage.step(job, inputs).main();

      expect(main.failed).toBe(false);
      expect(listAlive(stage)).toHaveLength(2);
      expect(readState(main).minted).toMatchObject([{ outcome: 'issued', lostReplies: 1 }]);
      const post = await endJob(job);
      expect(post.annotations).toEqual([]);
    },
  );

  scenario(
    'to the creation of a key that cannot be deleted immediately has it deleted later',
    {},
    async (stage) => {
      const { cloud } = stage;
      cloud.setReplication({ newKeyUndeletableMs: 5_000 });
      const { inputs } = arrangeKeys(stage);
      cloud.faults.add({ ...KEY_CREATION, times: 1, do: { kind: 'reset-after' } });
      const { main, post } = await playMint(stage, inputs);

      expect(main.failed).toBe(false);
      expect(cloud.ledger.all()).toHaveLength(2);
      expect(post.annotations).toEqual([]);
    },
  );

  scenario(
    'to the creation of a key that never appears causes a warning with its name',
    {},
    async (stage) => {
      const { inputs, serviceIds } = arrangeKeys(stage);
      stage.cloud.faults.add({ ...KEY_CREATION, times: 1, do: { kind: 'reset-before' } });
      const { main, post } = await playMint(stage, inputs);

      const [record] = readState(main).minted;
      const [warning = '', ...more] = readMessages(post, 'warning');
      expect(more).toEqual([]);
      expect(warning).toContain(`An API key of ${serviceIds[0]} may still be valid`);
      const name = `icr-login-17171717171-1-${record?.mark.slice(-32)}`;
      expect(warning).toContain(`ibmcloud iam service-api-key-delete ${name} ServiceId-`);
    },
  );

  scenario('to the deletion of a key leads to another deletion', {}, async (stage) => {
    stage.cloud.faults.add({ ...KEY_DELETION, times: 1, do: { kind: 'reset-after' } });
    const { inputs } = arrangeKeys(stage);
    const { post } = await playMint(stage, inputs);

    expect(post.failed).toBe(false);
    expect(listAlive(stage)).toEqual([]);
  });
});
