import { describe, expect } from 'vitest';
import type { Fault, Moment, RequestMatch } from '../ibm-cloud/index.ts';
import { interruptAt, listTemporary } from '../support/interrupt.ts';
import { endJob, listAlive, MINT } from '../support/minting.ts';
import { scenario } from '../support/scenario.ts';
import { CHECK, CREATION, EXCHANGE, reach } from '../support/traffic.ts';

describe('a step that is canceled', () => {
  const points: readonly (readonly [string, Moment, RequestMatch, Fault])[] = [
    ['while IAM does not answer', 'received', EXCHANGE, { kind: 'hang' }],
    [
      'while IAM limits the rate',
      'replied',
      EXCHANGE,
      { kind: 'rate-limit', retryAfterSeconds: 30 },
    ],
    ['while a token is created', 'acted', CREATION, { kind: 'slow', ms: 5000 }],
    ['while the token is checked', 'received', CHECK, { kind: 'hang' }],
  ];
  for (const [when, moment, match, fault] of points) {
    scenario(`${when} exits immediately, and the post step cleans up`, {}, async (stage) => {
      const { cloud } = stage;
      cloud.faults.add({ ...match, times: 1, do: fault });
      const job = stage.startJob();
      const running = stage.step(job, MINT).startMain();
      await reach(cloud, moment, match);
      const main = await running.cancel();

      expect(main.conclusion).toBe('cancelled');
      // SIGINT was enough: the runner did not have to kill the process.
      expect(main.signal).toBeNull();
      expect(main.exitCode).toBe(1);
      const post = await endJob(job);
      expect(listAlive(stage)).toEqual([]);
      expect(post.annotations).toEqual([]);
    });
  }

  scenario('has what it minted revoked in spite of `revoke: false`', {}, async (stage) => {
    const { cloud } = stage;
    const inputs = { ...MINT, revoke: 'false', lifetime: 'never' };
    const job = stage.startJob();
    const step = stage.step(job, inputs);
    await interruptAt(step, { cloud, moment: 'acted', match: CREATION }, 'SIGINT');

    expect(listAlive(stage)).toHaveLength(1);
    await endJob(job);
    expect(listAlive(stage)).toEqual([]);
  });

  scenario('with SIGTERM only exits immediately', {}, async (stage) => {
    const { cloud } = stage;
    const job = stage.startJob();
    const step = stage.step(job, MINT);
    const main = await interruptAt(step, { cloud, moment: 'acted', match: CREATION }, 'SIGTERM');

    expect(main.exitCode).toBe(1);
    expect(listAlive(stage)).toHaveLength(1);
    await endJob(job);
    expect(listAlive(stage)).toEqual([]);
  });

  for (const client of ['docker', 'podman']) {
    scenario(
      `while ${client} hangs stops ${client} as well`,
      { programs: [client] },
      async (stage) => {
        const { cloud } = stage;
        cloud.faults.add({ host: 'registry', do: { kind: 'hang' } });
        const job = stage.startJob();
        const running = stage.step(job, { client }).startMain();
        await reach(cloud, 'received', { host: 'registry' });
        const main = await running.cancel();

        expect(main.signal).toBeNull();
        expect(main.leftover).toEqual([]);
        expect(listTemporary(job)).toEqual([]);
        const post = await endJob(job);
        expect(post.annotations).toEqual([]);
      },
    );
  }
});

describe('a post step while the runner shuts down', () => {
  scenario('goes on, because nothing else would undo the login', {}, async (stage) => {
    const { cloud } = stage;
    const revocation = { host: 'registry', method: 'DELETE' } as const;
    cloud.faults.add({ ...revocation, times: 1, do: { kind: 'slow', ms: 1000 } });
    const job = stage.startJob();
    const step = stage.step(job, MINT);
    await step.main();
    const running = step.startPost();
    await reach(cloud, 'received', revocation);
    const post = await running.cancel();

    expect(post.signal).toBeNull();
    expect(post.exitCode).toBe(0);
    expect(post.lines).toContainEqual(expect.stringMatching(/^Revoked the registry token /));
    expect(listAlive(stage)).toEqual([]);
    expect(stage.readConfig()).toBeUndefined();
  });
});
