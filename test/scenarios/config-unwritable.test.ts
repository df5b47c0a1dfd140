import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { ageLock, endFault, playFault } from '../support/fs-fault.ts';
import { limitFileSize, mindModes } from '../support/launchers.ts';
import { LINUX, scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { CHECK, reach } from '../support/traffic.ts';

const MINE = '{"auths": {"us.icr.io": {"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}}}';

/** Of the changes that a step makes: the lock, a file that is written, one that is put in place, and the last. */
const CALLS = [2, 5, 8, 10];

describe('a config that cannot be used', () => {
  scenario('as the disk gets full at any moment: it is what it was', {}, async (stage) => {
    const path = (call: number): string => join(stage.machine.home, `call ${call}`, 'config.json');
    for (const call of CALLS) {
      writeBefore(path(call), MINE);
    }
    const codes: string[] = [];
    for (const call of CALLS) {
      const below = dirname(path(call));
      const job = stage.startJob({ env: { DOCKER_CONFIG: below } });
      playFault(job, { below, call, outcome: 'ENOSPC' });
      const main = await stage.step(job, { client: 'file' }).main();
      codes.push(main.failed ? readError(main).code : 'none');
      expect(readdirSync(below)).not.toContainEqual(expect.stringMatching(/login-[0-9a-f]{12}$/));
      endFault(job);
      ageLock(path(call));
      const [post] = await job.finish();
      expect(post?.annotations).toEqual([]);
      expect(readdirSync(below)).toEqual(['config.json']);
      expect(readFileSync(path(call), 'utf8')).toBe(MINE);
    }
    // The lock, two files that are opened, written and put in place; the lock goes when it is done.
    expect(codes).toEqual([...Array(3).fill('config-not-writable'), 'none']);
  });

  scenario('as the disk is full: its new directory goes again at once', {}, async (stage) => {
    const below = join(stage.machine.home, 'new', 'docker');
    const job = stage.startJob({ env: { DOCKER_CONFIG: below } });
    playFault(job, { below, call: 2, outcome: 'ENOSPC' });
    const main = await stage.step(job, { client: 'file' }).main();
    expect(readError(main).code).toBe('config-not-writable');
    expect(existsSync(dirname(below))).toBe(false);
    endFault(job);
    const [post] = await job.finish();
    expect(post?.lines).toEqual([]);
  });

  scenario('as it gets too long for a limit: what was minted is revoked', LINUX, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    const large = JSON.stringify({ auths: {}, HttpHeaders: { 'X-Long': 'x'.repeat(100_000) } });
    writeBefore(path, large);
    const inputs = { client: 'file', mint: 'registry-token' };
    const { main, post } = await stage.play(inputs, { launcher: limitFileSize(65_536) });
    const { code, message } = readError(main);
    expect(code).toBe('config-not-writable');
    expect(message).toContain(`${path} cannot be read or changed: EFBIG: file too large`);
    expect(main.lines).toContainEqual(expect.stringContaining('Revoked the registry token'));
    expect(post?.lines).toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe(large);
  });

  scenario('as a limit is met: the signal itself ends nothing', {}, async (stage) => {
    const { cloud } = stage;
    cloud.faults.add({ ...CHECK, do: { kind: 'slow', ms: 300 } });
    const job = stage.startJob();
    const running = stage.step(job, { client: 'file' }).startMain();
    await reach(cloud, 'received', CHECK);
    running.kill('SIGXFSZ');
    expect((await running.result).failed).toBe(false);
  });

  scenario('as it is below a file: an error before any request', {}, async (stage) => {
    const file = join(stage.machine.home, 'file');
    writeBefore(file, 'not a directory');
    const { main, post } = await stage.play({ client: 'file' }, { env: { DOCKER_CONFIG: file } });
    expect(readError(main).message).toContain(
      `${join(file, 'config.json')} cannot be read or changed: ENOTDIR: not a directory`,
    );
    expect(stage.cloud.requests).toEqual([]);
    expect(post?.lines).toEqual(['Nothing was logged in, so there is nothing to undo.']);
  });

  scenario('as its link leads nowhere but to itself: an error', {}, async (stage) => {
    const link = join(stage.machine.home, 'link');
    symlinkSync('missing/../link', link);
    const { main, post } = await stage.play({ client: 'file' }, { env: { DOCKER_CONFIG: link } });
    expect(readError(main).code).toBe('config-not-writable');
    expect(stage.cloud.requests).toEqual([]);
    expect(post?.lines).toEqual(['Nothing was logged in, so there is nothing to undo.']);
  });
});

describe('a directory that the end of another job removes', () => {
  scenario('just when it is to be used, is made anew', {}, async (stage) => {
    const below = dirname(stage.machine.dockerConfigPath);
    for (const call of [2, 3, 4]) {
      const job = stage.startJob();
      playFault(job, { below, call, outcome: 'ENOENT' });
      const main = await stage.step(job, { client: 'file' }).main();
      expect(main.annotations).toEqual([]);
      expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
      endFault(job);
      await job.finish();
      expect(existsSync(below)).toBe(false);
    }
  });
});

describe('a config that is read-only in a directory that is not', () => {
  scenario('takes the login, as it does from docker, and stays read-only', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    writeBefore(path, MINE, 0o400);
    const job = stage.startJob({ launcher: mindModes() });
    await stage.step(job, { client: 'file' }).main();
    expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
    expect(statSync(path).mode & 0o777).toBe(0o400);
    await job.finish();
    expect(readFileSync(path, 'utf8')).toBe(MINE);
  });
});
