import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { StepResult } from '../runner/index.ts';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { logIn, MINE, makeKeys, readKey, writeMine } from '../support/home.ts';
import { writeOlderCopy } from '../support/older-copy.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';

const LEFT_ALONE = 'left the entry alone, because someone else has changed or removed it since';

/** Changes the config while a job is logged in, as someone else would, and ends the job. */
async function changeMeanwhile(
  stage: Stage,
  change: (path: string) => void,
): Promise<StepResult | undefined> {
  const { job } = await logIn(stage, stage.user.apiKey);
  change(stage.machine.dockerConfigPath);
  const [post] = await job.finish();
  return post;
}

/** Edits the JSON of the config and writes it with different indentation, as docker does. */
function rewrite(path: string, edit: (config: Record<string, unknown>) => unknown): void {
  const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(path, JSON.stringify(edit(config), undefined, '\t'));
}

/** Moves a file and leaves a link in its place. */
function moveAway(path: string, target: string): void {
  mkdirSync(dirname(target));
  renameSync(path, target);
  symlinkSync(target, path);
}

describe('while a job is logged in, someone else', () => {
  scenario('may replace its entry, which then stays', {}, async (stage) => {
    writeMine(stage);
    const other = { auths: { 'us.icr.io': toEntry('another login') } };
    const post = await changeMeanwhile(stage, (path) => writeFileSync(path, JSON.stringify(other)));
    expect(post?.annotations).toEqual([
      {
        level: 'warning',
        message: `us.icr.io: ${LEFT_ALONE} (${stage.machine.dockerConfigPath}). Nothing removes it when the job ends. To remove it, run \`docker logout us.icr.io\`.`,
      },
    ]);
    expect(stage.readConfig()).toEqual(other);
    stage.changed.push('.docker');
  });

  for (const [name, entry, cause] of [
    [
      'of `ibmcloud cr login`',
      toEntry('a token', 'iamrefresh'),
      'It comes from `ibmcloud cr login`, and nothing removes it.',
    ],
    ['without a username', { identitytoken: 'a token' }, 'Nothing removes it when the job ends.'],
  ] as const) {
    scenario(`may replace its entry with one ${name}: the warning says so`, {}, async (stage) => {
      writeMine(stage);
      const other = { auths: { 'us.icr.io': entry } };
      const post = await changeMeanwhile(stage, (path) =>
        writeFileSync(path, JSON.stringify(other)),
      );
      expect(post?.annotations).toEqual([
        { level: 'warning', message: expect.stringContaining(cause) },
      ]);
      expect(stage.readConfig()).toEqual(other);
      stage.changed.push('.docker');
    });
  }

  scenario('may remove its entry: nothing is restored', {}, async (stage) => {
    writeMine(stage);
    const post = await changeMeanwhile(stage, (path) => writeFileSync(path, '{"auths": {}}'));
    expect(post?.lines).toEqual([`us.icr.io: ${LEFT_ALONE} (${stage.machine.dockerConfigPath}).`]);
    expect(stage.readConfig()).toEqual({ auths: {} });
    stage.changed.push('.docker');
  });

  scenario('may remove the file or its directory', {}, async (stage) => {
    const withoutFile = await changeMeanwhile(stage, (path) => rmSync(path));
    expect(withoutFile?.log).toContain(LEFT_ALONE);
    const remove = (path: string): void => rmSync(dirname(path), { recursive: true });
    const withoutDirectory = await changeMeanwhile(stage, remove);
    expect(withoutDirectory?.lines).toEqual([
      `${stage.machine.dockerConfigPath}: no record of the login is left. It was undone earlier, or never written.`,
    ]);
  });

  scenario(
    'may remove the file while two jobs are logged in: neither login is restored',
    {},
    async (stage) => {
      const [other = ''] = makeKeys(stage, 1);
      const { job } = await logIn(stage, stage.user.apiKey);
      const second = await logIn(stage, other);
      rmSync(stage.machine.dockerConfigPath);
      for (const one of [job, second.job]) {
        const [post] = await one.finish();
        expect(post?.annotations).toEqual([]);
        expect(stage.readConfig()).toBeUndefined();
      }
    },
  );

  scenario('may write an older copy during the undo: a warning says so', {}, async (stage) => {
    writeMine(stage);
    const { step } = await logIn(stage, stage.user.apiKey);
    const path = stage.machine.dockerConfigPath;
    const post = await step.post({ env: writeOlderCopy(path) });

    expect(readMessages(post, 'warning')).toEqual([
      expect.stringMatching(
        /: Another program wrote .* while the login was being removed, so .* may still contain its login to us\.icr\.io\.\nIf the file still has it, remove it with `docker logout us\.icr\.io`.*\nMore: .*#config-busy/,
      ),
    ]);
    expect(readKey(stage)).toBe(stage.user.apiKey);
    stage.changed.push('.docker');
    stage.excepted.push(`file ${path}`);
  });

  for (const [what, hasOwn] of [
    ['a file that existed before', true],
    ['a file that the step created', false],
  ] as const) {
    scenario(`may move ${what} away and leave a link: the login is removed`, {}, async (stage) => {
      if (hasOwn) {
        writeMine(stage);
      }
      const target = join(stage.machine.home, 'elsewhere', 'docker.json');
      const post = await changeMeanwhile(stage, (path) => moveAway(path, target));
      expect(post?.annotations).toEqual([]);
      expect(readlinkSync(stage.machine.dockerConfigPath)).toBe(target);
      expect(existsSync(target) ? readFileSync(target, 'utf8') : 'none').toBe(
        hasOwn ? MINE : 'none',
      );
      expect(readdirSync(dirname(target))).toEqual(hasOwn ? ['docker.json'] : []);
      stage.changed.push('.docker', 'elsewhere');
    });
  }

  scenario(
    'may leave a link before the action `logout`: the logins are removed',
    {},
    async (stage) => {
      writeMine(stage);
      const [first = '', second = ''] = makeKeys(stage, 2);
      const { job } = await logIn(stage, first);
      const target = join(stage.machine.home, 'elsewhere', 'docker.json');
      moveAway(stage.machine.dockerConfigPath, target);
      await logIn(stage, second, job);
      const action = join(import.meta.dirname, '..', '..', 'logout');
      const logout = await job.step({ action, with: {} }).main();
      expect(logout.annotations).toEqual([]);
      expect(readFileSync(target, 'utf8')).toBe(MINE);
      expect(readdirSync(dirname(target))).toEqual(['docker.json']);
      for (const post of await job.finish()) {
        expect(post.annotations).toEqual([]);
      }
      stage.changed.push('.docker', 'elsewhere');
    },
  );

  scenario('may leave a link between two uses: both logins are removed', {}, async (stage) => {
    writeMine(stage);
    const [first = '', second = ''] = makeKeys(stage, 2);
    const { job } = await logIn(stage, first);
    const target = join(stage.machine.home, 'elsewhere', 'docker.json');
    moveAway(stage.machine.dockerConfigPath, target);
    await logIn(stage, second, job);
    for (const post of await job.finish()) {
      expect(post.annotations).toEqual([]);
    }
    expect(readFileSync(target, 'utf8')).toBe(MINE);
    expect(readdirSync(dirname(target))).toEqual(['docker.json']);
    stage.changed.push('.docker', 'elsewhere');
  });

  scenario('may reformat the file: the entry is still recognized', {}, async (stage) => {
    writeMine(stage);
    const post = await changeMeanwhile(stage, (path) => rewrite(path, (config) => config));
    expect(post?.log).toContain('restored the login that was there before');
    expect(stage.readConfig()).toEqual(JSON.parse(MINE));
    stage.changed.push('.docker');
  });

  scenario(
    'may break the file: it is left alone, and a later use undoes the login',
    {},
    async (stage) => {
      writeMine(stage);
      const path = stage.machine.dockerConfigPath;
      let during = '';
      const post = await changeMeanwhile(stage, () => {
        during = readFileSync(path, 'utf8');
        writeFileSync(path, during.slice(1));
      });
      expect(post?.annotations.map(({ message }) => message)).toEqual([
        expect.stringContaining(
          `The logins in ${path} could not be undone (to remove them, run \`docker logout HOST\` for each registry host): ${path} is not a Docker config`,
        ),
      ]);
      expect(readFileSync(path, 'utf8')).toBe(during.slice(1));
      writeFileSync(path, during);
      const [key = ''] = makeKeys(stage, 1);
      await (await logIn(stage, key)).job.finish();
      expect(readFileSync(path, 'utf8')).toBe(MINE);
    },
  );
});

describe('while a job is logged in, docker', { timeout: 30_000 }, () => {
  const docker = { programs: ['docker'] };

  scenario('may log in to another registry and out again', docker, async (stage) => {
    writeBefore(stage.machine.dockerConfigPath, '{ "auths" : { } , "detachKeys": "ctrl-e" }');
    const { job } = await logIn(stage, stage.user.apiKey);
    const options = { input: stage.user.apiKey };
    const login = ['login', '--username', 'iamapikey', '--password-stdin', 'de.icr.io'];
    expect(await job.run('docker', login, options)).toMatchObject({ exitCode: 0 });
    expect(await job.run('docker', ['logout', 'de.icr.io'])).toMatchObject({ exitCode: 0 });
    expect(readKey(stage)).toBe(stage.user.apiKey);
    await job.finish();
    expect(stage.readConfig()).toEqual({ auths: {}, detachKeys: 'ctrl-e' });
    stage.changed.push('.docker');
  });

  scenario('may log in to the same registry: its login stays', docker, async (stage) => {
    const [key = ''] = makeKeys(stage, 1);
    const { job } = await logIn(stage, stage.user.apiKey);
    const login = ['login', '--username', 'iamapikey', '--password-stdin', 'us.icr.io'];
    expect(await job.run('docker', login, { input: key })).toMatchObject({ exitCode: 0 });
    const [post] = await job.finish();
    expect(post?.log).toContain(LEFT_ALONE);
    expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(key) } });
    stage.changed.push('.docker');
    stage.excepted.push(`file ${stage.machine.dockerConfigPath}`);
  });

  scenario('may log out: nothing is left to undo', docker, async (stage) => {
    const { job } = await logIn(stage, stage.user.apiKey);
    expect(await job.run('docker', ['logout', 'us.icr.io'])).toMatchObject({ exitCode: 0 });
    const [post] = await job.finish();
    expect(post?.log).toContain(LEFT_ALONE);
    expect(post?.annotations).toEqual([]);
  });
});
