import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job, StepResult } from '../runner/index.ts';
import {
  editJournal,
  editRecords,
  type JournalJson,
  type Json,
  nest,
  toJournalPath,
} from '../support/attacker.ts';
import { setUpStore, toStored } from '../support/credential-store.ts';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { logIn, makeKeys, readKey, writeMine } from '../support/home.ts';
import { expectNothingObeyed } from '../support/hostile.ts';
import { arrangeKeys, endJob, listAlive, MINT } from '../support/minting.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';
import { expectInTime } from '../support/time.ts';

/** Someone else's login to another registry. */
const THEIRS = { 'ghcr.io': { auth: 'b2N0b2NhdDp0aGVpciBvd24gbG9naW4=' } };
const COMMANDS =
  'x\n::stop-commands::x\n##[add-mask]hostile\u001b[31m\n::set-output name=x::hostile';

/** What someone does to the journal while a job is logged in. */
type Damage = (stage: Stage, job: Job) => void;

function write(text: string): Damage {
  return (stage) => writeFileSync(toJournalPath(stage), text);
}

function journal(edit: (journal: JournalJson) => unknown): Damage {
  return (stage) => editJournal(stage, edit);
}

function record(edit: (record: Json) => unknown): Damage {
  return (stage) => editRecords(stage, edit);
}

function replaced(entry: unknown): Damage {
  return record((one) => ({ ...one, replaced: { entry } }));
}

function created(change: Json): Damage {
  return journal((whole) => ({ ...whole, created: { ...(whole['created'] as Json), ...change } }));
}

/** After each of these, the login that the state knows about is removed anyway. */
const DAMAGES: Readonly<Record<string, Damage>> = {
  'is deleted': (stage) => rmSync(toJournalPath(stage)),
  'is emptied': write(''),
  'is `null`': write('null'),
  'is a list': write('[]'),
  'is an empty object': write('{}'),
  'is nested 60,000 levels deep': write(nest(60_000)),
  'is cut in half': (stage) => {
    const text = readFileSync(toJournalPath(stage), 'utf8');
    writeFileSync(toJournalPath(stage), text.slice(0, text.length / 2));
  },
  'has another version': journal((whole) => ({ ...whole, version: 2 })),
  'has another salt': journal((whole) => ({ ...whole, salt: 'another' })),
  'has no salt': journal(({ salt: _, ...whole }) => whole),
  'has no records': journal((whole) => ({ ...whole, records: [] })),
  'has invalid records': journal((whole) => ({ ...whole, records: [1, null, 'x', []] })),
  'has a record with another ID': record((one) => ({ ...one, id: 'x' })),
  'has a record without ID': record((one) => ({ ...one, id: '' })),
  'has a record of another IBM registry': record((one) => ({ ...one, host: 'de.icr.io' })),
  'has a record of a registry outside IBM': record((one) => ({ ...one, host: 'ghcr.io' })),
  'has a record of a registry outside IBM, with another fingerprint': record((one) => ({
    ...one,
    host: 'ghcr.io',
    fingerprint: 'x',
  })),
  'has a record with another fingerprint': record((one) => ({ ...one, fingerprint: 'x' })),
  'has a record of another credential helper': record((one) => ({ ...one, store: 'evil' })),
  'has a record of a helper with a path': record((one) => ({ ...one, store: '../evil' })),
  'has a record without a job': record((one) => ({ ...one, job: 1 })),
  'has a record of a finished job': record((one) => ({
    ...one,
    expiresAt: '2020-01-01T00:00:00.000Z',
    at: '2020-01-01T00:00:00.000Z',
  })),
  'has a record that is nested 60,000 levels deep': (stage) => {
    const text = readFileSync(toJournalPath(stage), 'utf8');
    writeFileSync(
      toJournalPath(stage),
      text.replace('"records":', `"x": ${nest(60_000)}, "records":`),
    );
  },
  'has the record twice': journal((whole) => ({
    ...whole,
    records: [...whole.records, ...whole.records],
  })),
  'restores text that is not JSON': replaced('evil'),
  'restores more than an entry': replaced('{}}, "credsStore": "evil", "x": {"y": {}'),
  'restores a list': replaced(['x']),
  'restores a list as text': replaced('["x"]'),
  'restores a number': replaced('1'),
  'restores a string': replaced('"x"'),
  'restores a comment': replaced('{} /* evil */'),
  'claims to have created something else': created({ auths: true, authsBefore: '{"evil": {}}' }),
  'claims that there was a text': created({ file: false, blank: 'evil' }),
  'claims that there was a list': created({ blank: ['x'], auths: 'x', file: 1, directory: {} }),
};

/** Runs a login, damages the journal, and ends the job. */
async function playDamage(stage: Stage, damage: Damage): Promise<StepResult> {
  const path = stage.machine.dockerConfigPath;
  writeBefore(path, JSON.stringify({ auths: THEIRS }));
  const job = stage.startJob();
  const main = await stage.step(job, { client: 'file' }).main();
  expect(main.annotations).toEqual([]);
  damage(stage, job);
  const post = await endJob(job);
  expectInTime(post, 60);
  expectNothingObeyed(post);
  expect(post.failed).toBe(false);
  return post;
}

/** Adds a credential helper that must not be started. */
function addEvilHelper(stage: Stage): string {
  const trace = join(stage.machine.root, 'evil-was-here');
  stage.machine.addScript('docker-credential-evil', `#!/bin/sh\necho "$@" >>'${trace}'\nexit 1\n`);
  return trace;
}

describe('a journal that someone else has changed while a job was logged in, so that it', () => {
  const names = Object.keys(DAMAGES);
  for (let part = 0; part < 4; part += 1) {
    const own = names.filter((_, index) => index % 4 === part);
    scenario(`${own.join('; ')}: leaves no login behind`, {}, async (stage) => {
      stage.changed.push('.docker');
      const trace = addEvilHelper(stage);
      for (const name of own) {
        const post = await playDamage(stage, DAMAGES[name] ?? (() => undefined));

        expect(stage.readConfig(), `${name}\n${post.log}`).toEqual({ auths: THEIRS });
        expect([name, post.log]).not.toEqual([name, expect.stringContaining('never written')]);
        rmSync(dirname(stage.machine.dockerConfigPath), { recursive: true });
      }
      expect(existsSync(trace)).toBe(false);
    });
  }

  scenario(
    'restores the login itself: causes a warning that it is still there',
    {},
    async (stage) => {
      stage.changed.push('.docker');
      const own = JSON.stringify(toEntry(stage.user.apiKey));
      const post = await playDamage(stage, replaced(own));

      expect(readMessages(post, 'warning')).toEqual([
        expect.stringMatching(/us\.icr\.io.*docker logout us\.icr\.io/s),
      ]);
      stage.excepted.push(`file ${stage.machine.dockerConfigPath}`);
    },
  );
});

describe('a login whose record someone has removed from the journal', () => {
  scenario('does not come back when another job ends', {}, async (stage) => {
    writeMine(stage);
    const [first = '', second = ''] = makeKeys(stage, 2);
    const one = await logIn(stage, first);
    const other = await logIn(stage, second);
    editRecords(stage, (entry) => {
      const { marker } = entry['job'] as Json;
      return marker === join(one.job.runnerTemp, 'icr-login-job') ? { ...entry, id: 'x' } : entry;
    });
    await one.job.finish();
    expect(readKey(stage)).toBe(second);
    await other.job.finish();

    // It is no longer known what it had replaced.
    expect([undefined, 'mine']).toContain(readKey(stage));
    stage.changed.push('.docker');
  });

  scenario('stays until the last job with the same credential has ended', {}, async (stage) => {
    writeMine(stage);
    const [key = ''] = makeKeys(stage, 1);
    const one = await logIn(stage, key);
    const other = await logIn(stage, key);
    editJournal(stage, (whole) => ({
      ...whole,
      records: whole.records.filter(
        (entry) => (entry['job'] as Json)['marker'] !== join(one.job.runnerTemp, 'icr-login-job'),
      ),
    }));
    await one.job.finish();
    expect(readKey(stage)).toBe(key);
    await other.job.finish();

    expect(readKey(stage)).not.toBe(key);
    stage.changed.push('.docker');
  });

  scenario('does not come back in a credential helper either', {}, async (stage) => {
    const store = setUpStore(stage);
    const [first = '', second = ''] = makeKeys(stage, 2);
    const one = stage.startJob();
    await stage.step(one, { client: 'file', 'api-key': first }).main();
    const other = stage.startJob();
    await stage.step(other, { client: 'file', 'api-key': second }).main();
    editJournal(stage, (whole) => ({ ...whole, records: whole.records.slice(1) }));
    await one.finish();
    expect(store.read()).toEqual(toStored(second));
    await other.finish();

    expect(store.list()).toEqual([]);
    stage.changed.push('.docker');
  });

  scenario(
    'in a credential helper that the config no longer names is reported',
    {},
    async (stage) => {
      const store = setUpStore(stage, { credHelpers: { 'us.icr.io': 'test' } });
      const job = stage.startJob();
      await stage.step(job, { client: 'file', region: 'us-south, eu-de' }).main();
      writeFileSync(toJournalPath(stage), '{}');
      const path = stage.machine.dockerConfigPath;
      const config = JSON.parse(readFileSync(path, 'utf8'));
      writeFileSync(path, JSON.stringify({ ...config, credHelpers: {} }));
      const post = await endJob(job);

      expect(readMessages(post, 'warning')).toContainEqual(
        expect.stringMatching(/credential (?:helper|store) "test"/),
      );
      // The login in the file is removed. Only the journal knew that there was no `auths` before.
      expect(stage.readConfig()).toEqual({ auths: {}, credHelpers: {} });
      expect(store.read()).toEqual(toStored(stage.user.apiKey));
      stage.changed.push('.docker', 'keychain-test');
      stage.excepted.push(/keychain-test/);
    },
  );
});

/** Where someone else can write text to the journal. */
const WORDS: Readonly<Record<string, (text: string) => Damage>> = {
  'a host': (text) => record((one) => ({ ...one, host: text })),
  'the end of a host': (text) => record((one) => ({ ...one, host: `us.icr.io${text}` })),
  'a credential helper': (text) => record((one) => ({ ...one, store: text })),
  'an ID': (text) => record((one) => ({ ...one, id: text })),
  'a run and its times': (text) =>
    record((one) => ({ ...one, run: text, at: text, expiresAt: text })),
  'what was minted': (text) =>
    record((one) => ({ ...one, minted: { mint: text, place: text, mark: text } })),
  'a job': (text) => record((one) => ({ ...one, job: { marker: text, id: text } })),
  'a replaced entry': (text) => replaced(text),
  'what was created': (text) => created({ directory: text, blank: text, authsBefore: text }),
  'the whole text': (text) => write(text),
};

describe('words of someone else in a journal', () => {
  for (const [place, member] of Object.entries(WORDS)) {
    scenario(`as ${place} are never printed unchanged, and never executed`, {}, async (stage) => {
      stage.changed.push('.docker');
      await playDamage(stage, member(COMMANDS));
      rmSync(dirname(stage.machine.dockerConfigPath), { recursive: true });
      const job = stage.startJob();
      await stage.step(job, { ...MINT, region: 'us-south, eu-de' }).main();
      member(COMMANDS)(stage, job);
      const inputs = { 'api-key': stage.user.apiKey };
      const action = join(import.meta.dirname, '..', '..', 'logout');
      expectNothingObeyed(await job.step({ action, with: inputs }).main());
      const [post] = await job.finish();
      expect(post?.failed).toBe(false);
      expect(listAlive(stage)).toEqual([]);
    });
  }
});

describe('a directory that the journal claims to have created', () => {
  scenario(
    'is removed only if it is above the config, and was created by this job',
    {},
    async (stage) => {
      const { machine } = stage;
      const home = machine.home;
      const elsewhere = join(home, 'elsewhere');
      const empty = ['empty', 'elsewhere', join('deep', 'er', 'docker')];
      for (const name of empty) {
        mkdirSync(join(home, name), { recursive: true });
      }
      stage.rememberHome();
      stage.changed.push('deep');
      const config = join(home, 'deep', 'er', 'docker');
      const places = ['/', home, dirname(home), elsewhere, join(home, 'empty'), '.', '..', '', '~'];
      for (const directory of [
        ...places,
        machine.root,
        `${home}/deep/../..`,
        `${config}/../../..`,
      ]) {
        mkdirSync(config, { recursive: true });
        const job = stage.startJob({ env: { DOCKER_CONFIG: config } });
        await stage.step(job, { client: 'file' }).main();
        const path = join(config, 'config.json.icr-login-journal');
        const whole = JSON.parse(readFileSync(path, 'utf8'));
        writeFileSync(path, JSON.stringify({ ...whole, created: { ...whole.created, directory } }));
        const [post] = await job.finish();

        expect([directory, post?.annotations]).toEqual([directory, []]);
        for (const name of ['empty', 'elsewhere']) {
          expect(existsSync(join(home, name)), directory).toBe(true);
        }
        expect(existsSync(job.folders.workspace)).toBe(true);
      }
    },
  );

  scenario(
    'is not removed if it is the home directory, the workspace or RUNNER_TEMP, even if that is empty',
    {},
    async (stage) => {
      for (const choose of [
        () => join(stage.machine.home, '..', 'home'),
        (job: Job) => job.folders.workspace,
        (job: Job) => job.runnerTemp,
      ]) {
        const first = stage.startJob();
        const parent = choose(first);
        await first.abandon();
        const config = join(parent, '.docker');
        const job = stage.startJob({ env: { DOCKER_CONFIG: config } });
        await stage.step(job, { client: 'file' }).main();
        const path = join(config, 'config.json.icr-login-journal');
        const whole = JSON.parse(readFileSync(path, 'utf8'));
        writeFileSync(
          path,
          JSON.stringify({ ...whole, created: { ...whole.created, directory: '/' } }),
        );
        const [post] = await job.finish();

        expect(post?.annotations).toEqual([]);
        expect(existsSync(parent)).toBe(true);
        expect(existsSync(config)).toBe(false);
      }
    },
  );
});

describe('a journal with thousands of records of finished jobs', () => {
  scenario(
    'next to a long config, keeps neither the login nor what was minted',
    {},
    async (stage) => {
      stage.changed.push('.docker');
      const headers = Array.from({ length: 60_000 }, (_, index) => [`X-${index}`, 'x'.repeat(20)]);
      const before = { auths: {}, HttpHeaders: Object.fromEntries(headers) };
      writeBefore(stage.machine.dockerConfigPath, JSON.stringify(before));
      const { inputs } = arrangeKeys(stage);
      const job = stage.startJob();
      await stage.step(job, { ...inputs, timeout: '20' }).main();
      editJournal(stage, (whole) => {
        const dead = (index: number): Json => ({
          ...whole.records[0],
          id: `x${index}`,
          host: 'de.icr.io',
          at: '2020-01-01T00:00:00.000Z',
          expiresAt: '2020-01-01T00:00:00.000Z',
        });
        return {
          ...whole,
          records: [...whole.records, ...Array.from({ length: 3_000 }, (_, i) => dead(i))],
        };
      });
      const post = await endJob(job);

      expectInTime(post, 20);
      expect(post.annotations).toEqual([]);
      expect(listAlive(stage)).toEqual([]);
      expect(stage.readConfig()).toEqual(before);
    },
  );
});

describe('a journal record about a credential helper', () => {
  scenario('does not move or remove another login in the store', {}, async (stage) => {
    const store = setUpStore(stage);
    const theirs = { Username: 'octocat', Secret: 'their own login' };
    store.put('ghcr.io', theirs);
    store.put('de.icr.io', theirs);
    stage.rememberHome();
    stage.changed.push('.docker');
    const kept = 'https://00000000-0000-4000-8000-000000000000.icr-login.invalid/';
    for (const entry of [
      'ghcr.io',
      'de.icr.io',
      `${kept}de.icr.io`,
      `${kept}us.icr.io/../ghcr.io`,
      'https://evil.icr-login.invalid/us.icr.io',
      'https://ghcr.io/.icr-login.invalid/us.icr.io',
      '-h',
      '',
    ]) {
      const job = stage.startJob();
      const main = await stage.step(job, { client: 'file' }).main();
      expect(main.failed).toBe(false);
      expect(store.read()).toEqual(toStored(stage.user.apiKey));
      editRecords(stage, (one) => ({ ...one, replaced: { entry } }));
      const [post] = await job.finish();

      expect([entry, post?.failed]).toEqual([entry, false]);
      expect([entry, store.read('ghcr.io')]).toEqual([entry, theirs]);
      expect([entry, store.read('de.icr.io')]).toEqual([entry, theirs]);
      expect([entry, store.read()]).toEqual([entry, undefined]);
    }
  });

  scenario('does not start a program of someone else’s choice', {}, async (stage) => {
    stage.changed.push('.docker');
    const trace = addEvilHelper(stage);
    const job = stage.startJob();
    await stage.step(job, { client: 'file' }).main();
    // The record of a finished job, which any later use would undo.
    editJournal(stage, (whole) => ({
      ...whole,
      records: [
        ...whole.records,
        {
          ...whole.records[0],
          id: 'x',
          store: 'evil',
          host: 'de.icr.io',
          expiresAt: '2020-01-01T00:00:00.000Z',
        },
      ],
    }));
    const [key = ''] = makeKeys(stage, 1);
    const { main, post } = await stage.play({ client: 'file', 'api-key': key });
    expect([main.failed, post?.failed]).toEqual([false, false]);
    await job.finish();
    expect(existsSync(trace)).toBe(false);
  });
});
