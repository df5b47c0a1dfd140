import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { endFault, playFault } from '../support/fs-fault.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';

const MINE = { auths: { 'us.icr.io': toEntry('my own login') }, detachKeys: 'ctrl-e' };
const THEIRS = { 'ghcr.io': { auth: 'b2N0b2NhdDp0aGVpciBsb2dpbg==' } };

/** More changes than a step makes. */
const NEVER = 40;
/**
 * Some of the changes that a main step makes: during the trial, while it prepares its files, while it
 * replaces them, and afterward.
 */
const MAIN_CALLS = [1, 5, 9, 11, 13, 15, 17, NEVER];
const POST_CALLS = [1, 4, 5, 7, 8, NEVER];

/** The directory of the config for this call. */
function prepare(stage: Stage, call: number): string {
  const path = join(stage.machine.home, `call ${call}`, 'config.json');
  writeBefore(path, JSON.stringify(MINE));
  return dirname(path);
}

/** Expects that the config has its original content plus what the other program wrote. */
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
  scenario('loses nothing while a step logs in', {}, async (stage) => {
    stage.changed.push('call ');
    for (const call of MAIN_CALLS) {
      const below = prepare(stage, call);
      const job = stage.startJob({ env: { DOCKER_CONFIG: below } });
      playFault(job, { below, call, outcome: 'change' });
      const main = await stage.step(job, { client: 'file' }).main();
      expect(main.annotations).toEqual([]);
      const during = stage.readConfig(join(below, 'config.json')) as typeof MINE;
      endFault(job);
      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      expect('ghcr.io' in during.auths, `call ${call}`).toBe(call !== NEVER);
      expect(during.auths['us.icr.io']).toEqual(toEntry(stage.user.apiKey));
      if (call !== NEVER) {
        expectBoth(stage, below);
      }
    }
  });

  scenario('makes the login fail if it never stops, and loses nothing', {}, async (stage) => {
    const below = prepare(stage, 1);
    stage.changed.push('call ');
    const job = stage.startJob({ env: { DOCKER_CONFIG: below } });
    playFault(job, { below, call: 'every', outcome: 'change' });
    const { code, message } = readError(await stage.step(job, { client: 'file' }).main());
    expect(code).toBe('config-busy');
    expect(message).toMatch(/^Another job or program kept .+ locked, or kept changing it/);
    endFault(job);
    const [post] = await job.finish();
    expect(post?.annotations).toEqual([]);
    expectBoth(stage, below);
  });

  scenario('loses nothing while a post step logs out', {}, async (stage) => {
    stage.changed.push('call ');
    for (const call of POST_CALLS) {
      const below = prepare(stage, call);
      const job = stage.startJob({ env: { DOCKER_CONFIG: below } });
      await stage.step(job, { client: 'file' }).main();
      playFault(job, { below, call, outcome: 'change' });
      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      if (call === NEVER) {
        expect(stage.readConfig(join(below, 'config.json'))).toEqual(MINE);
      } else {
        expectBoth(stage, below);
      }
    }
  });
});
