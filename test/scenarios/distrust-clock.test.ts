import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job, StepResult } from '../runner/index.ts';
import { toEntry } from '../support/docker-config.ts';
import { makeKeys } from '../support/home.ts';
import { arrangeKeys, listAlive, MINT } from '../support/minting.ts';
import { type ScenarioOptions, type Stage, scenario } from '../support/scenario.ts';
import { expectInTime } from '../support/time.ts';

const SKEW = join(import.meta.dirname, '..', 'support', 'clock-skew.cjs');
const LOGOUT = join(import.meta.dirname, '..', '..', 'logout');
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How wrong the clock of a machine is. */
const SKEWS: readonly (readonly [string, number])[] = [
  ['five minutes ahead', 5 * MINUTE_MS],
  ['65 minutes ahead', 65 * MINUTE_MS],
  ['a day ahead', DAY_MS + MINUTE_MS],
  ['three days ahead', 3 * DAY_MS],
  ['65 minutes behind', -65 * MINUTE_MS],
  ['three days behind', -3 * DAY_MS],
  ['thirty days behind', -30 * DAY_MS],
];

/** Shifts the clock of every process that the job starts from now on. 0 corrects it. */
function skewClock(job: Job, milliseconds: number): void {
  job.exportVariable('NODE_OPTIONS', `--require=${SKEW}`);
  job.exportVariable('CLOCK_SKEW_MS', String(milliseconds));
}

/** The entries of the config, by host. */
function readAuths(stage: Stage): unknown {
  return (stage.readConfig() as { readonly auths?: unknown } | undefined)?.auths;
}

/** An access token, which is valid for an hour. */
async function issueToken(stage: Stage): Promise<string> {
  const token = await stage.cloud.issueAccessToken(stage.user);
  stage.secrets.push(token);
  return token;
}

/** Logs in with it to `us.icr.io`. */
async function logIn(stage: Stage, job: Job, token: string, client = 'file'): Promise<void> {
  const inputs = { client, 'api-key': '', 'access-token': token };
  const main = await stage.step(job, inputs).main();
  expect(main.failed, main.log).toBe(false);
}

/** Ends a job, which must succeed without annotations. */
async function endQuietly(job: Job): Promise<void> {
  const posts = await job.finish();
  expect(posts.flatMap(({ annotations }) => annotations)).toEqual([]);
}

const CLIENTS: readonly (readonly [string, ScenarioOptions])[] = [
  ['file', {}],
  ['docker', { programs: ['docker'] }],
];

for (const [client, options] of CLIENTS) {
  describe(`a wrong clock, with ${client},`, () => {
    for (const [words, skewMs] of SKEWS) {
      scenario(`${words}, does not undo a login of the same job`, options, async (stage) => {
        const token = await issueToken(stage);
        const job = stage.startJob();
        skewClock(job, skewMs);
        await logIn(stage, job, token, client);
        const second = await stage.step(job, { client, region: 'eu-de' }).main();

        expect(second.failed, second.log).toBe(false);
        expect(readAuths(stage)).toEqual({
          'us.icr.io': toEntry(token, 'iambearer'),
          'de.icr.io': toEntry(stage.user.apiKey),
        });
        await endQuietly(job);
        expect(stage.readConfig()).toBeUndefined();
      });

      scenario(
        `${words} after another job logged in, does not undo a login of another job`,
        options,
        async (stage) => {
          const token = await issueToken(stage);
          const [key = ''] = makeKeys(stage, 1);
          const one = stage.startJob();
          await logIn(stage, one, token, client);
          const other = stage.startJob();
          skewClock(other, skewMs);
          const main = await stage.step(other, { client, region: 'eu-de', 'api-key': key }).main();
          expect(main.failed, main.log).toBe(false);
          expect(readAuths(stage)).toMatchObject({ 'us.icr.io': toEntry(token, 'iambearer') });
          await endQuietly(other);
          expect(readAuths(stage)).toMatchObject({ 'us.icr.io': toEntry(token, 'iambearer') });
          await endQuietly(one);
        },
      );
    }
  });
}

describe('a clock that is corrected or changed while a job is logged in,', () => {
  for (const [words, skewMs] of SKEWS) {
    scenario(`from ${words}, does not undo a login of another job`, {}, async (stage) => {
      const token = await issueToken(stage);
      const one = stage.startJob();
      await logIn(stage, one, token);
      const other = stage.startJob();
      skewClock(other, skewMs);
      await stage.step(other, { client: 'file', region: 'eu-de' }).main();
      // The clock is right again.
      skewClock(other, 0);
      await endQuietly(other);
      expect(readAuths(stage)).toEqual({ 'us.icr.io': toEntry(token, 'iambearer') });
      await endQuietly(one);
    });

    scenario(`from ${words}, leaves nothing behind`, {}, async (stage) => {
      const { inputs } = arrangeKeys(stage);
      for (const minting of [inputs, MINT]) {
        const job = stage.startJob();
        skewClock(job, skewMs);
        const main = await stage.step(job, minting).main();
        expect(main.failed, main.log).toBe(false);
        skewClock(job, 0);
        await endQuietly(job);
        expect(listAlive(stage)).toEqual([]);
      }
    });

    scenario(`to ${words}, leaves nothing behind`, {}, async (stage) => {
      const { inputs } = arrangeKeys(stage);
      for (const minting of [inputs, MINT]) {
        const job = stage.startJob();
        await stage.step(job, minting).main();
        skewClock(job, skewMs);
        await endQuietly(job);
        expect(listAlive(stage)).toEqual([]);
      }
    });
  }

  scenario('hides no login from `logout`', {}, async (stage) => {
    for (const [words, skewMs] of SKEWS) {
      const token = await issueToken(stage);
      const job = stage.startJob();
      await logIn(stage, job, token);
      skewClock(job, skewMs);
      const logout: StepResult = await job.step({ action: LOGOUT }).main();

      expectInTime(logout, 60);
      expect([words, stage.readConfig()]).toEqual([words, undefined]);
      await job.finish();
    }
  });
});
