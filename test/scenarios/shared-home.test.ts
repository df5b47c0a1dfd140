import { readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { writeBefore } from '../support/docker-config.ts';
import { endFault, playFault } from '../support/fs-fault.ts';
import { type ActiveLogin, logIn, MINE, makeKeys, readKey, writeMine } from '../support/home.ts';
import { emptyTemp } from '../support/interrupt.ts';
import { readOutput } from '../support/outputs.ts';
import { EVERYWHERE, type Stage, scenario } from '../support/scenario.ts';
import { watchFile } from '../support/watch-file.ts';

/**
 * Ends the jobs of logins in an order. After each, the config contains the login of the newest job that is
 * still running.
 */
async function endInOrder(
  stage: Stage,
  logins: readonly ActiveLogin[],
  order: readonly number[],
): Promise<void> {
  const living = new Set(logins);
  for (const login of order.flatMap((index) => logins[index] ?? [])) {
    const [post] = await login.job.finish();
    expect(post?.annotations).toEqual([]);
    living.delete(login);
    expect(readKey(stage), `order ${order}`).toBe([...living].at(-1)?.key ?? 'mine');
  }
  expect(readFileSync(stage.machine.dockerConfigPath, 'utf8')).toBe(MINE);
}

/** First a job between others, then the newest, then the oldest while another is running, then the last. */
const ORDER = [1, 3, 0, 2];

describe('four jobs that share a home directory', () => {
  scenario('with the same key may end in any order', {}, async (stage) => {
    writeMine(stage);
    const logins: ActiveLogin[] = [];
    for (const _job of ORDER) {
      logins.push(await logIn(stage, stage.user.apiKey));
    }
    await endInOrder(stage, logins, ORDER);
  });

  scenario('with different keys may end in any order', EVERYWHERE, async (stage) => {
    writeMine(stage);
    const logins: ActiveLogin[] = [];
    for (const key of makeKeys(stage, ORDER.length)) {
      logins.push(await logIn(stage, key));
    }
    await endInOrder(stage, logins, ORDER);
  });
});

describe('a lost job', () => {
  scenario('has its login undone by the next use in that home directory', {}, async (stage) => {
    writeMine(stage);
    const [first = '', second = '', third = ''] = makeKeys(stage, 3);
    const one = await logIn(stage, first);
    const lost = await logIn(stage, second);
    await lost.job.abandon();
    emptyTemp(lost.job);
    const next = await logIn(stage, third);
    await next.job.finish();
    expect(readKey(stage)).toBe(first);
    await one.job.finish();
    expect(readFileSync(stage.machine.dockerConfigPath, 'utf8')).toBe(MINE);
  });

  scenario('has its login undone by a use that writes the same login', {}, async (stage) => {
    writeMine(stage);
    const lost = await logIn(stage, stage.user.apiKey);
    await lost.job.abandon();
    // The job runs on the same runner, which has emptied its directory.
    const next = await logIn(stage, stage.user.apiKey);
    await next.job.finish();
    expect(readFileSync(stage.machine.dockerConfigPath, 'utf8')).toBe(MINE);
  });

  scenario('leaves a blank config that the next use restores', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    writeBefore(path, ' \n');
    const lost = await logIn(stage, stage.user.apiKey);
    await lost.job.abandon();
    const next = await logIn(stage, stage.user.apiKey);
    await next.job.finish();
    expect(readFileSync(path, 'utf8')).toBe(' \n');
  });

  scenario(
    'that was killed right before it wrote its login does not preserve any other login',
    {},
    async (stage) => {
      writeMine(stage);
      const path = stage.machine.dockerConfigPath;
      const [first = '', second = ''] = makeKeys(stage, 2);
      const one = await logIn(stage, first);
      const lost = stage.startJob();
      // The journal has been replaced, the config has not.
      playFault(lost, { below: path, call: 2, outcome: 'kill', only: 'rename' });
      const inputs = { client: 'file', 'api-key': second };
      expect((await stage.step(lost, inputs).main()).signal).toBe('SIGKILL');
      endFault(lost);
      expect(readKey(stage)).toBe(first);
      const [post] = await one.job.finish();
      expect(post?.annotations).toEqual([]);
      expect(readKey(stage)).toBe('mine');
      const [last] = await lost.finish();
      expect(last?.lines).toEqual([
        `us.icr.io: left the entry as it was, because the step was stopped before it wrote the login, or because a login with \`logout: false\` has replaced it since (${path}).`,
      ]);
      expect(readFileSync(path, 'utf8')).toBe(MINE);
    },
  );

  scenario('does not affect the logins of other jobs with the same key', {}, async (stage) => {
    writeMine(stage);
    const { apiKey } = stage.user;
    const one = await logIn(stage, apiKey);
    const lost = await logIn(stage, apiKey);
    const two = await logIn(stage, apiKey);
    await lost.job.abandon();
    emptyTemp(lost.job);
    await one.job.finish();
    expect(readKey(stage)).toBe(apiKey);
    const [post] = await two.job.finish();
    expect(post?.annotations).toEqual([]);
    expect(readFileSync(stage.machine.dockerConfigPath, 'utf8')).toBe(MINE);
  });

  scenario(
    'counts as finished when its runner has a new job, and leaves no file',
    EVERYWHERE,
    async (stage) => {
      const lost = await logIn(stage, stage.user.apiKey);
      await lost.job.abandon();
      const [key = ''] = makeKeys(stage, 1);
      const next = await logIn(stage, key);
      expect(next.job.runnerTemp).toBe(lost.job.runnerTemp);
      const [post] = await next.job.finish();
      expect(post?.lines).toEqual([
        `us.icr.io: removed the login (${stage.machine.dockerConfigPath}).`,
      ]);
    },
  );
});

describe('an expired credential', () => {
  scenario('is not restored by the end of a later login', {}, async (stage) => {
    writeMine(stage);
    const token = await stage.cloud.issueAccessToken(stage.user, { expiresInSeconds: 8 });
    stage.secrets.push(token);
    const short = stage.startJob();
    const main = await stage
      .step(short, { client: 'file', 'api-key': '', 'access-token': token })
      .main();
    expect(readKey(stage)).toBe(token);
    const later = await logIn(stage, stage.user.apiKey);
    // It must have expired by IBM Cloud's clock as well, which replies report in whole seconds.
    await sleep(Date.parse(readOutput(main, 'expires-at')) + 1_500 - Date.now());
    await later.job.finish();
    expect(readFileSync(stage.machine.dockerConfigPath, 'utf8')).toBe(MINE);
    const [post] = await short.finish();
    expect(post?.annotations).toEqual([]);
  });
});

describe('several uses in one job', () => {
  scenario('are undone from last to first', EVERYWHERE, async (stage) => {
    writeMine(stage);
    const [first = '', second = ''] = makeKeys(stage, 2);
    const job = stage.startJob();
    const uses: ActiveLogin[] = [];
    for (const key of [first, first, second, first]) {
      uses.push(await logIn(stage, key, job));
    }
    const after: (string | undefined)[] = [];
    for (const { step } of uses.toReversed()) {
      await step.post();
      after.push(readKey(stage));
    }
    expect(after).toEqual([second, first, first, 'mine']);
    expect(readFileSync(stage.machine.dockerConfigPath, 'utf8')).toBe(MINE);
  });
});

describe('`logout: false`', () => {
  scenario('leaves the login and no record of it', {}, async (stage) => {
    const { main, post } = await stage.play({ client: 'file', logout: 'false' });
    expect(main.lines.at(-1)).toBe('Nothing is undone when the job ends.');
    expect(post?.annotations).toEqual([]);
    expect(readKey(stage)).toBe(stage.user.apiKey);
    expect(readdirSync(dirname(stage.machine.dockerConfigPath))).toEqual(['config.json']);
    stage.changed.push('.docker');
    stage.excepted.push(`file ${stage.machine.dockerConfigPath}`);
  });

  scenario('makes earlier and later logins give way to it', {}, async (stage) => {
    writeMine(stage);
    const [early = '', kept = '', late = ''] = makeKeys(stage, 3);
    const before = await logIn(stage, early);
    await stage.play({ client: 'file', logout: 'false', 'api-key': kept });
    const after = await logIn(stage, late);
    await before.job.finish();
    expect(readKey(stage)).toBe(late);
    await after.job.finish();
    expect(readKey(stage)).toBe(kept);
    expect(readdirSync(dirname(stage.machine.dockerConfigPath))).toEqual(['config.json']);
    stage.changed.push('.docker');
    stage.excepted.push(`file ${stage.machine.dockerConfigPath}`);
  });
});

describe('`logout: false` after another login of the job', () => {
  scenario('stays, and every message says so', {}, async (stage) => {
    const [early = '', kept = ''] = makeKeys(stage, 2);
    const { job } = await logIn(stage, early);
    const main = await stage.step(job, { client: 'file', logout: 'false', 'api-key': kept }).main();
    expect(main.log).toContain('and stays when the job ends (`logout: false`)');
    expect(main.log).not.toContain('restored');
    const posts = await job.finish();

    expect(readKey(stage)).toBe(kept);
    expect(posts.flatMap(({ annotations }) => annotations)).toEqual([]);
    expect(posts.at(-1)?.log).toContain(
      'or because a login with `logout: false` has replaced it since',
    );
    stage.changed.push('.docker');
    stage.excepted.push(`file ${stage.machine.dockerConfigPath}`);
  });
});

describe('six jobs at the same time', () => {
  scenario('log in and out, and the file is complete at every moment', {}, async (stage) => {
    writeMine(stage);
    const keys = makeKeys(stage, 6);
    const endWatch = await watchFile(stage.machine.dockerConfigPath);
    const plays = keys.map((key) => stage.play({ client: 'file', 'api-key': key }));
    const played = await Promise.all(plays);
    const texts = await endWatch();
    const results = played.flatMap(({ main, post }) => [main, post]);
    expect(results.map((result) => result?.annotations)).toEqual(Array(12).fill([]));
    expect([...texts].filter((text) => !isWhole(text))).toEqual([]);
    expect(texts.size).toBeGreaterThan(5);
    expect(readFileSync(stage.machine.dockerConfigPath, 'utf8')).toBe(MINE);
  });
});

function isWhole(text: string): boolean {
  return typeof JSON.parse(text).auths['us.icr.io'].auth === 'string';
}
