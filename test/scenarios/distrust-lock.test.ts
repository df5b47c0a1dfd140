import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job } from '../runner/index.ts';
import {
  type CredentialStore,
  MINE as PERSON,
  setUpStore,
  toStored,
} from '../support/credential-store.ts';
import { endFault, type FsFault, pauseJob } from '../support/fs-fault.ts';
import { logIn, MINE, makeKeys, readKey, writeMine } from '../support/home.ts';
import { LINUX, type Stage, scenario } from '../support/scenario.ts';
import { until } from '../support/until.ts';

const SKEW = join(import.meta.dirname, '..', 'support', 'clock-skew.cjs');

/** What another job does while the first one sleeps longer than its lock is valid. */
type Meanwhile = 'logs in' | 'logs in and out';

/** Shifts the clock of a job's processes. */
function skewClock(job: Job, milliseconds: number): void {
  const options = job.context.environment.get('NODE_OPTIONS') ?? '';
  job.exportVariable('NODE_OPTIONS', `${options} --require=${SKEW}`);
  job.exportVariable('CLOCK_SKEW_MS', String(milliseconds));
}

/** The change before which the first job sleeps. A lock that is broken by then no longer belongs to it. */
function change(stage: Stage, call: number): Omit<FsFault, 'outcome'> {
  return { below: stage.machine.dockerConfigPath, only: 'rename', call };
}

/** Ends all jobs. Afterward, the home directory must be as it was at the start. */
async function endAll(stage: Stage, jobs: readonly Job[], before: string): Promise<void> {
  const path = stage.machine.dockerConfigPath;
  for (const job of jobs.filter(({ isOver }) => !isOver)) {
    endFault(job);
    const posts = await job.finish();
    expect(posts.flatMap(({ annotations }) => annotations)).toEqual([]);
  }
  expect(readFileSync(path, 'utf8')).toBe(before);
  expect(readdirSync(dirname(path))).toEqual(['config.json']);
}

/** Makes the other job log in, and out if requested. */
async function playOther(stage: Stage, key: string, meanwhile: Meanwhile): Promise<Job> {
  const other = await logIn(stage, key);
  if (meanwhile === 'logs in and out') {
    const [post] = await other.job.finish();
    expect(post?.annotations).toEqual([]);
  }
  return other.job;
}

const WHILE: readonly Meanwhile[] = ['logs in', 'logs in and out'];

describe('a login that sleeps right before a change, for longer than its lock is valid', () => {
  for (const call of [1, 2]) {
    for (const meanwhile of WHILE) {
      const name = `(file ${call}), while another job ${meanwhile}, removes nothing`;
      scenario(name, {}, async (stage) => {
        writeMine(stage);
        const [first = '', second = ''] = makeKeys(stage, 2);
        const slow = stage.startJob();
        const sleeping = pauseJob(slow, change(stage, call));
        const slowMain = stage.step(slow, { client: 'file', 'api-key': first }).main();
        await sleeping.reached;
        const other = await playOther(stage, second, meanwhile);
        sleeping.resume();

        expect((await slowMain).annotations).toEqual([]);
        expect(readKey(stage)).toBe(first);
        await endAll(stage, [slow, other], MINE);
      });
    }
  }
});

describe('a post step that sleeps right before a change, for longer than its lock is valid', () => {
  for (const call of [1, 2]) {
    for (const meanwhile of WHILE) {
      const name = `(file ${call}), while another job ${meanwhile}, removes nothing`;
      scenario(name, {}, async (stage) => {
        writeMine(stage);
        const [first = '', second = ''] = makeKeys(stage, 2);
        const slow = await logIn(stage, first);
        const sleeping = pauseJob(slow.job, change(stage, call));
        const slowPost = slow.step.post();
        await sleeping.reached;
        const other = await playOther(stage, second, meanwhile);
        sleeping.resume();

        expect((await slowPost).annotations).toEqual([]);
        expect(readKey(stage)).toBe(meanwhile === 'logs in' ? second : 'mine');
        await endAll(stage, [slow.job, other], MINE);
      });
    }
  }
});

describe('a post step that sleeps right before it removes what it created', () => {
  for (const call of [1, 2]) {
    scenario(`(file ${call}) removes no login of another job`, {}, async (stage) => {
      const [first = '', second = ''] = makeKeys(stage, 2);
      const slow = await logIn(stage, first);
      const sleeping = pauseJob(slow.job, change(stage, call));
      const slowPost = slow.step.post();
      await sleeping.reached;
      const other = await logIn(stage, second);
      sleeping.resume();

      expect((await slowPost).annotations).toEqual([]);
      expect(readKey(stage)).toBe(second);
      endFault(slow.job);
      await slow.job.finish();
      const [post] = await other.job.finish();
      expect(post?.annotations).toEqual([]);
      expect(stage.readConfig()).toBeUndefined();
    });
  }
});

describe('a post step that sleeps after its credential helper has finished', () => {
  scenario('leaves what the helper has stored for another job since', {}, async (stage) => {
    const store = setUpStore(stage);
    store.put('us.icr.io', PERSON);
    const [first = '', second = ''] = makeKeys(stage, 2);
    const slow = stage.startJob();
    const step = stage.step(slow, { client: 'file', 'api-key': first });
    await step.main();
    const sleeping = pauseJob(slow, change(stage, 1));
    const slowPost = step.post();
    await sleeping.reached;
    const other = stage.startJob();
    const otherMain = await stage.step(other, { client: 'file', 'api-key': second }).main();
    sleeping.resume();
    expect(otherMain.annotations).toEqual([]);

    expect((await slowPost).annotations).toEqual([]);
    expect(store.read()).toEqual(toStored(second));
    endFault(slow);
    await slow.finish();
    const [post] = await other.finish();
    expect(post?.annotations).toEqual([]);
    expect(store.list()).toEqual(['us.icr.io']);
    expect(store.read()).toEqual(PERSON);
  });
});

describe('a job that sleeps between two calls of a credential helper', () => {
  /** Puts the process to sleep that calls the helper for what it has kept, and gives what wakes it. */
  async function suspend(stage: Stage, store: CredentialStore, verb: string): Promise<() => void> {
    const [caller, go] = [join(stage.machine.temp, 'caller'), join(stage.machine.temp, 'go')];
    store.behave(
      `case "$1 $server" in "${verb} "*.icr-login.invalid*)`,
      `  if [ ! -e '${caller}' ]; then`,
      `    echo $PPID >'${caller}'`,
      `    while [ ! -e '${go}' ]; do sleep 0.1; done`,
      '  fi;;',
      'esac',
    );
    const readPid = (): string => (existsSync(caller) ? readFileSync(caller, 'utf8') : '');
    await until(() => readPid().endsWith('\n'));
    process.kill(Number(readPid()), 'SIGSTOP');
    return () => {
      writeFileSync(go, '');
      process.kill(Number(readPid()), 'SIGCONT');
    };
  }

  scenario('while it logs in, removes no login of another job', LINUX, async (stage) => {
    const store = setUpStore(stage);
    store.put('us.icr.io', PERSON);
    const [first = '', second = ''] = makeKeys(stage, 2);
    const slow = stage.startJob();
    const slowMain = stage.step(slow, { client: 'file', 'api-key': first }).main();
    const wake = await suspend(stage, store, 'store');
    const other = stage.startJob();
    await stage.step(other, { client: 'file', 'api-key': second }).main();
    expect(store.read()).toEqual(toStored(second));
    wake();

    expect((await slowMain).annotations).toEqual([]);
    expect(store.read()).toEqual(toStored(first));
    await slow.finish();
    expect(store.read()).toEqual(toStored(second));
    const [post] = await other.finish();
    expect(post?.annotations).toEqual([]);
    expect(store.list()).toEqual(['us.icr.io']);
    expect(store.read()).toEqual(PERSON);
  });

  scenario('while it ends, removes no login of another job', LINUX, async (stage) => {
    const store = setUpStore(stage);
    store.put('us.icr.io', PERSON);
    const [first = '', second = ''] = makeKeys(stage, 2);
    const slow = stage.startJob();
    const step = stage.step(slow, { client: 'file', 'api-key': first });
    await step.main();
    const slowPost = step.post();
    const wake = await suspend(stage, store, 'get');
    const other = stage.startJob();
    await stage.step(other, { client: 'file', 'api-key': second }).main();
    wake();

    expect((await slowPost).annotations).toEqual([]);
    expect(store.read()).toEqual(toStored(second));
    await slow.finish();
    const [post] = await other.finish();
    expect(post?.annotations).toEqual([]);
    expect(store.list()).toEqual(['us.icr.io']);
    expect(store.read()).toEqual(PERSON);
  });
});

describe('two machines that share a home directory', () => {
  const skews: readonly (readonly [string, number])[] = [
    ['10 s ahead', 10_000],
    ['10 s behind', -10_000],
    ['an hour ahead', 3_600_000],
    ['three days behind', -3 * 86_400_000],
  ];
  for (const [words, skewMs] of skews) {
    scenario(`whose clocks differ, one ${words}, do not break a lock in use`, {}, async (stage) => {
      writeMine(stage);
      const [first = '', second = ''] = makeKeys(stage, 2);
      const slow = stage.startJob();
      // It stops for less time than a lock is valid.
      const sleeping = pauseJob(slow, change(stage, 1));
      const slowMain = stage.step(slow, { client: 'file', 'api-key': first }).main();
      await sleeping.reached;
      const other = stage.startJob();
      skewClock(other, skewMs);
      const otherMain = stage.step(other, { client: 'file', 'api-key': second }).main();
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      expect(readKey(stage)).toBe('mine');
      sleeping.resume();

      const mains = [await slowMain, await otherMain];
      expect(mains.flatMap(({ annotations }) => annotations)).toEqual([]);
      expect(readKey(stage)).toBe(second);
      await endAll(stage, [slow, other], MINE);
    });
  }
});
