import { mkdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job } from '../runner/index.ts';
import { listFiles } from '../runner/place.ts';
import { toEntry } from '../support/docker-config.ts';
import { holdLock } from '../support/lock.ts';
import { readOutput } from '../support/outputs.ts';
import { EVERYWHERE, type Stage, scenario } from '../support/scenario.ts';
import { readErrors } from '../support/step-error.ts';

const LOGOUT = join(import.meta.dirname, '..', '..', 'logout');
const SHARED = { client: 'file' } as const;
const ISOLATED = { client: 'file', config: 'isolated' } as const;

/** The files of the user and of the job that still contain a login with a key. */
function listLogins({ machine }: Stage, { runnerTemp }: Job, key: string): readonly string[] {
  const { auth } = toEntry(key);
  return [machine.home, runnerTemp]
    .flatMap((folder) => [...listFiles(folder)])
    .filter(({ content }) => content.includes(auth))
    .map(({ where }) => where);
}

/** Runs the action `logout`, which must end every login with the stage's key. */
async function logOutOfAll(stage: Stage, job: Job): Promise<void> {
  const logout = await job.step({ action: LOGOUT, with: {} }).main();

  expect(logout.failed, logout.log).toBe(false);
  expect(logout.annotations).toEqual([]);
  expect(listLogins(stage, job, stage.user.apiKey), logout.log).toEqual([]);
}

describe('logout ends every login of the job', () => {
  for (const region of ['us-south', 'eu-de']) {
    scenario(
      `when a private config has copied one, before one to ${region}`,
      EVERYWHERE,
      async (stage) => {
        const other = stage.cloud.createUser({ account: stage.account, role: 'Manager' });
        stage.secrets.push(other.apiKey);
        const job = stage.startJob();
        await stage.step(job, SHARED).main();
        await stage.step(job, { ...ISOLATED, region, 'api-key': other.apiKey }).main();
        expect(listLogins(stage, job, stage.user.apiKey)).not.toEqual([]);

        await logOutOfAll(stage, job);
        expect(listLogins(stage, job, other.apiKey)).toEqual([]);
      },
    );
  }

  scenario('when two private configs have them', EVERYWHERE, async (stage) => {
    const job = stage.startJob();
    await stage.step(job, ISOLATED).main();
    await stage.step(job, { ...ISOLATED, region: 'eu-de' }).main();

    await logOutOfAll(stage, job);
  });

  scenario('when a step has chosen another config since', EVERYWHERE, async (stage) => {
    const job = stage.startJob();
    const folder = join(job.folders.workspace, 'docker');
    mkdirSync(folder);
    job.exportVariable('DOCKER_CONFIG', folder);
    const main = await stage.step(job, SHARED).main();
    await stage.step(job, ISOLATED).main();

    await logOutOfAll(stage, job);
    expect(() => readFileSync(readOutput(main, 'config-path'))).toThrow('ENOENT');
  });

  scenario('but no copy of an equal one that stays', EVERYWHERE, async (stage) => {
    const job = stage.startJob();
    await stage.step(job, { ...SHARED, logout: 'false' }).main();
    await stage.step(job, SHARED).main();
    const main = await stage.step(job, { ...ISOLATED, region: 'eu-de' }).main();
    await job.step({ action: LOGOUT, with: {} }).main();

    const kept = { auths: { 'us.icr.io': toEntry(stage.user.apiKey) } };
    expect(stage.readConfig()).toEqual(kept);
    expect(stage.readConfig(readOutput(main, 'config-path'))).toEqual(kept);
    stage.changed.push('.docker');
    stage.excepted.push(`file ${stage.machine.dockerConfigPath}`);
  });

  scenario('or fails, if there is no time left for the copies', {}, async (stage) => {
    const job = stage.startJob();
    await stage.step(job, SHARED).main();
    await stage.step(job, { ...ISOLATED, region: 'eu-de' }).main();
    const free = holdLock(stage);
    const logout = await job.step({ action: LOGOUT, with: { timeout: '1' } }).main();
    free();

    expect(readErrors(logout).map(({ code }) => code)).toEqual(['config-busy', 'timed-out']);
    expect(listLogins(stage, job, stage.user.apiKey)).toHaveLength(2);
    await job.finish();
    expect(listLogins(stage, job, stage.user.apiKey)).toEqual([]);
  });

  scenario('in time, even if a step has made many private configs', {}, async (stage) => {
    const job = stage.startJob();
    await stage.step(job, SHARED).main();
    for (const number of Array(2000).keys()) {
      const folder = join(job.runnerTemp, `icr-login-${number}`);
      // Not at once: other scenarios in this process must have their turn.
      await mkdir(folder);
      await writeFile(join(folder, '.icr-login'), '');
      await writeFile(join(folder, 'config.json'), '{"auths": {"us.icr.io": {"auth": "eDp5"}}}');
    }
    const logout = await job.step({ action: LOGOUT, with: { timeout: '1' } }).main();

    // It stopped before it had searched all of them, and does not hide that.
    expect(logout.log).toMatch(/There was no time to (?:look for|remove copies of) /);
    expect(stage.readConfig()).toBeUndefined();
  });
});
