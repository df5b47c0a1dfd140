import { describe, expect } from 'vitest';
import type { Fault } from '../ibm-cloud/index.ts';
import { arrangeKeys, endJob, listAlive, playMint } from '../support/minting.ts';
import { scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { CHECK, KEY_CREATION, KEY_LISTING, listRequests } from '../support/traffic.ts';

const MADE = 'POST iam.cloud.ibm.com/v1/apikeys';
const LISTED = 'GET iam.cloud.ibm.com/v1/apikeys';
const DELETED = 'DELETE iam.cloud.ibm.com/v1/apikeys/ApiKey-ID';

describe('a new API key', () => {
  const lost: readonly (readonly [string, Fault])[] = [
    ['in incomplete JSON', { kind: 'nonsense', as: 'broken-json' }],
    ['in unexpected JSON', { kind: 'nonsense', as: 'other-json' }],
  ];
  for (const [how, fault] of lost) {
    scenario(
      `whose reply is lost ${how} is deleted, and another one is created`,
      {},
      async (stage) => {
        const { inputs } = arrangeKeys(stage);
        stage.cloud.faults.add({ ...KEY_CREATION, times: 1, actFirst: true, do: fault });
        const { main, post } = await playMint(stage, inputs);

        expect(main.failed).toBe(false);
        expect(stage.cloud.ledger.all()).toHaveLength(2);
        expect(listRequests(stage.cloud).slice(1, 5)).toEqual([MADE, LISTED, DELETED, MADE]);
        expect(post.annotations).toEqual([]);
      },
    );
  }

  scenario('whose reply is lost every time causes an error', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    stage.cloud.faults.add({ ...KEY_CREATION, do: { kind: 'reset-after' } });
    const { main, post } = await playMint(stage, inputs);

    expect(readError(main).code).toBe('network-failed');
    expect(stage.cloud.ledger.all()).toHaveLength(4);
    expect(listAlive(stage)).toEqual([]);
    expect(post.annotations).toEqual([]);
  });

  scenario('whose reply arrives after the step has ended is found later', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    stage.cloud.faults.add({ ...KEY_CREATION, do: { kind: 'slow', ms: 18_000 } });
    const job = stage.startJob();
    const main = await stage.step(job, { ...inputs, timeout: '15' }).main();

    expect(readError(main).code).toBe('timed-out');
    await endJob(job);
    expect(listAlive(stage)).toEqual([]);
  });

  scenario('is deleted if one of two registries refuses the login', {}, async (stage) => {
    const { cloud } = stage;
    const { inputs } = arrangeKeys(stage);
    cloud.faults.add({ ...CHECK, host: 'eu-de', do: { kind: 'status', status: 500 } });
    const job = stage.startJob();
    const given = { ...inputs, region: 'us-south, eu-de', timeout: '15' };
    const main = await stage.step(job, given).main();

    expect(main.failed).toBe(true);
    expect(stage.readConfig()).toBeUndefined();
    await endJob(job);
    expect(listAlive(stage)).toEqual([]);
  });

  scenario('is found even if a list links to an endless next page', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const next = 'https://evil.example.com/v1/apikeys?pagetoken=again';
    const body = { apikeys: [{ id: '../../v1/serviceids/x', name: 'icr-login-x' }, null], next };
    stage.cloud.faults.add({ ...KEY_CREATION, times: 1, do: { kind: 'reset-after' } });
    stage.cloud.faults.add({ ...KEY_LISTING, times: 2, do: { kind: 'status', status: 200, body } });
    const { main, post } = await playMint(stage, inputs);

    expect(main.failed).toBe(false);
    expect(stage.cloud.connections.map(({ target }) => target)).not.toContain('evil.example.com');
    expect(post.annotations).toEqual([]);
  });
});

describe('a minted API key that has expired', () => {
  scenario('is deleted, because it counts toward the limit', {}, async (stage) => {
    const { cloud } = stage;
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    await stage.step(job, { ...inputs, lifetime: '1m' }).main();
    cloud.clock.advance(10 * 60_000);
    const post = await endJob(job);

    expect(cloud.ledger.all()[0]?.revokedAt).toBeDefined();
    expect(post.annotations).toEqual([]);
  });
});
