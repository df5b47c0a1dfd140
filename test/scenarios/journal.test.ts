import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import type { Job } from '../runner/index.ts';
import { endFault, pauseJob } from '../support/fs-fault.ts';
import { logIn, MINE, makeKeys, readKey, writeMine } from '../support/home.ts';
import { holdLock } from '../support/lock.ts';
import { listAlive, MINT } from '../support/minting.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { until } from '../support/until.ts';

/** Dates that a lock may have: clocks differ, even between two machines that share a home directory. */
const HOUR_MS = 3_600_000;
const DATES: readonly (readonly [date: string, offsetMs: number])[] = [
  ['now', 0],
  ['an hour ago', -HOUR_MS],
  ['in an hour', HOUR_MS],
  ['in a year', 365 * 24 * HOUR_MS],
];

describe('the lock of a config', () => {
  for (const [date, offsetMs] of DATES) {
    scenario(`is broken if its holder is dead and its date is ${date}`, {}, async (stage) => {
      writeMine(stage);
      const path = stage.machine.dockerConfigPath;
      const job = stage.startJob();
      mkdirSync(`${path}.icr-login-lock`);
      writeFileSync(`${path}.icr-login-lock-holder`, 'a dead job');
      const time = new Date(Date.now() + offsetMs);
      utimesSync(`${path}.icr-login-lock`, time, time);
      const main = await stage.step(job, { client: 'file' }).main();
      expect(main.annotations).toEqual([]);
      expect(readdirSync(dirname(path))).toEqual(['config.json', 'config.json.icr-login-journal']);
      await job.finish();
      expect(readFileSync(path, 'utf8')).toBe(MINE);
    });
  }

  scenario(
    'is reported as busy before anything is sent if other jobs keep holding it',
    {},
    async (stage) => {
      writeMine(stage);
      const free = holdLock(stage);
      const { main, post } = await stage.play({ ...MINT, timeout: '10' });
      free();
      expect(readError(main).code).toBe('config-busy');
      expect(stage.cloud.connections).toEqual([]);
      expect(post?.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
    },
  );

  scenario(
    'does not prevent revocation if other jobs keep holding it at the end of a job',
    {},
    async (stage) => {
      writeMine(stage);
      const job = stage.startJob();
      const step = stage.step(job, { ...MINT, timeout: '20' });
      expect((await step.main()).annotations).toEqual([]);
      const free = holdLock(stage);
      const running = step.startPost();
      // This happens while the post step waits for the lock.
      await until(() => listAlive(stage).length === 0);
      const post = await running.result;
      expect(readMessages(post, 'warning')).toEqual([
        expect.stringContaining('locked, or kept changing it, until `timeout` was over.'),
      ]);
      expect(post.lines.at(-1)).toMatch(/^Revoked the registry token /);
      free();
      await job.finish();
      const next = await logIn(stage, stage.user.apiKey);
      await next.job.finish();
      expect(readFileSync(stage.machine.dockerConfigPath, 'utf8')).toBe(MINE);
    },
  );

  scenario(
    'is broken by only one of two jobs that find its holder dead at the same moment',
    {},
    async (stage) => {
      writeMine(stage);
      const path = stage.machine.dockerConfigPath;
      const lock = `${path}.icr-login-lock`;
      const [first = '', second = ''] = makeKeys(stage, 2);
      const slow = stage.startJob();
      const quick = stage.startJob();
      mkdirSync(lock);
      // The job has found the holder dead and is about to break the lock.
      const breaking = pauseJob(slow, { below: `${lock}-breaking`, only: 'mkdir', call: 1 });
      const slowMain = stage.step(slow, { client: 'file', 'api-key': first }).main();
      await breaking.reached;
      // The job has the lock, has read both files, and is about to write them.
      const writing = pauseJob(quick, { below: path, only: 'rename', call: 1 });
      const quickMain = stage.step(quick, { client: 'file', 'api-key': second }).main();
      await writing.reached;
      breaking.resume();
      // Shorter than the time after which a process that does not update its lock counts as dead.
      await Promise.race([slowMain, sleep(1_500)]);
      writing.resume();

      const mains = await Promise.all([slowMain, quickMain]);
      expect(mains.flatMap(({ annotations }) => annotations)).toEqual([]);
      expect(readKey(stage)).toBe(first);
      await endBoth(stage, [slow, quick]);
    },
  );

  scenario('is taken again if it was broken while its holder slept', {}, async (stage) => {
    writeMine(stage);
    const path = stage.machine.dockerConfigPath;
    const [first = '', second = ''] = makeKeys(stage, 2);
    const slow = stage.startJob();
    const quick = stage.startJob();
    // The job has the lock and has read both files, but has not prepared what to write.
    const sleeping = pauseJob(slow, { below: `${path}.icr-login-journal`, only: 'open', call: 1 });
    const slowMain = stage.step(slow, { client: 'file', 'api-key': first }).main();
    await sleeping.reached;
    const quickMain = await stage.step(quick, { client: 'file', 'api-key': second }).main();
    expect(readKey(stage)).toBe(second);
    sleeping.resume();

    expect([...quickMain.annotations, ...(await slowMain).annotations]).toEqual([]);
    expect(readKey(stage)).toBe(first);
    await endBoth(stage, [quick, slow]);
  });
});

/** Ends two jobs. Afterward, everything must be as it was at the start. */
async function endBoth(stage: Stage, jobs: readonly Job[]): Promise<void> {
  const path = stage.machine.dockerConfigPath;
  for (const job of jobs) {
    endFault(job);
    const [post] = await job.finish();
    expect(post?.annotations).toEqual([]);
  }
  expect(readFileSync(path, 'utf8')).toBe(MINE);
  expect(readdirSync(dirname(path))).toEqual(['config.json']);
}

describe('the journal of a config', () => {
  scenario('is started again if it is damaged, and a warning says so', {}, async (stage) => {
    writeMine(stage);
    const path = stage.machine.dockerConfigPath;
    const first = await logIn(stage, stage.user.apiKey);
    writeFileSync(`${path}.icr-login-journal`, '{"version": 1, "records": [');
    const [key = ''] = makeKeys(stage, 1);
    const job = stage.startJob();
    const main = await stage.step(job, { client: 'file', 'api-key': key }).main();
    expect(main.annotations.map(({ message }) => message)).toEqual([
      `${path}.icr-login-journal is damaged, so a new one is started. Logins that have not been undone yet stay in ${path}. To remove them, run \`docker logout HOST\` for each registry host.`,
    ]);
    await job.finish();
    expect(readKey(stage)).toBe(stage.user.apiKey);
    const [post] = await first.job.finish();
    // The state of the step contains what it wrote. Only the journal contained what that replaced.
    expect(post?.annotations).toEqual([
      {
        level: 'warning',
        message: `us.icr.io: removed the login, although its record was missing from the journal: what was there before is not known (${path}).`,
      },
    ]);
    expect(readKey(stage)).toBeUndefined();
    expect(readdirSync(dirname(path))).toEqual(['config.json']);
    stage.changed.push('.docker');
  });

  scenario(
    'does not have to be complete: every login is undone, and a warning says so',
    {},
    async (stage) => {
      const path = stage.machine.dockerConfigPath;
      const job = stage.startJob();
      await stage.step(job, { client: 'file', region: 'us-south, eu-de' }).main();
      const journal = JSON.parse(readFileSync(`${path}.icr-login-journal`, 'utf8'));
      const records = journal.records.filter(({ host }: { host: string }) => host !== 'de.icr.io');
      writeFileSync(`${path}.icr-login-journal`, JSON.stringify({ ...journal, records }));
      const [post] = await job.finish();

      expect(post?.lines).toEqual([
        `us.icr.io: removed the login (${path}).`,
        `##[warning]de.icr.io: removed the login, although its record was missing from the journal: what was there before is not known (${path}).`,
      ]);
    },
  );

  scenario('shows that a repeated post step has nothing to do', {}, async (stage) => {
    writeMine(stage);
    const { job, step } = await logIn(stage, stage.user.apiKey);
    const post = await step.post();
    expect(post.log).toContain('restored the login that was there before');
    const entry = join(stage.machine.dist ?? '', 'post', 'index.js');
    const env = { 'STATE_icr-login': post.state['icr-login'] ?? '' };
    const again = await job.run(process.execPath, [entry], { env });
    expect(again).toEqual({
      exitCode: 0,
      stdout: `${stage.machine.dockerConfigPath}: no record of the login is left. It was undone earlier, or never written.\n`,
      stderr: '',
    });
    expect(readFileSync(stage.machine.dockerConfigPath, 'utf8')).toBe(MINE);
  });
});
