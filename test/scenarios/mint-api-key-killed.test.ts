import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Moment, RequestMatch } from '../ibm-cloud/index.ts';
import { endFault, playFault } from '../support/fs-fault.ts';
import { interruptAt } from '../support/interrupt.ts';
import { holdLockFrom } from '../support/lock.ts';
import { arrangeKeys, endJob, listAlive, readState } from '../support/minting.ts';
import { scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';
import { CHECK, EXCHANGE, KEY_CREATION, KEY_LISTING, reach } from '../support/traffic.ts';

/** When the step may be killed. */
const POINTS: readonly (readonly [string, Moment, RequestMatch])[] = [
  ['before IAM issues a token', 'received', EXCHANGE],
  ['after IAM has issued a token', 'replied', EXCHANGE],
  ['before the key is created', 'received', KEY_CREATION],
  ['after the key is created, before the reply', 'acted', KEY_CREATION],
  ['after the reply with the key', 'replied', KEY_CREATION],
  ['after the key is saved in the state', 'received', CHECK],
  ['after the key is checked', 'replied', CHECK],
];

describe('a step that mints an API key and is killed', () => {
  // The point between the creation of the key and the reply is a cell of the fault matrix.
  for (const [when, moment, match] of POINTS.filter(([, point]) => point !== 'acted')) {
    scenario(`${when} leaves nothing behind`, {}, async (stage) => {
      const { cloud } = stage;
      const { inputs } = arrangeKeys(stage, 2);
      const step = stage.step(stage.startJob(), inputs);
      // Without the lock, the step would continue and could finish before a busy machine kills it.
      const free = holdLockFrom(stage, EXCHANGE);
      const main = await interruptAt(step, { cloud, moment, match });
      free();

      expect(main.signal).toBe('SIGKILL');
      const post = await step.post();
      expect(post.failed).toBe(false);
      expect(listAlive(stage)).toEqual([]);
    });
  }

  scenario('before its key appears in lists has the key deleted', {}, async (stage) => {
    const { cloud } = stage;
    cloud.setReplication({ listLagMs: 10_000, newKeyUnknownMs: 10_000 });
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    const point = { cloud, moment: 'acted', match: KEY_CREATION } as const;
    const main = await interruptAt(stage.step(job, inputs), point);

    expect(readState(main).minted).toMatchObject([{ outcome: 'intended' }]);
    const post = await endJob(job);
    expect(listAlive(stage)).toEqual([]);
    expect(post.annotations).toEqual([]);
  });

  scenario('after a lost reply and a second try has both keys deleted', {}, async (stage) => {
    const { cloud } = stage;
    const { inputs } = arrangeKeys(stage);
    cloud.faults.add({ ...KEY_CREATION, times: 1, do: { kind: 'reset-after' } });
    const empty = { kind: 'status', status: 200, body: { apikeys: [] } } as const;
    cloud.faults.add({ ...KEY_LISTING, times: 1, do: empty });
    const job = stage.startJob();
    const when = (): boolean => cloud.ledger.all().length === 2;
    const point = { cloud, moment: 'acted', match: { ...KEY_CREATION, when } } as const;
    await interruptAt(stage.step(job, inputs), point);

    expect(listAlive(stage)).toHaveLength(2);
    const post = await endJob(job);
    expect(listAlive(stage)).toEqual([]);
    expect(post.annotations).toEqual([]);
  });

  scenario('before IBM Cloud receives its request gets a warning', {}, async (stage) => {
    const { cloud } = stage;
    const { inputs } = arrangeKeys(stage);
    cloud.faults.add({ ...KEY_CREATION, do: { kind: 'reset-before' } });
    const job = stage.startJob();
    const point = { cloud, moment: 'received', match: KEY_CREATION } as const;
    await interruptAt(stage.step(job, inputs), point);
    const post = await endJob(job);

    expect(readMessages(post, 'warning')).toEqual([
      expect.stringContaining('the main step was stopped before it could read the reply'),
    ]);
  });

  scenario('while it writes the login leaves nothing behind', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    // The journal has been replaced, the config has not.
    const below = stage.machine.dockerConfigPath;
    playFault(job, { below, only: 'rename', call: 2, outcome: 'kill' });
    const main = await stage.step(job, inputs).main();
    endFault(job);
    expect(main.signal).toBe('SIGKILL');
    expect(listAlive(stage)).toHaveLength(1);

    const post = await endJob(job);
    expect(listAlive(stage)).toEqual([]);
    expect(post.annotations).toEqual([]);
  });
});

describe('a step that mints an API key and is canceled', () => {
  // These points differ in what the signal has to interrupt. What they leave behind is covered above.
  for (const [when, moment, match] of POINTS.filter((_, index) => index % 2 === 1)) {
    scenario(`${when} leaves nothing behind`, {}, async (stage) => {
      const { cloud } = stage;
      const { inputs } = arrangeKeys(stage);
      cloud.faults.add({ ...match, times: 1, do: { kind: 'slow', ms: 3000 } });
      const job = stage.startJob();
      const running = stage.step(job, inputs).startMain();
      await reach(cloud, moment, match);
      const main = await running.cancel();

      // If the reply has already arrived, the step may finish before the signal.
      expect(main.signal).toBeNull();
      const post = await endJob(job);
      expect(post.failed).toBe(false);
      expect(listAlive(stage)).toEqual([]);
    });
  }

  scenario('with SIGTERM only leaves nothing behind', {}, async (stage) => {
    const { cloud } = stage;
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    const point = { cloud, moment: 'acted', match: KEY_CREATION } as const;
    const main = await interruptAt(stage.step(job, inputs), point, 'SIGTERM');

    expect(main.exitCode).toBe(1);
    expect(listAlive(stage)).toHaveLength(1);
    await endJob(job);
    expect(listAlive(stage)).toEqual([]);
  });
});

describe('a job that mints an API key and loses its post step', () => {
  scenario('is cleaned up by a sweep, no matter when it ended', {}, async (stage) => {
    const { cloud } = stage;
    const { inputs, serviceIds } = arrangeKeys(stage);
    stage.changed.push('.docker');
    stage.excepted.push(/\.docker/);
    // From last to first: the request of a killed step can still reach a later moment.
    const points = POINTS.slice(3).toReversed();
    for (const [index, [when, moment, match]] of points.entries()) {
      const job = stage.startJob();
      await interruptAt(stage.step(job, inputs), { cloud, moment, match });
      await job.abandon();
      expect(listAlive(stage), when).toHaveLength(index + 1);
    }

    cloud.clock.advance(7 * 60 * 60 * 1000);
    const action = join(import.meta.dirname, '..', '..', 'sweep');
    const given = { 'api-key': stage.user.apiKey, 'service-id': serviceIds.join(',') };
    const { outputs } = await stage.startJob().step({ action, with: given }).main();
    expect(outputs).toEqual({ found: '4', revoked: '4' });
    expect(cloud.ledger.all().every(({ revokedAt }) => revokedAt !== undefined)).toBe(true);
  });
});
