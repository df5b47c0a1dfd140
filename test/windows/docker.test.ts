import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import type { Job, RunningPhase, Step } from '../runner/index.ts';
import { toEntry } from '../support/docker-config.ts';
import { listTemporary } from '../support/interrupt.ts';
import type { Stage } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { addDocker, addDockerBatch, type HeldFile, holdFile, windowsScenario } from './programs.ts';

/** The directory that the last docker was told to write its login to. */
function readStarted({ machine }: Stage): string {
  return machine.system.readPaths(readFileSync(join(machine.temp, 'docker-started'), 'utf8'));
}

describe('a login with docker', () => {
  for (const [name, add] of [
    ['docker.exe', addDocker],
    ['docker.cmd', addDockerBatch],
  ] as const) {
    windowsScenario(
      `is checked by ${name} and removed after the job`,
      ['docker'],
      async (stage) => {
        add(stage);
        const job = stage.startJob({ runnerTemp: join(stage.machine.root, 'für & mit', '_temp') });
        const inputs = { client: 'docker', region: 'us-south, eu-de' };
        const main = await stage.step(job, inputs).main();

        expect(main.annotations).toEqual([]);
        const entry = toEntry(stage.user.apiKey);
        expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': entry, 'de.icr.io': entry } });
        expect(listTemporary(job)).toEqual([]);
        const [post] = await job.finish();
        expect(post?.annotations).toEqual([]);
      },
    );
  }

  windowsScenario(
    'that takes too long ends with all its child processes',
    ['docker'],
    async (stage) => {
      addDockerBatch(stage);
      const job = stage.startJob({ env: { DOCKER_HANGS: '6' } });
      // A docker that keeps running also keeps the output open. The step must not wait until it ends.
      const step = stage.step(job, { client: 'docker', timeout: '3' }, { drainMs: 500 });
      const main = await step.main();

      expect(readError(main).code).toBe('timed-out');
      expect(readStarted(stage)).toContain(job.runnerTemp);
      expect(main.leftover).toEqual([]);
      // Where remaining processes cannot be listed, their effects can still be seen.
      await sleep(6_000);
      expect(existsSync(join(stage.machine.temp, 'docker-written'))).toBe(false);
      expect(listTemporary(job)).toEqual([]);
      const post = await step.post();
      expect(post.annotations).toEqual([]);
      expect(listTemporary(job)).toEqual([]);
    },
  );

  windowsScenario(
    'that docker still wrote to a deleted directory is removed by the post step',
    ['docker'],
    async (stage) => {
      addDocker(stage);
      const job = stage.startJob();
      const step = stage.step(job, { client: 'docker' });
      await step.main();
      // As after a docker that could not be ended: no marker says whose directory it is.
      const directory = readStarted(stage);
      mkdirSync(directory, { recursive: true });
      const login = JSON.stringify({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
      writeFileSync(join(directory, 'config.json'), login);
      await step.post();
      expect(listTemporary(job)).toEqual([]);
    },
  );
});

describe('a step that is killed while docker works', () => {
  windowsScenario('leaves no login behind', ['docker'], async (stage) => {
    // When Windows ends Node.js, it also ends a docker.exe that Node.js started, but not one that a
    // docker.cmd started.
    addDockerBatch(stage);
    const job = stage.startJob({ env: { DOCKER_HANGS: '2' } });
    const step = stage.step(job, { client: 'docker' });
    const running = step.startMain();
    await expect.poll(() => existsSync(join(stage.machine.temp, 'docker-started'))).toBe(true);
    running.kill();
    const main = await running.result;

    expect(main.signal).toBe('SIGKILL');
    await expect.poll(() => existsSync(join(stage.machine.temp, 'docker-written'))).toBe(true);
    expect(listTemporary(job)).toHaveLength(1);
    const post = await step.post();
    expect(post.failed).toBe(false);
    expect(listTemporary(job)).toEqual([]);
  });
});

/** Starts a step whose docker continues only after its config was opened by another program. */
async function startHeld(stage: Stage): Promise<{
  readonly job: Job;
  readonly step: Step;
  readonly running: RunningPhase;
  readonly file: HeldFile;
}> {
  addDocker(stage);
  const resume = join(stage.machine.temp, 'go-on');
  const job = stage.startJob({ env: { DOCKER_WAITS_FOR: stage.machine.system.writePath(resume) } });
  const file = holdFile(stage, join(job.runnerTemp, 'icr-login-check-*', '*', 'config.json'));
  const step = stage.step(job, { client: 'docker' });
  const running = step.startMain();
  await file.held;
  writeFileSync(resume, '');
  return { job, step, running, file };
}

describe('a private directory in which a file is open', () => {
  windowsScenario('is deleted after the file is closed', ['docker', 'hold'], async (stage) => {
    const { job, running, file } = await startHeld(stage);
    await sleep(1_000);
    await file.release();
    const main = await running.result;

    expect(main.annotations).toEqual([]);
    expect(listTemporary(job)).toEqual([]);
  });

  windowsScenario(
    'does not fail the login, and is deleted by the post step',
    ['docker', 'hold'],
    async (stage) => {
      const { job, step, running, file } = await startHeld(stage);
      const main = await running.result;

      expect(main.failed, main.log).toBe(false);
      expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
      expect(listTemporary(job)).toHaveLength(1);
      await file.release();
      const post = await step.post();
      expect(post.annotations).toEqual([]);
      expect(listTemporary(job)).toEqual([]);
    },
  );
});
