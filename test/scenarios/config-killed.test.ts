import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { writeBefore } from '../support/docker-config.ts';
import { ageLock, endFault, playFault } from '../support/fs-fault.ts';
import { type Stage, scenario } from '../support/scenario.ts';

const MINE = '{"auths": {"us.icr.io": {"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}}}';

/** More than a step makes; each is the last one of a process once. */
const CALLS = Array.from({ length: 20 }, (_, index) => index + 1);

/** Where the first scenario has shown each, half of them do for what comes after. */
const EVERY_OTHER_CALL = CALLS.filter((call) => call % 2 === 1);

/** The config that a process is killed at. */
function pathOf(stage: Stage, call: number): string {
  return join(stage.machine.home, `call ${call}`, 'config.json');
}

/** What the next job on the same home finds, and leaves. */
async function playNext(stage: Stage, path: string): Promise<void> {
  ageLock(path);
  const env = { DOCKER_CONFIG: dirname(path) };
  const { main, post } = await stage.play({ client: 'file' }, { env });
  expect([main.failed, ...main.annotations, ...(post?.annotations ?? [])]).toEqual([false]);
  expect(readdirSync(dirname(path))).toEqual(['config.json']);
  expect(readFileSync(path, 'utf8')).toBe(MINE);
}

describe('a step that is killed at any of its changes to the disk', () => {
  scenario('has its login undone by its post step', {}, async (stage) => {
    const signals: unknown[] = [];
    for (const call of CALLS) {
      const path = pathOf(stage, call);
      const job = stage.startJob({ env: { DOCKER_CONFIG: dirname(path) } });
      playFault(job, { below: dirname(path), call, outcome: 'kill' });
      const { signal } = await stage.step(job, { client: 'file' }).main();
      signals.push(signal);
      endFault(job);
      ageLock(path);
      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      expect(existsSync(dirname(path))).toBe(false);
      if (signal === null) {
        break;
      }
    }
    expect(signals.length).toBeGreaterThan(10);
    expect(signals.at(-1)).toBeNull();
  });

  scenario('has its login undone by the next job, if the machine was lost', {}, async (stage) => {
    for (const call of EVERY_OTHER_CALL) {
      writeBefore(pathOf(stage, call), MINE);
    }
    const signals: unknown[] = [];
    for (const call of EVERY_OTHER_CALL) {
      const path = pathOf(stage, call);
      const job = stage.startJob({ env: { DOCKER_CONFIG: dirname(path) } });
      playFault(job, { below: dirname(path), call, outcome: 'kill' });
      const { signal } = await stage.step(job, { client: 'file' }).main();
      await job.abandon();
      await playNext(stage, path);
      signals.push(signal);
      if (signal === null) {
        break;
      }
    }
    expect(signals.length).toBeGreaterThan(4);
    expect(signals.at(-1)).toBeNull();
  });

  scenario('in its post step, has the rest undone by the next job', {}, async (stage) => {
    for (const call of EVERY_OTHER_CALL) {
      writeBefore(pathOf(stage, call), MINE);
    }
    const signals: unknown[] = [];
    for (const call of EVERY_OTHER_CALL) {
      const path = pathOf(stage, call);
      const job = stage.startJob({ env: { DOCKER_CONFIG: dirname(path) } });
      await stage.step(job, { client: 'file' }).main();
      playFault(job, { below: dirname(path), call, outcome: 'kill' });
      const [post] = await job.finish();
      await playNext(stage, path);
      signals.push(post?.signal);
      if (post?.signal === null) {
        break;
      }
    }
    expect(signals.length).toBeGreaterThan(3);
    expect(signals.at(-1)).toBeNull();
  });
});
