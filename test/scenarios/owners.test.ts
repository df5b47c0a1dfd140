import {
  chmodSync,
  chownSync,
  copyFileSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { findProgram } from '../runner/programs.ts';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { endFault, type FsFault, playFault } from '../support/fs-fault.ts';
import { MINE, writeMine } from '../support/home.ts';
import { asUser, giveMachineToUser, TWO_USERS, USER } from '../support/other-user.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';

const FILE = { client: 'file' } as const;
/** A group that the user may or may not be in. */
const GROUP = 999;

/** Gives the machine's user a config with this owner and mode, in a directory that belongs to the user. */
function writeOwned(stage: Stage, uid: number, gid: number, mode: number): string {
  const path = stage.machine.dockerConfigPath;
  giveMachineToUser(stage);
  writeBefore(path, MINE);
  chownSync(dirname(path), USER, USER);
  chownSync(path, uid, gid);
  chmodSync(path, mode);
  return path;
}

function readOwner(path: string): {
  readonly uid: number;
  readonly gid: number;
  readonly mode: string;
} {
  const { uid, gid, mode } = lstatSync(path);
  return { uid, gid, mode: (mode & 0o777).toString(8) };
}

describe('a config whose owner cannot be kept', () => {
  for (const [what, uid, gid, mode, groups, during] of [
    [
      'belongs to root and to the group of the user',
      0,
      USER,
      0o644,
      [],
      { uid: USER, gid: USER, mode: '644' },
    ],
    [
      'belongs to a group that the user is not in',
      USER,
      GROUP,
      0o640,
      [],
      { uid: USER, gid: USER, mode: '600' },
    ],
    [
      'belongs to root and is readable by everyone',
      0,
      0,
      0o666,
      [],
      { uid: USER, gid: USER, mode: '666' },
    ],
    [
      'belongs to another group of the user',
      USER,
      GROUP,
      0o640,
      [GROUP],
      { uid: USER, gid: GROUP, mode: '640' },
    ],
    [
      'belongs to root and to another group of the user',
      0,
      GROUP,
      0o660,
      [GROUP],
      { uid: USER, gid: GROUP, mode: '660' },
    ],
  ] as const) {
    scenario(`takes the login and is restored if it ${what}`, TWO_USERS, async (stage) => {
      const path = writeOwned(stage, uid, gid, mode);
      const job = stage.startJob({ launcher: asUser(stage, groups) });
      const main = await stage.step(job, FILE).main();
      expect(main.annotations).toEqual([]);
      expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
      expect(readOwner(path)).toEqual(during);
      expect(readOwner(`${path}.icr-login-journal`)).toMatchObject({ uid: USER, mode: '600' });

      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      expect(readFileSync(path, 'utf8')).toBe(MINE);
      expect(readdirSync(dirname(path))).toEqual(['config.json']);
      stage.changed.push('.docker');
    });
  }

  scenario(
    'loses the login at the end of the job if someone has changed its owner meanwhile',
    TWO_USERS,
    async (stage) => {
      const path = writeOwned(stage, USER, USER, 0o600);
      const job = stage.startJob({ launcher: asUser(stage) });
      await stage.step(job, FILE).main();
      chownSync(path, 0, GROUP);
      chmodSync(path, 0o644);
      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      expect(readFileSync(path, 'utf8')).toBe(MINE);
      expect(readOwner(path)).toEqual({ uid: USER, gid: USER, mode: '644' });
      stage.changed.push('.docker');
    },
  );
});

describe('a config that its user may not read', () => {
  for (const [what, lock] of [
    ['the file is of root', (path: string) => chownSync(path, 0, 0)],
    ['the directory is of root', (path: string) => chownSync(dirname(path), 0, 0)],
  ] as const) {
    scenario(`does not hinder a private one: ${what}`, TWO_USERS, async (stage) => {
      const path = writeOwned(stage, USER, USER, 0o600);
      lock(path);
      const job = stage.startJob({ launcher: asUser(stage) });
      const shared = readError(await stage.step(job, FILE).main());
      expect(shared.code).toBe('config-not-writable');
      expect(shared.message).toContain('Use `config: isolated`');
      const main = await stage.step(job, { ...FILE, config: 'isolated' }).main();
      expect(readMessages(main, 'notice')).toEqual([
        `The runner's user does not have permission to read ${path}, so the private config of this job contains nothing from it.`,
      ]);
      expect(stage.readConfig(main.outputs['config-path'])).toEqual({
        auths: { 'us.icr.io': toEntry(stage.user.apiKey) },
      });
      for (const post of await job.finish()) {
        expect(post.annotations).toEqual([]);
      }
      expect(readFileSync(path, 'utf8')).toBe(MINE);
    });
  }
});

describe('a file that root writes in the home directory of a user', () => {
  scenario('belongs to the user', TWO_USERS, async (stage) => {
    giveMachineToUser(stage);
    const path = stage.machine.dockerConfigPath;
    const job = stage.startJob();
    await stage.step(job, FILE).main();
    for (const made of [dirname(path), path, `${path}.icr-login-journal`]) {
      expect(readOwner(made), made).toMatchObject({ uid: USER, gid: USER });
    }
    await job.finish();
  });

  scenario('keeps its owner', TWO_USERS, async (stage) => {
    const path = writeOwned(stage, USER, GROUP, 0o640);
    const job = stage.startJob();
    await stage.step(job, FILE).main();
    const owner = { uid: USER, gid: GROUP, mode: '640' };
    expect(readOwner(path)).toEqual(owner);
    expect(readOwner(`${path}.icr-login-journal`)).toEqual({ ...owner, mode: '600' });
    await job.finish();
    expect(readOwner(path)).toEqual(owner);
  });

  const POINTS: readonly (readonly [string, Omit<FsFault, 'outcome' | 'below'>, string])[] = [
    ['has the lock', { only: 'write', call: 1 }, '.icr-login-lock-holder'],
    ['has created a file for its trial', { only: 'write', call: 2 }, '.icr-login-'],
    ['writes the journal', { only: 'write', call: 1 }, '.icr-login-journal'],
    ['writes the config', { only: 'write', call: 5 }, '.icr-login-'],
    ['has replaced the journal', { only: 'rename', call: 2 }, '.icr-login-'],
    ['has replaced the config', { only: 'rm', call: 2 }, '.icr-login-lock-holder'],
  ];
  for (const [when, change, beside] of POINTS) {
    const name = `does not obstruct the user if the step is killed when it ${when}`;
    scenario(name, TWO_USERS, async (stage) => {
      giveMachineToUser(stage);
      writeMine(stage);
      const path = stage.machine.dockerConfigPath;
      for (const own of [dirname(path), path]) {
        chownSync(own, USER, USER);
      }
      const killed = stage.startJob();
      playFault(killed, { ...change, below: `${path}${beside}`, outcome: 'kill' });
      expect((await stage.step(killed, FILE).main()).signal).toBe('SIGKILL');
      await killed.abandon();

      const job = stage.startJob({ launcher: asUser(stage) });
      const main = await stage.step(job, FILE).main();
      expect(main.annotations).toEqual([]);
      expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      expect(readFileSync(path, 'utf8')).toBe(MINE);
      expect(readdirSync(dirname(path))).toEqual(['config.json']);
    });
  }

  scenario('does not obstruct the user if the post step is killed', TWO_USERS, async (stage) => {
    giveMachineToUser(stage);
    const path = stage.machine.dockerConfigPath;
    const killed = stage.startJob();
    await stage.step(killed, FILE).main();
    playFault(killed, { below: path, only: 'rm', call: 1, outcome: 'kill' });
    const [post] = await killed.finish();
    expect(post?.signal).toBe('SIGKILL');
    endFault(killed);
    const job = stage.startJob({ launcher: asUser(stage) });
    const main = await stage.step(job, FILE).main();
    expect(main.annotations).toEqual([]);
    const [last] = await job.finish();
    expect(last?.annotations).toEqual([]);
  });
});

describe('a docker that the user can execute but not read', () => {
  scenario('logs in', { ...TWO_USERS, programs: ['docker'] }, async (stage) => {
    giveMachineToUser(stage);
    const docker = join(stage.machine.bin, 'docker');
    copyFileSync(findProgram('docker'), docker);
    chmodSync(docker, 0o711);
    expect(statSync(docker).uid).toBe(0);
    const job = stage.startJob({ launcher: asUser(stage) });
    const main = await stage.step(job).main();
    expect(main.annotations).toEqual([]);
    expect(main.lines).toContainEqual(expect.stringMatching(/^Checked with docker, written to /));
    const [post] = await job.finish();
    expect(post?.annotations).toEqual([]);
  });
});
