import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job } from '../runner/index.ts';
import { writeBefore } from '../support/docker-config.ts';
import { endFault, playFault } from '../support/fs-fault.ts';
import { readKey } from '../support/home.ts';
import { type Stage, scenario } from '../support/scenario.ts';

const MINE = '{"auths": {"us.icr.io": {"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}}}';

/** More than a step makes. Each is the last one of a process in one of the two scenarios of a main step. */
const CALLS = Array.from({ length: 20 }, (_, index) => index + 1);
const EVEN_CALLS = CALLS.filter((call) => call % 2 === 0);
const ODD_CALLS = CALLS.filter((call) => call % 2 === 1);

/** The config that a process is killed at. */
function pathOf(stage: Stage, call: number): string {
  return join(stage.machine.home, `call ${call}`, 'config.json');
}

/** Logs in on the home of a job that was lost, of which nothing but records of logins may be left then. */
async function startNext(stage: Stage): Promise<Job> {
  const path = stage.machine.dockerConfigPath;
  const job = stage.startJob();
  const main = await stage.step(job, { client: 'file' }).main();
  expect([main.failed, ...main.annotations]).toEqual([false]);
  expect(readdirSync(dirname(path))).toEqual(['config.json', 'config.json.icr-login-journal']);
  expect(readKey(stage)).toBe(stage.user.apiKey);
  return job;
}

/** Ends the last job, after which everything is as it was. */
async function endLast(stage: Stage, job: Job): Promise<void> {
  const path = stage.machine.dockerConfigPath;
  const [post] = await job.finish();
  expect(post?.annotations).toEqual([]);
  expect(readdirSync(dirname(path))).toEqual(['config.json']);
  expect(readFileSync(path, 'utf8')).toBe(MINE);
}

describe('a step that is killed at any of its changes to the disk', () => {
  scenario('has its login undone by its post step', {}, async (stage) => {
    const signals: unknown[] = [];
    for (const call of EVEN_CALLS) {
      const path = pathOf(stage, call);
      const job = stage.startJob({ env: { DOCKER_CONFIG: dirname(path) } });
      playFault(job, { below: dirname(path), call, outcome: 'kill' });
      const { signal } = await stage.step(job, { client: 'file' }).main();
      signals.push(signal);
      endFault(job);
      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      expect(existsSync(dirname(path))).toBe(false);
      if (signal === null) {
        break;
      }
    }
    expect(signals.length).toBeGreaterThan(5);
    expect(signals.at(-1)).toBeNull();
  });

  scenario('has its login undone by the next job, if the machine was lost', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    writeBefore(path, MINE);
    const signals: unknown[] = [];
    let next: Job | undefined;
    for (const call of ODD_CALLS) {
      // The next job is lost as well, so that each step that is killed has one to clear up after.
      await next?.abandon();
      const job = stage.startJob();
      playFault(job, { below: dirname(path), call, outcome: 'kill' });
      const { signal } = await stage.step(job, { client: 'file' }).main();
      await job.abandon();
      next = await startNext(stage);
      signals.push(signal);
      if (signal === null) {
        break;
      }
    }
    expect(signals.length).toBeGreaterThan(4);
    expect(signals.at(-1)).toBeNull();
    await endLast(stage, next ?? stage.startJob());
  });

  scenario('in its post step, has the rest undone by the next job', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    writeBefore(path, MINE);
    const signals: unknown[] = [];
    for (const call of ODD_CALLS) {
      const job = await startNext(stage);
      playFault(job, { below: dirname(path), call, outcome: 'kill' });
      const [post] = await job.finish();
      signals.push(post?.signal);
      if (post?.signal === null) {
        break;
      }
    }
    expect(signals.length).toBeGreaterThan(3);
    expect(signals.at(-1)).toBeNull();
    expect(readdirSync(dirname(path))).toEqual(['config.json']);
    expect(readFileSync(path, 'utf8')).toBe(MINE);
  });
});
