import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job } from '../runner/index.ts';
import { toEntry } from '../support/docker-config.ts';
import { type ActiveLogin, logIn, MINE, makeKeys, readKey, writeMine } from '../support/home.ts';
import { emptyTemp } from '../support/interrupt.ts';
import { readOutput } from '../support/outputs.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function expectMine({ machine }: Stage): void {
  expect(readFileSync(machine.dockerConfigPath, 'utf8')).toBe(MINE);
}

/**
 * Two job containers that share a home directory. The path of RUNNER_TEMP is the same in both, but the
 * directories differ. Only one of them is visible at a time. The other one is moved away.
 */
class Containers {
  readonly #path: string;
  #shown: string;

  constructor({ runnerTemp }: Job) {
    this.#path = runnerTemp;
    this.#shown = 'first';
  }

  /** Makes the directory of one container visible. A new container creates its own. */
  show(which: 'first' | 'second'): void {
    if (which !== this.#shown) {
      renameSync(this.#path, `${this.#path}-${this.#shown}`);
      this.#shown = which;
      if (existsSync(`${this.#path}-${which}`)) {
        renameSync(`${this.#path}-${which}`, this.#path);
      }
    }
  }
}

/** Logs in with a different key in each of two containers. */
async function logInTwice(
  stage: Stage,
): Promise<{ containers: Containers; first: ActiveLogin; second: ActiveLogin }> {
  writeMine(stage);
  const [one = '', other = ''] = makeKeys(stage, 2);
  const first = await logIn(stage, one);
  const containers = new Containers(first.job);
  containers.show('second');
  const { runnerTemp } = first.job;
  const second = await logIn(stage, other, stage.startJob({ runnerTemp }));
  return { containers, first, second };
}

describe('two job containers with the same home directory and the same path for RUNNER_TEMP', () => {
  scenario('do not affect each other if the first one ends first', {}, async (stage) => {
    const { containers, first, second } = await logInTwice(stage);
    containers.show('first');
    const [post] = await first.job.finish();
    expect(post?.annotations).toEqual([]);
    expect(readKey(stage)).toBe(second.key);
    containers.show('second');
    await second.job.finish();
    expectMine(stage);
  });

  scenario('do not affect each other if the second one ends first', {}, async (stage) => {
    const { containers, first, second } = await logInTwice(stage);
    const [post] = await second.job.finish();
    expect(post?.annotations).toEqual([]);
    expect(readKey(stage)).toBe(first.key);
    containers.show('first');
    await first.job.finish();
    expectMine(stage);
  });
});

describe('a job that this machine cannot see', () => {
  scenario('keeps its login in a home directory that two machines share', {}, async (stage) => {
    writeMine(stage);
    const [one = '', other = ''] = makeKeys(stage, 2);
    const there = await logIn(stage, one);
    // Its RUNNER_TEMP is on the disk of its own machine.
    const { runnerTemp } = there.job;
    renameSync(runnerTemp, `${runnerTemp}-elsewhere`);
    const here = await logIn(stage, other, stage.startJob({ runnerTemp: `${runnerTemp}-here` }));
    await here.job.finish();
    expect(readKey(stage)).toBe(one);
    renameSync(`${runnerTemp}-elsewhere`, runnerTemp);
    const [post] = await there.job.finish();
    expect(post?.annotations).toEqual([]);
    expectMine(stage);
  });

  for (const [name, ageMs, isKept] of [
    ['keeps its login for nearly five days', 5 * DAY_MS - MINUTE_MS, true],
    ['loses its login after five days, because no job runs longer', 5 * DAY_MS + MINUTE_MS, false],
  ] as const) {
    scenario(name, {}, async (stage) => {
      writeMine(stage);
      const [one = '', other = ''] = makeKeys(stage, 2);
      const lost = await logIn(stage, one);
      renameSync(lost.job.runnerTemp, `${lost.job.runnerTemp}-elsewhere`);
      makeOlder(stage, ageMs);
      const next = await logIn(
        stage,
        other,
        stage.startJob({ runnerTemp: join(stage.machine.root, 'temp') }),
      );
      await next.job.finish();
      expect(readKey(stage)).toBe(isKept ? one : 'mine');
      renameSync(`${lost.job.runnerTemp}-elsewhere`, lost.job.runnerTemp);
      await lost.job.finish();
      expectMine(stage);
    });
  }
});

/** Makes the records of logins older than they are. */
function makeOlder({ machine }: Stage, ageMs: number): void {
  const path = `${machine.dockerConfigPath}.icr-login-journal`;
  const journal = JSON.parse(readFileSync(path, 'utf8')) as { records: readonly object[] };
  const at = new Date(Date.now() - ageMs).toISOString();
  const records = journal.records.map((record) => ({ ...record, at }));
  writeFileSync(path, JSON.stringify({ ...journal, records }));
}

describe('a job of a matrix that was lost', () => {
  scenario('has its login undone by the next one on its runner', {}, async (stage) => {
    writeMine(stage);
    const [one = '', other = ''] = makeKeys(stage, 2);
    const runId = '17';
    const lost = await logIn(stage, one, stage.startJob({ runId }));
    await lost.job.abandon();
    const next = await logIn(stage, other, stage.startJob({ runId }));
    const [post] = await next.job.finish();
    expect(post?.annotations).toEqual([]);
    expectMine(stage);
  });
});

describe('a job with a private config', () => {
  for (const [whose, isLost] of [
    ['another job', false],
    ['a job that was lost', true],
  ] as const) {
    scenario(`copies the login that the one of ${whose} replaced`, {}, async (stage) => {
      writeMine(stage);
      const [one = ''] = makeKeys(stage, 1);
      const other = await logIn(stage, one);
      if (isLost) {
        await other.job.abandon();
      }
      const job = stage.startJob();
      const inputs = { client: 'file', config: 'isolated', region: 'eu-de' };
      const main = await stage.step(job, inputs).main();
      expect(stage.readConfig(readOutput(main, 'config-path'))).toEqual({
        auths: {
          ...JSON.parse(MINE).auths,
          'de.icr.io': toEntry(stage.user.apiKey),
        },
      });
      // The shared config still has both logins.
      expect(readKey(stage)).toBe(one);
      await job.finish();
      await (isLost ? stage.play({ client: 'file' }) : other.job.finish());
      expectMine(stage);
    });
  }
});

describe("a job with a private config, and podman's file in the directory of the config", () => {
  const client = { programs: ['podman'] };
  scenario('copies no login of another job', client, async (stage) => {
    const [key = ''] = makeKeys(stage, 1);
    const folder = dirname(stage.machine.dockerConfigPath);
    mkdirSync(folder);
    const env = { REGISTRY_AUTH_FILE: join(folder, 'auth.json') };
    const other = stage.startJob({ env });
    const login = await stage.step(other, { client: 'podman', 'api-key': key }).main();
    expect(login.failed, login.log).toBe(false);
    const job = stage.startJob({ env });
    const inputs = { client: 'file', config: 'isolated', region: 'eu-de' };
    const main = await stage.step(job, inputs).main();

    const path = readOutput(main, 'config-path');
    expect(readdirSync(dirname(path)).toSorted()).toEqual([
      '.icr-login',
      'config.json',
      'config.json.icr-login-journal',
    ]);
    expect(readFileSync(path, 'utf8')).not.toContain(toEntry(key).auth);
    await job.finish();
    await other.finish();
    stage.changed.push('.docker');
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a step that empties RUNNER_TEMP', () => {
  scenario('leaves the logins of earlier steps in place', {}, async (stage) => {
    writeMine(stage);
    const [one = '', other = ''] = makeKeys(stage, 2);
    const first = await logIn(stage, one);
    emptyTemp(first.job);
    const second = await logIn(stage, other, first.job);
    await second.step.post();
    expect(readKey(stage)).toBe(one);
    await first.step.post();
    expectMine(stage);
  });

  scenario(
    'and creates it again makes `logout` warn about the login that stays until the job ends',
    {},
    async (stage) => {
      writeMine(stage);
      const { job, step } = await logIn(stage, stage.user.apiKey);
      renameSync(job.runnerTemp, `${job.runnerTemp}-elsewhere`);
      mkdirSync(job.runnerTemp);
      const action = join(import.meta.dirname, '..', '..', 'logout');
      const logout = await job.step({ action, with: {} }).main();
      expect(readMessages(logout, 'warning')).toEqual([
        expect.stringMatching(
          /has logins to us\.icr\.io that this job may have made, .* They stay until the job that made them ends\./,
        ),
      ]);
      expect(readKey(stage)).toBe(stage.user.apiKey);
      await step.post();
      expectMine(stage);
    },
  );

  scenario('does not hide a login from `logout`', {}, async (stage) => {
    writeMine(stage);
    const { job } = await logIn(stage, stage.user.apiKey);
    emptyTemp(job);
    const action = join(import.meta.dirname, '..', '..', 'logout');
    const logout = await job.step({ action, with: {} }).main();
    expect(logout.lines).toEqual([
      `us.icr.io: restored the login that was there before (${stage.machine.dockerConfigPath}).`,
    ]);
    expectMine(stage);
  });
});
