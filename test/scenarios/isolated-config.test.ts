import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job } from '../runner/index.ts';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { endFault, type FsFault, playFault } from '../support/fs-fault.ts';
import { listTemporary } from '../support/interrupt.ts';
import { enforceModes, limitFileSize } from '../support/launchers.ts';
import { readOutput } from '../support/outputs.ts';
import { EVERYWHERE, LINUX, type Stage, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';

const ISOLATED = { client: 'file', config: 'isolated' } as const;

const MINE = {
  auths: {
    'docker.io': { auth: 'bWU6bXkgZG9ja2VyIGh1YiBwYXNzd29yZA==' },
    'us.icr.io': {},
    'quay.io': {},
  },
  credsStore: 'desktop',
  credHelpers: { 'us.icr.io': 'ibm', 'gcr.io': 'gcloud' },
  proxies: { default: { httpProxy: 'http://proxy.example' } },
  currentContext: 'work',
};

/** Creates the config directory of someone who uses Docker a lot. */
function furnish(stage: Stage): string {
  const path = stage.machine.dockerConfigPath;
  writeBefore(path, JSON.stringify(MINE));
  const folder = dirname(path);
  mkdirSync(join(folder, 'cli-plugins'));
  writeFileSync(join(folder, 'cli-plugins', 'docker-buildx'), 'a plug-in');
  mkdirSync(join(folder, 'contexts'));
  writeFileSync(join(folder, 'ca.pem'), 'a certificate');
  symlinkSync('nowhere', join(folder, 'broken'));
  return folder;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/**
 * The call after the private directory exists, right before the login is written: creating the lock of the
 * config in it.
 */
function atLock({ runnerTemp }: Job): Omit<FsFault, 'outcome'> {
  return { below: join(runnerTemp, 'icr-login-'), only: 'mkdir', call: 2 };
}

describe('a private config', () => {
  for (const [what, path, mode] of [
    ['a config that the user may not read', 'config.json', 0o000],
    ['a directory whose names the user may not read', '.', 0o300],
  ] as const) {
    scenario(`contains nothing from ${what}`, LINUX, async (stage) => {
      const folder = furnish(stage);
      chmodSync(join(folder, path), mode);
      const job = stage.startJob({ launcher: enforceModes() });
      const main = await stage.step(job, ISOLATED).main();
      chmodSync(join(folder, path), 0o700);

      expect(main.failed, main.log).toBe(false);
      const names = readdirSync(dirname(readOutput(main, 'config-path')));
      expect(names.includes('ca.pem')).toBe(path !== '.');
      await job.finish();
      stage.changed.push('.docker');
    });
  }

  scenario('omits files that cannot be copied or that docker is writing', LINUX, async (stage) => {
    const folder = furnish(stage);
    writeFileSync(join(folder, 'config.json123456'), '{"auths": {"half": {}}}');
    symlinkSync('loop', join(folder, 'loop'));
    writeFileSync(join(folder, '.token_seed'), 'of root', { mode: 0o000 });
    stage.changed.push('.docker/agent.sock');
    const server = createServer().listen(join(folder, 'agent.sock'));
    await once(server, 'listening');
    const job = stage.startJob({ launcher: enforceModes() });
    const main = await stage.step(job, ISOLATED).main();
    server.close();

    expect(main.failed).toBe(false);
    const names = readdirSync(dirname(readOutput(main, 'config-path'))).toSorted();
    const shared = names.filter((name) => !name.includes('icr-login'));
    expect(shared).toEqual(['ca.pem', 'cli-plugins', 'config.json', 'contexts']);
    await job.finish();
  });

  scenario(
    "has the content of the user's config, except for the credential helper",
    {},
    async (stage) => {
      const folder = furnish(stage);
      const job = stage.startJob();
      const step = stage.step(job, ISOLATED);
      const main = await step.main();

      const path = readOutput(main, 'config-path');
      const directory = dirname(path);
      expect(dirname(directory)).toBe(job.runnerTemp);
      const { credsStore: _store, ...kept } = MINE;
      expect(readJson(path)).toEqual({
        ...kept,
        credHelpers: { 'gcr.io': 'gcloud' },
        auths: {
          'docker.io': MINE.auths['docker.io'],
          'us.icr.io': toEntry(stage.user.apiKey),
        },
      });
      expect(lstatSync(path).mode & 0o777).toBe(0o600);
      expect(lstatSync(directory).mode & 0o777).toBe(0o700);
      expect(readFileSync(join(directory, 'cli-plugins', 'docker-buildx'), 'utf8')).toBe(
        'a plug-in',
      );
      expect(readFileSync(join(directory, 'ca.pem'), 'utf8')).toBe('a certificate');
      expect(main.env).toEqual({ DOCKER_CONFIG: directory, REGISTRY_AUTH_FILE: path });
      expect(main.annotations.map(({ message }) => message)).toEqual([
        'The private config of this job does not use the credential helper "desktop", so the logins that are stored there (quay.io) are not in it.',
      ]);

      const post = await step.post();
      expect(post.env).toEqual({ DOCKER_CONFIG: '', REGISTRY_AUTH_FILE: '' });
      expect(post.lines).toContain(
        `Deleted the private config of the job with its logins (${directory}).`,
      );
      expect(listTemporary(job)).toEqual([]);
      // The target of a link does not belong to it.
      expect(existsSync(join(folder, 'cli-plugins', 'docker-buildx'))).toBe(true);
    },
  );

  scenario('has the logins of podman as well', {}, async (stage) => {
    const auth = { auth: 'bWU6bXkgcXVheSBwYXNzd29yZA==' };
    const file = join(stage.machine.home, '.config', 'containers', 'auth.json');
    writeBefore(file, JSON.stringify({ auths: { 'quay.io': auth } }));
    const job = stage.startJob();
    const step = stage.step(job, ISOLATED);
    const main = await step.main();
    expect(readJson(readOutput(main, 'config-path'))).toEqual({
      auths: { 'quay.io': auth, 'us.icr.io': toEntry(stage.user.apiKey) },
    });
    // If someone else has set a variable in the meantime, it is left alone.
    job.exportVariable('DOCKER_CONFIG', '/somewhere/else');
    const post = await step.post();
    expect(post.env).toEqual({ REGISTRY_AUTH_FILE: '' });
    expect(listTemporary(job)).toEqual([]);
  });

  scenario(
    'starts with the content of the first one if it is used twice',
    EVERYWHERE,
    async (stage) => {
      furnish(stage);
      const job = stage.startJob();
      const first = await stage.step(job, ISOLATED).main();
      expect(first.failed, first.log).toBe(false);
      const second = await stage.step(job, { ...ISOLATED, region: 'eu-de' }).main();
      const path = readOutput(second, 'config-path');
      expect(path).not.toBe(first.outputs['config-path']);
      expect(readJson(path)).toMatchObject({
        auths: {
          'us.icr.io': toEntry(stage.user.apiKey),
          'de.icr.io': toEntry(stage.user.apiKey),
        },
      });
      expect(existsSync(join(dirname(path), 'cli-plugins', 'docker-buildx'))).toBe(true);
      const posts = await job.finish();
      expect(posts.map(({ env }) => env['DOCKER_CONFIG'])).toEqual([
        dirname(readOutput(first, 'config-path')),
        '',
      ]);
      expect(posts.flatMap(({ lines }) => lines)).toEqual([
        `Deleted the private config of the job with its logins (${dirname(path)}).`,
        `Deleted the private config of the job with its logins (${dirname(readOutput(first, 'config-path'))}).`,
      ]);
    },
  );

  scenario('stays until the end of the job with `logout: false`', EVERYWHERE, async (stage) => {
    const job = stage.startJob();
    const main = await stage.step(job, { ...ISOLATED, logout: 'false' }).main();
    expect(main.failed).toBe(false);
    const [post] = await job.finish();
    // The runner deletes it with the rest of RUNNER_TEMP.
    stage.excepted.push(`file ${main.outputs['config-path']}`);
    expect(post?.env).toEqual({});
    expect(post?.lines).toEqual([]);
  });

  scenario('is not created if a registry refuses the login', EVERYWHERE, async (stage) => {
    const { apiKey } = stage.user;
    const main = await stage.fail({ ...ISOLATED, 'api-key': `${apiKey}x` });
    expect(main.env).toEqual({});
    expect(stage.machine.jobs.flatMap(listTemporary)).toEqual([]);
  });

  scenario('is removed immediately if it exceeds a size limit', LINUX, async (stage) => {
    const large = { auths: {}, HttpHeaders: { 'X-Long': 'x'.repeat(100_000) } };
    writeBefore(stage.machine.dockerConfigPath, JSON.stringify(large));
    const job = stage.startJob({ launcher: limitFileSize(65_536) });
    const main = await stage.step(job, ISOLATED).main();
    expect(readError(main).code).toBe('config-not-writable');
    expect(main.env).toEqual({});
    expect(listTemporary(job)).toEqual([]);
  });

  for (const logout of ['true', 'false']) {
    const name = `is removed immediately if the login cannot be written, with logout: ${logout}`;
    scenario(name, {}, async (stage) => {
      const job = stage.startJob();
      playFault(job, { ...atLock(job), outcome: 'ENOSPC' });
      const main = await stage.step(job, { ...ISOLATED, logout }).main();
      endFault(job);
      const { code, message } = readError(main);
      expect(code).toBe('config-not-writable');
      expect(message).not.toContain('`config: isolated`');
      expect(message).toContain('RUNNER_TEMP');
      expect(main.lines.some((line) => line.startsWith('Deleted the private config'))).toBe(true);
      expect(listTemporary(job)).toEqual([]);
    });
  }

  scenario(
    'does not matter to the post step if someone has deleted it',
    EVERYWHERE,
    async (stage) => {
      const job = stage.startJob();
      const step = stage.step(job, ISOLATED);
      const main = await step.main();
      // It does not require a config of the user.
      expect(readJson(readOutput(main, 'config-path'))).toEqual({
        auths: { 'us.icr.io': toEntry(stage.user.apiKey) },
      });
      expect(existsSync(dirname(stage.machine.dockerConfigPath))).toBe(false);
      rmSync(dirname(readOutput(main, 'config-path')), { recursive: true });
      const post = await step.post();
      expect(post.lines).toEqual([]);
      expect(post.env).toEqual({ DOCKER_CONFIG: '', REGISTRY_AUTH_FILE: '' });
    },
  );

  scenario('is deleted even if the disk is full', LINUX, async (stage) => {
    const job = stage.startJob();
    const step = stage.step(job, ISOLATED);
    const main = await step.main();
    const below = join(job.runnerTemp, '_runner_file_commands', 'set_env_');
    playFault(job, { below, call: 'every', outcome: 'ENOSPC' });
    const post = await step.post();
    endFault(job);

    expect(post.annotations.map(({ message }) => message)).toEqual([
      expect.stringContaining('ENOSPC'),
    ]);
    expect(existsSync(dirname(readOutput(main, 'config-path')))).toBe(false);
  });

  scenario("is not created if the user's config cannot be read", {}, async (stage) => {
    mkdirSync(stage.machine.dockerConfigPath, { recursive: true });
    const { code, message } = readError(await stage.fail(ISOLATED));
    expect(code).toBe('config-not-writable');
    expect(message).toContain('Remove it, or replace it with a file');
    expect(message).not.toContain('`config: isolated`');
    stage.changed.push('.docker');
  });

  scenario("is not created if the user's config is malformed", {}, async (stage) => {
    writeBefore(stage.machine.dockerConfigPath, '{"auths": ');
    const main = await stage.fail(ISOLATED);
    expect(readError(main).code).toBe('config-malformed');
    expect(main.env).toEqual({});
  });

  scenario("does not need podman's own file", LINUX, async (stage) => {
    writeBefore(stage.machine.dockerConfigPath, JSON.stringify(MINE));
    // Another file next to the config, which is checked before it is copied.
    writeBefore(join(dirname(stage.machine.dockerConfigPath), 'file'), '');
    const env = {
      REGISTRY_AUTH_FILE: join(dirname(stage.machine.dockerConfigPath), 'file', 'auth.json'),
    };
    const { main, post } = await stage.play(ISOLATED, { env });

    expect(main.failed, main.log).toBe(false);
    expect(post?.annotations).toEqual([]);
  });

  scenario('whose marker was removed stays, and a warning says so', {}, async (stage) => {
    const job = stage.startJob();
    const step = stage.step(job, ISOLATED);
    const path = readOutput(await step.main(), 'config-path');
    rmSync(join(dirname(path), '.icr-login'));
    const post = await step.post();

    const [warning, ...more] = readMessages(post, 'warning');
    expect(warning).toContain(`Its logins stay in ${dirname(path)} until`);
    expect(more).toEqual([]);
    stage.excepted.push(`file ${path}`);
  });

  scenario('is deleted in the post step if main was killed', {}, async (stage) => {
    const job = stage.startJob();
    const step = stage.step(job, ISOLATED);
    const isMade = (): boolean => listTemporary(job).length > 0;
    playFault(job, { ...atLock(job), outcome: 'kill' });
    const main = await step.main();
    endFault(job);
    expect(main.signal).toBe('SIGKILL');
    expect(isMade()).toBe(true);
    await step.post();
    expect(isMade()).toBe(false);
  });
});
