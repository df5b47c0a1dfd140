import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Moment, RequestMatch } from '../ibm-cloud/index.ts';
import { endFault, playFault, SAVES } from '../support/fs-fault.ts';
import { interruptAt, listTemporary } from '../support/interrupt.ts';
import { holdLockFrom } from '../support/lock.ts';
import { endJob, listAlive, MINT } from '../support/minting.ts';
import { EVERYWHERE, scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';
import { CHECK, CREATION, EXCHANGE, reach } from '../support/traffic.ts';

describe('a step that is killed while it mints', () => {
  const points: readonly (readonly [string, Moment, RequestMatch])[] = [
    ['after the reply of IAM', 'replied', EXCHANGE],
    ['before the token is created', 'received', CREATION],
    ['after the token is created, before the reply', 'acted', CREATION],
    ['after the reply with the token', 'replied', CREATION],
    ['after the token is checked', 'replied', CHECK],
  ];
  for (const [when, moment, match] of points) {
    scenario(`${when} leaves nothing behind after the post step`, EVERYWHERE, async (stage) => {
      const { cloud } = stage;
      const job = stage.startJob();
      const step = stage.step(job, { ...MINT, region: 'us-south, eu-de' });
      // Without the lock, the step would continue and could finish before a busy machine kills it.
      const free = holdLockFrom(stage, EXCHANGE);
      const main = await interruptAt(step, { cloud, moment, match });
      free();

      expect(main.signal).toBe('SIGKILL');
      const post = await endJob(job);
      expect(listAlive(stage)).toEqual([]);
      expect(post.failed).toBe(false);
    });
  }

  // `config-killed` covers every change of the file system. Here, the token must be revoked as well.
  for (const [when, fault] of [
    ['takes the lock', { beside: '.icr-login-lock', only: 'mkdir', call: 2 }],
    ['replaces the config', { beside: '.icr-login-', only: 'rename', call: 2 }],
  ] as const) {
    scenario(`as it ${when} leaves no valid token and no file`, {}, async (stage) => {
      const job = stage.startJob();
      const { beside, ...change } = fault;
      const below = `${stage.machine.dockerConfigPath}${beside}`;
      playFault(job, { ...change, below, outcome: 'kill' });
      const main = await stage.step(job, MINT).main();
      expect(main.signal).toBe('SIGKILL');
      expect(listAlive(stage)).toHaveLength(1);
      endFault(job);
      const post = await endJob(job);
      expect(listAlive(stage)).toEqual([]);
      expect(post.annotations).toEqual([]);
    });
  }

  for (const call of [SAVES.login + 1, SAVES.login + 2]) {
    scenario(
      `as it saves that its login stays (save ${call}) has both or neither`,
      {},
      async (stage) => {
        const job = stage.startJob();
        const below = join(job.runnerTemp, '_runner_file_commands', 'save_state_');
        playFault(job, { below, call, outcome: 'kill' });
        const inputs = { ...MINT, logout: 'false', revoke: 'false' };
        const main = await stage.step(job, inputs).main();
        expect(main.signal).toBe('SIGKILL');
        endFault(job);
        await endJob(job);
        const alive = listAlive(stage);
        expect(alive).toHaveLength(stage.readConfig() === undefined ? 0 : 1);
        stage.survivors.push(...alive);
        stage.changed.push('.docker');
        stage.excepted.push(`file ${stage.machine.dockerConfigPath}`);
      },
    );
  }

  scenario(
    'before IBM Cloud receives its request gets a warning that says so',
    EVERYWHERE,
    async (stage) => {
      const { cloud } = stage;
      cloud.faults.add({ ...CREATION, do: { kind: 'reset-before' } });
      const job = stage.startJob();
      const step = stage.step(job, MINT);
      await interruptAt(step, { cloud, moment: 'received', match: CREATION });
      const post = await endJob(job);

      expect(readMessages(post, 'warning')).toEqual([
        expect.stringContaining('the main step was stopped before it could read the reply'),
      ]);
    },
  );

  scenario('after a lost reply and a second try has both tokens revoked', {}, async (stage) => {
    const { cloud } = stage;
    cloud.faults.add({ ...CREATION, times: 1, do: { kind: 'reset-after' } });
    const empty = { kind: 'status', status: 200, body: { tokens: [] } } as const;
    cloud.faults.add({
      host: 'registry',
      method: 'GET',
      path: '/api/v1/tokens',
      times: 1,
      do: empty,
    });
    const job = stage.startJob();
    const isSecond = (): boolean => cloud.ledger.all().length === 2;
    const match = { ...CREATION, when: isSecond };
    await interruptAt(stage.step(job, MINT), { cloud, moment: 'acted', match });

    expect(listAlive(stage)).toHaveLength(2);
    const post = await endJob(job);
    expect(listAlive(stage)).toEqual([]);
    expect(post.annotations).toEqual([]);
  });
});

describe('a step that is killed with all its child processes', () => {
  scenario('while docker hangs leaves no login behind', { programs: ['docker'] }, async (stage) => {
    const { cloud } = stage;
    cloud.faults.add({ host: 'registry', do: { kind: 'hang' } });
    const job = stage.startJob();
    const step = stage.step(job, { client: 'docker' });
    const running = step.startMain();
    await reach(cloud, 'received', { host: 'registry' });
    await running.destroy();

    expect(listTemporary(job)).toHaveLength(1);
    const post = await step.post();
    expect(post.failed).toBe(false);
    expect(listTemporary(job)).toEqual([]);
  });

  scenario(
    'while docker hangs leaves a directory that cannot be deleted, and a warning says so',
    { programs: ['docker'] },
    async (stage) => {
      const { cloud } = stage;
      cloud.faults.add({ host: 'registry', do: { kind: 'hang' } });
      const job = stage.startJob();
      const step = stage.step(job, { client: 'docker' });
      const running = step.startMain();
      await reach(cloud, 'received', { host: 'registry' });
      await running.destroy();

      const below = join(job.runnerTemp, 'icr-login-check-');
      playFault(job, { below, only: 'rm', call: 'every', outcome: 'EBUSY' });
      const post = await step.post();
      expect(readMessages(post, 'warning')).toEqual([
        expect.stringMatching(/^A private directory could not be deleted: .*EBUSY/),
      ]);
      expect(post.failed).toBe(false);
      expect(listTemporary(job)).toHaveLength(1);
    },
  );
});
