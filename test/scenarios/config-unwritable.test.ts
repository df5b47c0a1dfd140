import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { endFault, type FsFault, playFault } from '../support/fs-fault.ts';
import { enforceModes, limitFileSize, limitProcess } from '../support/launchers.ts';
import { endJob, listAlive, MINT } from '../support/minting.ts';
import { LINUX, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { CHECK, REMOVAL, reach } from '../support/traffic.ts';

const MINE = '{"auths": {"us.icr.io": {"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}}}';

/** Longer than the limit in the scenarios. */
const LARGE = JSON.stringify({ auths: {}, HttpHeaders: { 'X-Long': 'x'.repeat(100_000) } });

const UNWRITABLE = 'config-not-writable';

/** A change that a step makes, by its kind and the end of its path. */
type Change = Required<Pick<FsFault, 'call' | 'only'>> & { readonly beside: string };

/**
 * The changes at which the disk is full, with the expected error: first those before any request, then
 * those that write the login.
 */
const CHANGES: readonly (readonly [what: string, change: Change, code: string])[] = [
  [
    'creating the lock, for the trial',
    { beside: '.icr-login-lock', only: 'mkdir', call: 1 },
    UNWRITABLE,
  ],
  ['creating a file, for the trial', { beside: '.icr-login-', only: 'open', call: 1 }, UNWRITABLE],
  ['creating the lock', { beside: '.icr-login-lock', only: 'mkdir', call: 2 }, UNWRITABLE],
  [
    'writing the next journal',
    { beside: '.icr-login-journal', only: 'write', call: 1 },
    UNWRITABLE,
  ],
  ['creating the next config', { beside: '.icr-login-', only: 'open', call: 3 }, UNWRITABLE],
  ['replacing the journal', { beside: '.icr-login-', only: 'rename', call: 1 }, UNWRITABLE],
  ['replacing the config', { beside: '.icr-login-', only: 'rename', call: 2 }, UNWRITABLE],
  ['releasing the lock', { beside: '.icr-login-lock', only: 'rmdir', call: 2 }, 'none'],
];

describe('a config that cannot be changed', () => {
  scenario('is unchanged if the disk is full at any change', {}, async (stage) => {
    const place = (what: string): string => join(stage.machine.home, what, 'config.json');
    for (const [what] of CHANGES) {
      writeBefore(place(what), MINE);
    }
    for (const [what, { beside, ...change }, code] of CHANGES) {
      const path = place(what);
      stage.cloud.clearRequests();
      const job = stage.startJob({ env: { DOCKER_CONFIG: dirname(path) } });
      playFault(job, { ...change, below: `${path}${beside}`, outcome: 'ENOSPC' });
      const main = await stage.step(job, { client: 'file' }).main();
      expect(main.failed ? readError(main).code : 'none', what).toBe(code);
      expect(stage.cloud.requests, what).toHaveLength(what.endsWith('for the trial') ? 0 : 1);
      expect(readdirSync(dirname(path))).not.toContainEqual(
        expect.stringMatching(/login-[0-9a-f]{12}$/),
      );
      endFault(job);
      const [post] = await job.finish();
      expect(post?.annotations, what).toEqual([]);
      expect(readdirSync(dirname(path)), what).toEqual(['config.json']);
      expect(readFileSync(path, 'utf8'), what).toBe(MINE);
    }
  });

  for (const [when, call, requests, lines] of [
    ['before the check', 1, 0, ['This step did not log in, so there is nothing to undo.']],
    ['after the check', 2, 1, []],
  ] as const) {
    const name = `removes its new directory immediately if the disk is full ${when}`;
    scenario(name, {}, async (stage) => {
      const below = join(stage.machine.home, 'new', 'docker');
      const job = stage.startJob({ env: { DOCKER_CONFIG: below } });
      const lock = join(below, 'config.json.icr-login-lock');
      playFault(job, { below: lock, only: 'mkdir', call, outcome: 'ENOSPC' });
      const main = await stage.step(job, { client: 'file' }).main();
      expect(readError(main).code).toBe('config-not-writable');
      expect(stage.cloud.requests).toHaveLength(requests);
      expect(existsSync(dirname(below))).toBe(false);
      endFault(job);
      const [post] = await job.finish();
      expect(post?.lines).toEqual(lines);
    });
  }

  for (const isRevocable of [true, false]) {
    const name = `fails the step if the login cannot be made permanent, and nothing stays (revoked at once: ${isRevocable})`;
    scenario(name, {}, async (stage) => {
      const path = stage.machine.dockerConfigPath;
      writeBefore(path, MINE);
      if (!isRevocable) {
        stage.cloud.faults.add({ ...REMOVAL, times: 1, do: { kind: 'status', status: 403 } });
      }
      const job = stage.startJob();
      // The first lock is for the trial, the second for the login.
      const fault = { below: `${path}.icr-login-lock`, only: 'mkdir', call: 3 } as const;
      playFault(job, { ...fault, outcome: 'ENOSPC' });
      const inputs = { ...MINT, logout: 'false', revoke: 'false' };
      const main = await stage.step(job, inputs).main();
      endFault(job);

      expect(readError(main).code).toBe('config-not-writable');
      expect(readFileSync(path, 'utf8')).toBe(MINE);
      expect(listAlive(stage)).toHaveLength(isRevocable ? 0 : 1);
      const post = await endJob(job);
      expect(post.annotations).toEqual([]);
      expect(listAlive(stage)).toEqual([]);
    });
  }

  scenario('because it exceeds a size limit: an error before any request', LINUX, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    writeBefore(path, LARGE);
    const { main, post } = await stage.play(MINT, { launcher: limitFileSize(65_536) });
    const { code, message } = readError(main);
    expect(code).toBe('config-not-writable');
    expect(message).toContain(`${path} cannot be read or changed: EFBIG: file too large`);
    expect(stage.cloud.requests).toEqual([]);
    expect(post?.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
    expect(readFileSync(path, 'utf8')).toBe(LARGE);
  });

  scenario(
    'because it exceeds a size limit after the check: what was minted is revoked',
    LINUX,
    async (stage) => {
      const path = stage.machine.dockerConfigPath;
      writeBefore(path, LARGE);
      const job = stage.startJob({ launcher: limitFileSize('unlimited') });
      const running = stage.step(job, MINT).startMain();
      await reach(stage.cloud, 'received', CHECK);
      limitProcess(running.pid, 65_536);
      const main = await running.result;
      const { code, message } = readError(main);
      expect(code).toBe('config-not-writable');
      expect(message).toContain(`${path} cannot be read or changed: EFBIG: file too large`);
      expect(main.lines).toContainEqual(expect.stringContaining('Revoked the registry token'));
      const [post] = await job.finish();
      expect(post?.lines).toEqual([]);
      expect(readFileSync(path, 'utf8')).toBe(LARGE);
    },
  );

  scenario('because its directory is read-only: an error before any request', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    writeBefore(path, MINE);
    chmodSync(dirname(path), 0o500);
    const { main, post } = await stage.play(MINT, { launcher: enforceModes() });
    const { code, message } = readError(main);
    expect(code).toBe('config-not-writable');
    expect(message).toContain(`${path} cannot be read or changed: EACCES: permission denied`);
    expect(stage.cloud.requests).toEqual([]);
    expect(post?.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
  });

  scenario('does not let the signal of a size limit end the step', {}, async (stage) => {
    const { cloud } = stage;
    cloud.faults.add({ ...CHECK, do: { kind: 'slow', ms: 300 } });
    const job = stage.startJob();
    const running = stage.step(job, { client: 'file' }).startMain();
    await reach(cloud, 'received', CHECK);
    running.kill('SIGXFSZ');
    expect((await running.result).failed).toBe(false);
  });

  scenario('because its path is below a file: an error before any request', {}, async (stage) => {
    const directory = join(stage.machine.home, 'file', 'docker');
    writeBefore(dirname(directory), 'not a directory');
    const env = { DOCKER_CONFIG: directory };
    const { main, post } = await stage.play({ client: 'file' }, { env });
    const { message } = readError(main);
    expect(message).toContain(
      `${join(directory, 'config.json')} cannot be read or changed: ENOTDIR: not a directory`,
    );
    expect(message).toContain('Correct this path');
    expect(message).not.toContain('`config: isolated`');
    expect(stage.cloud.requests).toEqual([]);
    expect(post?.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
  });

  scenario('because it is too long: the advice helps, with any `config`', {}, async (stage) => {
    writeBefore(stage.machine.dockerConfigPath, `{}${' '.repeat(5 * 1024 * 1024)}`);
    for (const config of ['shared', 'isolated']) {
      const { message } = readError(await stage.fail({ client: 'file', config }));

      expect(message).toContain('replace it with a shorter file');
      expect(message).not.toContain('`config: isolated`');
    }
  });

  scenario('because it is a directory in RUNNER_TEMP: the error says so', {}, async (stage) => {
    const job = stage.startJob();
    const folder = join(job.runnerTemp, 'docker');
    mkdirSync(join(folder, 'config.json'), { recursive: true });
    job.exportVariable('DOCKER_CONFIG', folder);
    const main = await stage.step(job, { client: 'file' }).main();

    expect(readError(main).message).toContain('Remove it, or replace it with a file');
  });

  scenario('because DOCKER_CONFIG is a file: the error says so', {}, async (stage) => {
    const file = join(stage.machine.home, 'config.json');
    writeBefore(file, MINE);
    const { main, post } = await stage.play({ client: 'file' }, { env: { DOCKER_CONFIG: file } });
    const { code, message } = readError(main);
    expect(code).toBe('config-not-writable');
    expect(message).toContain(`The variable DOCKER_CONFIG is "${file}", which is a file.`);
    expect(stage.cloud.requests).toEqual([]);
    expect(post?.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
  });

  scenario('because it is a link to itself: an error before any request', {}, async (stage) => {
    const link = join(stage.machine.home, 'link');
    symlinkSync('missing/../link', link);
    const { main, post } = await stage.play({ client: 'file' }, { env: { DOCKER_CONFIG: link } });
    expect(readError(main).code).toBe('config-not-writable');
    expect(stage.cloud.requests).toEqual([]);
    expect(post?.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
  });
});

describe('a directory that another job removes', () => {
  scenario('right before it is used is created again', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    // First for the trial, then for the login.
    for (const call of [1, 2]) {
      const job = stage.startJob();
      const below = `${path}.icr-login-lock`;
      playFault(job, { below, only: 'mkdir', call, outcome: 'ENOENT' });
      const main = await stage.step(job, { client: 'file' }).main();
      expect(main.annotations).toEqual([]);
      expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
      endFault(job);
      await job.finish();
      expect(existsSync(dirname(path))).toBe(false);
    }
  });
});

describe('a read-only config in a writable directory', () => {
  scenario('takes the login, as with docker, and stays read-only', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    writeBefore(path, MINE, 0o400);
    const job = stage.startJob({ launcher: enforceModes() });
    await stage.step(job, { client: 'file' }).main();
    expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
    expect(statSync(path).mode & 0o777).toBe(0o400);
    await job.finish();
    expect(readFileSync(path, 'utf8')).toBe(MINE);
  });
});

describe('a home directory that the user may not enter any more', () => {
  scenario('is a warning that the login stays', LINUX, async (stage) => {
    const { home, dockerConfigPath } = stage.machine;
    stage.changed.push('.docker');
    const job = stage.startJob({ launcher: enforceModes() });
    await stage.step(job, { client: 'file' }).main();
    chmodSync(home, 0o000);
    const post = await endJob(job);
    chmodSync(home, 0o700);

    expect(readMessages(post, 'warning')).toEqual([
      expect.stringContaining(`The logins in ${dockerConfigPath} could not be undone`),
    ]);
    // The next job removes it.
    await stage.play({ client: 'file' });
    expect(existsSync(dirname(dockerConfigPath))).toBe(false);
  });
});
