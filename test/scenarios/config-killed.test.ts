import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job } from '../runner/index.ts';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { endFault, playFault } from '../support/fs-fault.ts';
import { readKey } from '../support/home.ts';
import { type Stage, scenario } from '../support/scenario.ts';

const MINE = '{"auths": {"us.icr.io": {"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}}}';

/** More changes than a step makes. */
const CALLS = 36;

/**
 * Divides the changes into parts. Each part is a scenario of its own, because jobs wait for the lock of a
 * killed process. In each part, the last process makes all of its changes.
 */
function split(parts: number): readonly (readonly [name: string, calls: readonly number[]])[] {
  const calls = Array.from({ length: CALLS }, (_, index) => index + 1);
  return Array.from({ length: parts }, (_, part) => [
    `part ${part + 1} of ${parts}`,
    calls.filter((call) => call % parts === part),
  ]);
}

/** The config whose process is killed at this call. */
function pathOf(stage: Stage, call: number): string {
  return join(stage.machine.home, `call ${call}`, 'config.json');
}

/**
 * Logs in on the home directory of a lost job. Afterward, nothing but records of logins may remain of that
 * job.
 */
async function startNext(stage: Stage): Promise<Job> {
  const path = stage.machine.dockerConfigPath;
  const job = stage.startJob();
  const main = await stage.step(job, { client: 'file' }).main();
  expect([main.failed, ...main.annotations]).toEqual([false]);
  expect(readdirSync(dirname(path))).toEqual(['config.json', 'config.json.icr-login-journal']);
  expect(readKey(stage)).toBe(stage.user.apiKey);
  return job;
}

/** Ends the last job. Afterward, everything must be as it was at the start. */
async function endLast(stage: Stage, job: Job): Promise<void> {
  const path = stage.machine.dockerConfigPath;
  const [post] = await job.finish();
  expect(post?.annotations).toEqual([]);
  expect(readdirSync(dirname(path))).toEqual(['config.json']);
  expect(readFileSync(path, 'utf8')).toBe(MINE);
}

/** Expects that several processes were killed, and the last one was not. */
function expectAllPlayed(signals: readonly unknown[]): void {
  expect(signals.length).toBeGreaterThan(3);
  expect(signals.slice(0, -1)).toEqual(Array(signals.length - 1).fill('SIGKILL'));
  expect(signals.at(-1)).toBeNull();
}

describe('a main step that is killed at any of its changes to the disk', () => {
  for (const [part, calls] of split(6)) {
    scenario(`has its login undone by its post step, ${part}`, {}, async (stage) => {
      const signals: unknown[] = [];
      for (const call of calls) {
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
      expectAllPlayed(signals);
    });
  }

  for (const [part, calls] of split(5)) {
    const name = `has its login undone by the next job if the machine is lost, ${part}`;
    scenario(name, {}, async (stage) => {
      const path = stage.machine.dockerConfigPath;
      writeBefore(path, MINE);
      const signals: unknown[] = [];
      let next: Job | undefined;
      for (const call of calls) {
        // The next job is lost as well, so that each killed step has one to clean up after.
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
      expectAllPlayed(signals);
      await endLast(stage, next ?? stage.startJob());
    });
  }
});

describe('a main step with `logout: false` that is killed at any of its changes to the disk', () => {
  for (const [part, calls] of split(6)) {
    scenario(`loses neither its login nor the earlier one, ${part}`, {}, async (stage) => {
      stage.rememberHome();
      const kept = { 'us.icr.io': toEntry(stage.user.apiKey) };
      const signals: unknown[] = [];
      for (const call of calls) {
        const path = pathOf(stage, call);
        writeBefore(path, MINE);
        const job = stage.startJob({ env: { DOCKER_CONFIG: dirname(path) } });
        playFault(job, { below: dirname(path), call, outcome: 'kill' });
        const { signal } = await stage.step(job, { client: 'file', logout: 'false' }).main();
        signals.push(signal);
        endFault(job);
        const [post] = await job.finish();
        expect(post?.annotations).toEqual([]);
        expect(readdirSync(dirname(path))).toEqual(['config.json']);
        const { auths } = JSON.parse(readFileSync(path, 'utf8'));
        expect([JSON.parse(MINE).auths, kept]).toContainEqual(auths);
        rmSync(dirname(path), { recursive: true });
        if (signal === null) {
          break;
        }
      }
      expectAllPlayed(signals);
    });
  }
});

describe('a post step that is killed at any of its changes to the disk', () => {
  for (const [part, calls] of split(3)) {
    scenario(`is completed by the next job, ${part}`, {}, async (stage) => {
      const path = stage.machine.dockerConfigPath;
      writeBefore(path, MINE);
      const signals: unknown[] = [];
      for (const call of calls) {
        const job = await startNext(stage);
        playFault(job, { below: dirname(path), call, outcome: 'kill' });
        const [post] = await job.finish();
        signals.push(post?.signal);
        if (post?.signal === null) {
          break;
        }
      }
      expectAllPlayed(signals);
      expect(readdirSync(dirname(path))).toEqual(['config.json']);
      expect(readFileSync(path, 'utf8')).toBe(MINE);
    });
  }
});
