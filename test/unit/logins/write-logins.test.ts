import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readJournal } from '../../../src/logins/journal.ts';
import { undoLogins } from '../../../src/logins/undo-logins.ts';
import { keepLogins, type NewLogin, writeLogins } from '../../../src/logins/write-logins.ts';
import { type Job, markJob } from '../../../src/runner/job.ts';
import { Deadline } from '../../../src/time/deadline.ts';
import { captureOutput } from '../../support/capture-output.ts';
import { toEntry, writeBefore } from '../../support/docker-config.ts';

const HOST = 'us.icr.io';
const MINE = `{"auths": {"${HOST}": {"auth": "bWU6bWluZQ=="}, "ghcr.io": {}}}\n`;

let root: string;
let path: string;
let job: Job;

beforeEach(async () => {
  captureOutput();
  root = realpathSync(mkdtempSync(join(tmpdir(), 'write-')));
  path = join(root, 'docker', 'config.json');
  job = await markJob(join(root, 'temp'));
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(root, { recursive: true });
});

/** A login with a key, which may have expired long ago. */
function login(id: string, key: string, expiresAt?: Date): NewLogin {
  const entry = JSON.stringify(toEntry(key));
  return { id, host: HOST, store: undefined, entry, expiresAt, minted: undefined };
}

function options(): { deadline: Deadline; clockOffsetMs: number } {
  return { deadline: new Deadline(20), clockOffsetMs: 0 };
}

function write(...logins: readonly NewLogin[]): Promise<readonly string[]> {
  return writeLogins(path, logins, { job, isToStay: false, ...options() });
}

async function undo(...records: readonly string[]): Promise<readonly string[]> {
  const { undone, failures } = await undoLogins({ path, records }, options());
  expect(failures).toEqual([]);
  return undone.map(({ outcome }) => outcome);
}

function readEntry(): unknown {
  return JSON.parse(readFileSync(path, 'utf8')).auths[HOST];
}

async function listRecords(): Promise<readonly string[]> {
  const { journal } = await readJournal(path);
  return journal.records.map(({ id }) => id);
}

describe('a login', () => {
  it('is written with everything that it needs, which is removed with it', async () => {
    await write(login('r1', 'a key'));
    expect(readEntry()).toEqual(toEntry('a key'));
    await expect(listRecords()).resolves.toEqual(['r1']);

    await expect(undo('r1')).resolves.toEqual(['removed']);
    expect(readdirSync(root)).toEqual(['temp']);
  });

  it('is undone by restoring what it replaced', async () => {
    writeBefore(path, MINE);
    await write(login('r1', 'a key'));
    await expect(undo('r1')).resolves.toEqual(['restored']);

    expect(readFileSync(path, 'utf8')).toBe(MINE);
  });

  it.each(['the same key', 'another key'])(
    'replaces one of a finished job with %s',
    async (key) => {
      writeBefore(path, MINE);
      await write(login('dead', 'the same key', new Date('2026-01-01T00:00:00Z')));
      await write(login('r1', key));
      expect(readEntry()).toEqual(toEntry(key));
      await expect(listRecords()).resolves.toEqual(['r1']);

      await expect(undo('r1')).resolves.toEqual(['restored']);
      expect(readFileSync(path, 'utf8')).toBe(MINE);
    },
  );

  it('of a finished job is undone together with the next one', async () => {
    writeBefore(path, MINE);
    await write(login('r1', 'a key'));
    await write(login('dead', 'another key', new Date('2026-01-01T00:00:00Z')));
    await expect(undo('r1')).resolves.toEqual(['restored']);

    expect(readFileSync(path, 'utf8')).toBe(MINE);
    expect(readdirSync(join(root, 'docker'))).toEqual(['config.json']);
  });

  it('that was already undone is skipped', async () => {
    writeBefore(path, MINE);
    await write(login('r1', 'a key'));
    await undo('r1');

    await expect(undo('r1', 'never')).resolves.toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe(MINE);
  });

  it('that someone else has replaced is left alone', async () => {
    writeBefore(path, MINE);
    await write(login('r1', 'a key'));
    const theirs = MINE.replace('bWU6bWluZQ==', 'eW91OnlvdXJz');
    writeFileSync(path, theirs);

    await expect(undo('r1')).resolves.toEqual(['replaced']);
    expect(readFileSync(path, 'utf8')).toBe(theirs);
  });

  it('that stays is restored in the end', async () => {
    writeBefore(path, MINE);
    const kept = login('kept', 'a key that stays');
    await write(kept);
    await keepLogins(path, [kept], new Deadline(20));
    await expect(listRecords()).resolves.toEqual([]);
    await write(login('r1', 'a key'));
    await undo('r1');

    expect(readEntry()).toEqual(toEntry('a key that stays'));
  });

  it('cannot be kept in a config that someone has broken meanwhile', async () => {
    const kept = login('r0', 'a key that stays');
    await write(kept);
    writeBefore(path, '{"auths": ');
    await expect(keepLogins(path, [kept], new Deadline(20))).rejects.toMatchObject({
      code: 'config-malformed',
    });
  });

  it('in a deleted directory needs no undoing', async () => {
    await write(login('r1', 'a key'));
    rmSync(join(root, 'docker'), { recursive: true });

    await expect(undo('r1')).resolves.toEqual([]);
  });
});
