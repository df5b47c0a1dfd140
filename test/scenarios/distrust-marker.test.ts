import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job, StepResult } from '../runner/index.ts';
import { editJournal, editRecords, type Json, toJournalPath } from '../support/attacker.ts';
import { CredentialStore } from '../support/credential-store.ts';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { logIn, makeKeys, readKey, writeMine } from '../support/home.ts';
import { listAlive, MINT } from '../support/minting.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';
import { expectInTime } from '../support/time.ts';

const LOGOUT = join(import.meta.dirname, '..', '..', 'logout');
const NOTHING = 'This job has no login, so there is nothing to undo.';

/** Runs the action `logout` in a job. */
async function runLogout(
  job: Job,
  inputs: Readonly<Record<string, string>> = {},
): Promise<StepResult> {
  const logout = await job.step({ action: LOGOUT, with: inputs }).main();
  expectInTime(logout, 60);
  expect(logout.failed, logout.log).toBe(false);
  return logout;
}

function markerOf({ runnerTemp }: Job): string {
  return join(runnerTemp, 'icr-login-job');
}

/** What someone does to the marker of the job. Its login is still known afterward. */
const CHANGES: Readonly<Record<string, (path: string) => void>> = {
  'is deleted': (path) => rmSync(path),
  'is emptied': (path) => writeFileSync(path, ''),
  'has different text': (path) => writeFileSync(path, '00000000-0000-4000-8000-000000000000'),
  'has one more letter': (path) => writeFileSync(path, `${readFileSync(path, 'utf8')}x`),
  'has one more line': (path) => writeFileSync(path, `${readFileSync(path, 'utf8')}\n`),
  'has a megabyte': (path) => writeFileSync(path, 'x'.repeat(1024 * 1024)),
};

describe('`logout` of a job whose marker', () => {
  for (const [name, change] of Object.entries(CHANGES)) {
    scenario(`${name}, undoes the login and revokes what was minted`, {}, async (stage) => {
      const job = stage.startJob();
      await stage.step(job, MINT).main();
      change(markerOf(job));
      const logout = await runLogout(job, { 'api-key': stage.user.apiKey });

      expect(logout.annotations).toEqual([]);
      expect(stage.readConfig()).toBeUndefined();
      expect(listAlive(stage)).toEqual([]);
    });
  }

  scenario('was copied from another job, undoes no login of that job', {}, async (stage) => {
    const [key = ''] = makeKeys(stage, 1);
    const job = stage.startJob();
    await stage.step(job, { client: 'file', region: 'eu-de' }).main();
    const other = await logIn(stage, key);
    writeFileSync(markerOf(job), readFileSync(markerOf(other.job), 'utf8'));
    await runLogout(job);

    expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(key) } });
  });
});

/** Situations in which `logout` cannot know whose login it is. It must warn and name what stays. */
const DOUBTS: Readonly<Record<string, (stage: Stage, job: Job) => void>> = {
  'another RUNNER_TEMP': (_stage, { runnerTemp }) => {
    renameSync(runnerTemp, `${runnerTemp}-before`);
    mkdirSync(runnerTemp);
  },
  'a record of another run': (stage) =>
    editRecords(stage, (one) => ({ ...one, run: 'x', job: { ...(one['job'] as Json), id: 'x' } })),
  'a record in another directory': (stage) =>
    editRecords(stage, (one) => ({
      ...one,
      job: { ...(one['job'] as Json), directory: { device: '1', inode: '1' } },
    })),
  'a record with another marker': (stage) =>
    editRecords(stage, (one) => ({ ...one, job: { ...(one['job'] as Json), marker: '/x' } })),
  'no journal': (stage) => rmSync(toJournalPath(stage)),
  'an empty journal': (stage) => writeFileSync(toJournalPath(stage), ''),
  'a journal without records': (stage) =>
    editJournal(stage, (whole) => ({ ...whole, records: [] })),
  'a journal with a record of another host': (stage) =>
    editRecords(stage, (one) => ({
      ...one,
      host: 'de.icr.io',
      run: 'x',
      job: { marker: 'x', id: 'x' },
    })),
};

describe('`logout` of a job that has', () => {
  for (const [name, change] of Object.entries(DOUBTS)) {
    scenario(`${name}, names the login that is still there`, {}, async (stage) => {
      const job = stage.startJob();
      await stage.step(job, { client: 'file' }).main();
      change(stage, job);
      for (const inputs of [{}, { region: 'us-south' }]) {
        const logout = await runLogout(job, inputs);

        expect(logout.lines).not.toContain(NOTHING);
        expect(readMessages(logout, 'warning')).toContainEqual(
          expect.stringContaining('us.icr.io'),
        );
        expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
      }
      await job.finish();
      // The state of the step knows about the login.
      expect((stage.readConfig() as Json | undefined)?.['auths'] ?? {}).toEqual({});
      stage.changed.push('.docker');
    });
  }

  scenario(
    'two logins, one without a record, names the one that is still there',
    {},
    async (stage) => {
      const job = stage.startJob();
      await stage.step(job, { client: 'file' }).main();
      await stage.step(job, { client: 'file', region: 'eu-de' }).main();
      editJournal(stage, (whole) => ({
        ...whole,
        records: whole.records.filter(({ host }) => host === 'de.icr.io'),
      }));
      const logout = await runLogout(job);

      expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
      const [warning, ...more] = readMessages(logout, 'warning');
      expect(warning).toContain('has logins to us.icr.io that this job may have made');
      expect(more).toEqual([]);
      await job.finish();
      expect((stage.readConfig() as Json)['auths']).toEqual({});
      stage.changed.push('.docker');
    },
  );

  scenario('no record of a login in a credential helper, names the login', {}, async (stage) => {
    const { name } = new CredentialStore(stage);
    writeBefore(stage.machine.dockerConfigPath, `{"credsStore": "${name}"}`);
    stage.excepted.push(/keychain/);
    const job = stage.startJob();
    await stage.step(job, { client: 'file' }).main();
    rmSync(toJournalPath(stage));
    const logout = await runLogout(job);

    expect(logout.lines).not.toContain(NOTHING);
    expect(readMessages(logout, 'warning')).toEqual([
      expect.stringContaining('has logins to us.icr.io that this job may have made'),
    ]);
    const posts = await job.finish();
    expect(posts.at(-1)?.log).toContain('us.icr.io: removed the login');
  });

  scenario('no login of its own, names those of other programs', {}, async (stage) => {
    writeMine(stage);
    const logout = await runLogout(stage.startJob());

    expect(readMessages(logout, 'warning')).toEqual([
      expect.stringContaining(
        'has logins to us.icr.io that are not recorded as logins of this job',
      ),
    ]);
    expect(readKey(stage)).toBe('mine');
  });

  scenario('a different DOCKER_CONFIG now, still undoes the login', {}, async (stage) => {
    const job = stage.startJob();
    await stage.step(job, { client: 'file' }).main();
    job.exportVariable('DOCKER_CONFIG', join(stage.machine.temp, 'docker'));
    await runLogout(job);

    expect(stage.readConfig()).toBeUndefined();
  });
});

describe('a job marker that another step has changed', () => {
  scenario('does not undo a login of the job early', {}, async (stage) => {
    const [key = ''] = makeKeys(stage, 1);
    const job = stage.startJob();
    await stage.step(job, { client: 'file' }).main();
    rmSync(markerOf(job));
    const second = await stage
      .step(job, { client: 'file', region: 'eu-de', 'api-key': key })
      .main();

    expect(second.failed).toBe(false);
    expect(stage.readConfig()).toEqual({
      auths: { 'de.icr.io': toEntry(key), 'us.icr.io': toEntry(stage.user.apiKey) },
    });
    const posts = await job.finish();
    expect(posts.flatMap(({ annotations }) => annotations)).toEqual([]);
    expect(existsSync(toJournalPath(stage))).toBe(false);
  });
});
