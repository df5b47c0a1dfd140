import { describe, expect } from 'vitest';
import type { Fault } from '../ibm-cloud/index.ts';
import { arrangeKeys, endJob, listAlive, outlive, playMint } from '../support/minting.ts';
import { scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import {
  CHECK,
  KEY_CREATION,
  KEY_DELETION,
  KEY_LISTING,
  listRequests,
} from '../support/traffic.ts';

const MADE = 'POST iam.cloud.ibm.com/v1/apikeys';
const LISTED = 'GET iam.cloud.ibm.com/v1/apikeys';
const DELETED = 'DELETE iam.cloud.ibm.com/v1/apikeys/ApiKey-ID';

describe('a new API key in bad weather', () => {
  scenario('is simply asked for again after too many requests', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const pause = { kind: 'rate-limit', retryAfterSeconds: 1 } as const;
    stage.cloud.faults.add({ ...KEY_CREATION, times: 2, do: pause });
    const { main, post } = await playMint(stage, inputs);

    expect(main.failed).toBe(false);
    expect(listRequests(stage.cloud).slice(1, 4)).toEqual([MADE, MADE, MADE]);
    expect(post.annotations).toEqual([]);
  });

  const lost: readonly (readonly [string, Fault])[] = [
    ['in the middle', { kind: 'truncated' }],
    ['behind the page of a proxy', { kind: 'nonsense' }],
    ['behind half of JSON', { kind: 'nonsense', as: 'broken-json' }],
    ['behind other JSON', { kind: 'nonsense', as: 'other-json' }],
    ['behind a fault of IAM', { kind: 'status', status: 503 }],
  ];
  for (const [how, fault] of lost) {
    scenario(`whose reply is lost ${how} is deleted, and made anew`, {}, async (stage) => {
      const { inputs } = arrangeKeys(stage);
      stage.cloud.faults.add({ ...KEY_CREATION, times: 1, actFirst: true, do: fault });
      const { main, post } = await playMint(stage, inputs);

      expect(main.failed).toBe(false);
      expect(stage.cloud.ledger.all()).toHaveLength(2);
      expect(listRequests(stage.cloud).slice(1, 5)).toEqual([MADE, LISTED, DELETED, MADE]);
      expect(post.annotations).toEqual([]);
    });
  }

  scenario('whose reply is lost again and again is an error', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    stage.cloud.faults.add({ ...KEY_CREATION, do: { kind: 'reset-after' } });
    const { main, post } = await playMint(stage, inputs);

    expect(readError(main).code).toBe('network-failed');
    expect(stage.cloud.ledger.all()).toHaveLength(4);
    expect(listAlive(stage)).toEqual([]);
    expect(post.annotations).toEqual([]);
  });

  scenario('that comes after the end of the step is found later', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    stage.cloud.faults.add({ ...KEY_CREATION, do: { kind: 'slow', ms: 3000 } });
    const job = stage.startJob();
    const main = await stage.step(job, { ...inputs, timeout: '2' }).main();

    expect(readError(main).code).toBe('timed-out');
    await endJob(job);
    expect(listAlive(stage)).toEqual([]);
  });

  scenario('is not asked for elsewhere', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const location = 'https://private.iam.cloud.ibm.com/v1/apikeys';
    stage.cloud.faults.add({ ...KEY_CREATION, do: { kind: 'redirect', location } });
    const { main } = await playMint(stage, inputs);

    expect(readError(main).code).toBe('redirect-refused');
    expect(stage.cloud.requestsTo('private.iam.cloud.ibm.com')).toEqual([]);
  });

  scenario('is refused in words that nobody obeys', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    stage.cloud.faults.add({ ...KEY_CREATION, do: { kind: 'hostile', status: 403 } });
    const { main, post } = await playMint(stage, inputs);

    expect(readError(main).code).toBe('keys-not-permitted');
    expect(main.masks).not.toContain('hostile');
    expect(main.state).not.toHaveProperty('hostile');
    expect(post.annotations).toEqual([]);
  });

  scenario('is deleted at once where one of two registries refuses', {}, async (stage) => {
    const { cloud } = stage;
    const { inputs } = arrangeKeys(stage);
    cloud.faults.add({ ...CHECK, host: 'eu-de', do: { kind: 'status', status: 500 } });
    const job = stage.startJob();
    const given = { ...inputs, region: 'us-south, eu-de', timeout: '5' };
    const main = await stage.step(job, given).main();

    expect(main.failed).toBe(true);
    expect(stage.readConfig()).toBeUndefined();
    await endJob(job);
    expect(listAlive(stage)).toEqual([]);
  });

  scenario('of a list whose next page never ends is looked for all the same', {}, async (stage) => {
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

describe('the end of a minted API key in bad weather, and then well again', () => {
  const passing: readonly (readonly [string, number, Fault])[] = [
    ['500 twice', 2, { kind: 'status', status: 500 }],
    ['a pause of a second', 1, { kind: 'rate-limit', retryAfterSeconds: 1 }],
    ['a connection closed before', 1, { kind: 'reset-before' }],
  ];
  for (const [weather, times, fault] of passing) {
    scenario(`(${weather}) comes all the same`, {}, async (stage) => {
      const { inputs } = arrangeKeys(stage);
      stage.cloud.faults.add({ ...KEY_DELETION, times, do: fault });
      const { post } = await playMint(stage, inputs);

      expect(post.annotations).toEqual([]);
    });
  }

  const lasting: readonly (readonly [string, Fault])[] = [
    ['403', { kind: 'status', status: 403 }],
    ['the page of a proxy', { kind: 'nonsense' }],
    ['no answer at all', { kind: 'hang' }],
  ];
  for (const [weather, fault] of lasting) {
    scenario(`(${weather}) is one warning with ID, end and command`, {}, async (stage) => {
      const { inputs } = arrangeKeys(stage);
      stage.cloud.faults.add({ ...KEY_DELETION, do: fault });
      const { main, post } = await playMint(stage, { ...inputs, timeout: '3' });

      const id = main.outputs['credential-id'];
      expect(post.failed).toBe(false);
      const [warning = '', ...more] = readMessages(post, 'warning');
      expect(more).toEqual([]);
      expect(warning).toContain(`The API key ${id} of iam-ServiceId-`);
      expect(warning).toContain(`It ends by itself at ${main.outputs['expires-at']}`);
      expect(warning).toContain(`ibmcloud iam service-api-key-delete ${id} ServiceId-`);
      outlive(stage);
    });
  }

  scenario('happens to one that has ended, which takes a place', {}, async (stage) => {
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
