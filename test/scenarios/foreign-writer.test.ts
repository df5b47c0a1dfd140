import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { endFault, playFault } from '../support/fs-fault.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';

const MINE = { auths: { 'us.icr.io': toEntry('my own login') }, detachKeys: 'ctrl-e' };
const THEIRS = { 'ghcr.io': { auth: 'b2N0b2NhdDp0aGVpciBsb2dpbg==' } };

/** Some of the calls that touch files beside the config, and more than a step makes. */
const CALLS = [1, 4, 7, 9, 11];

/** The directory of the config in which something happens at this call. */
function prepare(stage: Stage, call: number): string {
  const path = join(stage.machine.home, `call ${call}`, 'config.json');
  writeBefore(path, JSON.stringify(MINE));
  return dirname(path);
}

/** The configs differ from what they were, as another program has written to them. */
function expectBoth(stage: Stage, directory: string): void {
  const path = join(directory, 'config.json');
  expect(stage.readConfig(path)).toEqual({
    ...MINE,
    auths: { ...MINE.auths, ...THEIRS },
    credHelpers: { 'gcr.io': expect.stringMatching(/^gcloud-\d+$/) },
  });
  expect(readdirSync(directory)).toEqual(['config.json']);
}

describe('another program that writes to the config', () => {
  scenario('while a step logs in loses nothing by it', {}, async (stage) => {
    const directories = CALLS.map((call) => prepare(stage, call));
    stage.changed.push('call ');
    for (const [index, below] of directories.entries()) {
      const job = stage.startJob({ env: { DOCKER_CONFIG: below } });
      playFault(job, { below, call: CALLS[index] ?? 0, outcome: 'change' });
      const main = await stage.step(job, { client: 'file' }).main();
      expect(main.annotations).toEqual([]);
      const during = stage.readConfig(join(below, 'config.json')) as typeof MINE;
      endFault(job);
      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      if (!('ghcr.io' in during.auths)) {
        // The step makes fewer calls than this: nobody wrote.
        expect(index).toBeGreaterThan(2);
        return;
      }
      expect(during.auths['us.icr.io']).toEqual(toEntry(stage.user.apiKey));
      expectBoth(stage, below);
    }
  });

  scenario('all the time makes an error of the login, and loses nothing', {}, async (stage) => {
    const below = prepare(stage, 1);
    stage.changed.push('call ');
    const job = stage.startJob({ env: { DOCKER_CONFIG: below } });
    playFault(job, { below, call: 'every', outcome: 'change' });
    const { code, message } = readError(await stage.step(job, { client: 'file' }).main());
    expect(code).toBe('config-busy');
    expect(message).toContain('is being written by other jobs or programs all the time');
    endFault(job);
    const [post] = await job.finish();
    expect(post?.annotations).toEqual([]);
    expectBoth(stage, below);
  });

  scenario('while a post step logs out loses nothing by it', {}, async (stage) => {
    const directories = CALLS.map((call) => prepare(stage, call));
    stage.changed.push('call ');
    for (const [index, below] of directories.entries()) {
      const job = stage.startJob({ env: { DOCKER_CONFIG: below } });
      await stage.step(job, { client: 'file' }).main();
      playFault(job, { below, call: CALLS[index] ?? 0, outcome: 'change' });
      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      const after = stage.readConfig(join(below, 'config.json')) as typeof MINE;
      if (!('ghcr.io' in after.auths)) {
        expect(after).toEqual(MINE);
        expect(index).toBeGreaterThan(1);
        return;
      }
      expectBoth(stage, below);
    }
  });
});
