import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { toEntry } from '../support/docker-config.ts';
import { endFault, pauseJob } from '../support/fs-fault.ts';
import { logIn, MINE, makeKeys, readKey, writeMine } from '../support/home.ts';
import { scenario } from '../support/scenario.ts';

describe('the lock of a config', () => {
  scenario('is broken where its holder is dead', {}, async (stage) => {
    writeMine(stage);
    const job = stage.startJob();
    mkdirSync(`${stage.machine.dockerConfigPath}.icr-login-lock`);
    const main = await stage.step(job, { client: 'file', timeout: '10' }).main();
    expect(main.annotations).toEqual([]);
    await job.finish();
    expect(readFileSync(stage.machine.dockerConfigPath, 'utf8')).toBe(MINE);
  });

  scenario(
    'is broken by one where two find its holder dead at the same moment',
    {},
    async (stage) => {
      writeMine(stage);
      const path = stage.machine.dockerConfigPath;
      const lock = `${path}.icr-login-lock`;
      const [first = '', second = ''] = makeKeys(stage, 2);
      const slow = stage.startJob();
      const quick = stage.startJob();
      mkdirSync(lock);
      // It has tried to take the lock, has seen how old that is, and is about to do something about it.
      const breaking = pauseJob(slow, { below: lock, call: 2 });
      const slowMain = stage.step(slow, { client: 'file', 'api-key': first }).main();
      await breaking.reached;
      // It has the lock, has read both files, and is about to write them.
      const writing = pauseJob(quick, { below: path, call: 1, only: 'renameSync' });
      const quickMain = stage.step(quick, { client: 'file', 'api-key': second }).main();
      await writing.reached;
      breaking.goOn();
      await Promise.race([slowMain, sleep(2_500)]);
      writing.goOn();

      const mains = await Promise.all([slowMain, quickMain]);
      expect(mains.flatMap(({ annotations }) => annotations)).toEqual([]);
      expect(readKey(stage)).toBe(first);
      for (const job of [slow, quick]) {
        endFault(job);
        const [post] = await job.finish();
        expect(post?.annotations).toEqual([]);
      }
      expect(readFileSync(path, 'utf8')).toBe(MINE);
      expect(readdirSync(dirname(path))).toEqual(['config.json']);
    },
  );
});

describe('the journal of a config', () => {
  scenario('starts anew where it is damaged, and says so', {}, async (stage) => {
    writeMine(stage);
    const path = stage.machine.dockerConfigPath;
    const first = await logIn(stage, stage.user.apiKey);
    writeFileSync(`${path}.icr-login-journal`, '{"version": 1, "records": [');
    const [key = ''] = makeKeys(stage, 1);
    const job = stage.startJob();
    const main = await stage.step(job, { client: 'file', 'api-key': key }).main();
    expect(main.annotations.map(({ message }) => message)).toEqual([
      `${path}.icr-login-journal is damaged and starts anew. Logins that were still to be undone stay in ${path}; \`docker logout\` removes them.`,
    ]);
    await job.finish();
    expect(readKey(stage)).toBe(stage.user.apiKey);
    const [post] = await first.job.finish();
    expect(post?.lines).toEqual([
      `${path}: no record of the login is left. It was undone before, or never written.`,
    ]);
    expect(readdirSync(dirname(path))).toEqual(['config.json']);
    stage.changed.push('.docker');
    stage.excepted.push(`file ${path}`);
  });

  scenario(
    'of which somebody has removed a part is undone as far as it goes',
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
        `${path}: no record of the rest is left. It was undone before, or never written.`,
      ]);
      expect(stage.readConfig()).toEqual({ auths: { 'de.icr.io': toEntry(stage.user.apiKey) } });
      stage.changed.push('.docker');
      stage.excepted.push(`file ${path}`);
    },
  );

  scenario('knows that a post step which runs again has nothing to do', {}, async (stage) => {
    writeMine(stage);
    const { job, step } = await logIn(stage, stage.user.apiKey);
    const post = await step.post();
    expect(post.log).toContain('put the login back that was there before');
    const entry = join(stage.machine.dist ?? '', 'post', 'index.js');
    const env = { 'STATE_icr-login': post.state['icr-login'] ?? '' };
    const again = await job.run(process.execPath, [entry], { env });
    expect(again).toEqual({
      exitCode: 0,
      stdout: `${stage.machine.dockerConfigPath}: no record of the login is left. It was undone before, or never written.\n`,
      stderr: '',
    });
    expect(readFileSync(stage.machine.dockerConfigPath, 'utf8')).toBe(MINE);
  });
});
