import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  emptyJournal,
  formatJournal,
  hasRecords,
  type Journal,
  type JournalRecord,
  journalPath,
  NOTHING_CREATED,
  parseJournal,
  readJournal,
  warnOfDamage,
} from '../../../src/logins/journal.ts';
import { nameKept } from '../../../src/logins/kept.ts';
import { fingerprintEntry } from '../../../src/text/fingerprint.ts';
import { captureOutput } from '../../support/capture-output.ts';
import { makeFifo } from '../../support/special-files.ts';

const MARK = `icr-login octo/app run 12/1 job build at 2027-01-15T08:00Z lifetime 6h ${'0'.repeat(32)}`;

const RECORD = {
  id: 'r1',
  host: 'us.icr.io',
  fingerprint: 'f1',
  replaced: { entry: '{"auth": "eA=="}', record: 'r0' },
  job: {
    marker: '/tmp/icr-login-job',
    id: 'j1',
    directory: { device: '2049', inode: '18446744073709551615' },
  },
  run: 'octo/app run 12/1 job build',
  at: '2027-01-15T08:00:00.000Z',
  expiresAt: '2027-01-16T08:00:00.000Z',
  minted: { mint: 'api-key', place: 'iam-ServiceId-1', mark: MARK },
} as const satisfies JournalRecord;

const IN_STORE: JournalRecord = {
  ...RECORD,
  id: 'r2',
  store: 'secretservice',
  replaced: { entry: nameKept(RECORD.host), record: undefined },
};

const JOURNAL: Journal = {
  version: 1,
  salt: 's1',
  created: { file: true, blank: '\n', directory: '/home/me', auths: true, authsBefore: 'null' },
  records: [RECORD, IN_STORE],
};

/** The text of a journal with some members changed. */
function change(members: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...JOURNAL, ...members });
}

/** Reads a journal with a changed record between two valid ones. */
function readRecord(members: Readonly<Record<string, unknown>>): ReturnType<typeof parseJournal> {
  return parseJournal(change({ records: [RECORD, { ...RECORD, id: 'r3', ...members }, IN_STORE] }));
}

describe('a journal', () => {
  it('is read as it was written', () => {
    expect(parseJournal(formatJournal(JOURNAL))).toEqual({ journal: JOURNAL, damage: 'none' });
    const empty = emptyJournal();
    expect(parseJournal(formatJournal(empty))).toEqual({ journal: empty, damage: 'none' });
  });

  it('can omit what did not exist', () => {
    const { id, host, fingerprint } = RECORD;
    const job = { marker: '/m', id: 'j1' };
    const least = {
      version: 1,
      salt: 's1',
      created: {},
      records: [{ id, host, fingerprint, job, replaced: {} }],
    };

    expect(parseJournal(JSON.stringify(least))).toEqual({
      journal: {
        version: 1,
        salt: 's1',
        created: NOTHING_CREATED,
        records: [
          {
            id,
            host,
            store: undefined,
            fingerprint,
            job: { ...job, directory: undefined },
            replaced: { entry: undefined, record: undefined },
            run: '',
            at: '',
            expiresAt: undefined,
            minted: undefined,
          },
        ],
      },
      damage: 'none',
    });
  });

  it('keeps what a newer version has added, at any place', () => {
    const { replaced, job, minted } = RECORD;
    const newer = {
      ...JOURNAL,
      added: 1,
      created: { ...JOURNAL.created, added: 2 },
      records: [
        {
          ...RECORD,
          added: 3,
          replaced: { ...replaced, added: 4 },
          job: { ...job, added: 5, directory: { ...job.directory, added: 6 } },
          minted: { ...minted, added: 7 },
        },
      ],
    };
    const { journal, damage } = parseJournal(JSON.stringify(newer));

    expect(damage).toBe('none');
    expect(JSON.parse(formatJournal(journal))).toEqual(newer);
  });

  it.each([
    { mint: 'access-token' },
    { place: '' },
    { mark: 1 },
    // Part of a mark occurs in many descriptions.
    { mark: '' },
    { mark: 'icr-login ' },
    { mark: MARK.slice(0, -1) },
    { mark: `${MARK}0` },
    { mark: `mine ${MARK}` },
  ])('ignores an invalid name of what was minted: %j', (members) => {
    const { journal, damage } = readRecord({ minted: { ...RECORD.minted, ...members } });

    // The login is undone anyway.
    expect(journal.records).toEqual([RECORD, { ...RECORD, id: 'r3', minted: undefined }, IN_STORE]);
    expect(damage).toBe('records');
  });

  it.each([{ directory: '/tmp' }, { directory: { device: 1, inode: '2' } }])(
    'ignores a directory of the job that cannot be compared: %j',
    (members) => {
      const { journal } = readRecord({ job: { ...RECORD.job, ...members } });

      expect(journal.records[1]?.job.directory).toBeUndefined();
    },
  );

  const unreadable: Readonly<Record<string, string>> = {
    'no text': '',
    'only half of its text': formatJournal(JOURNAL).slice(0, 100),
    'a list': '[]',
    'another version': change({ version: 2 }),
    'no salt': change({ salt: '' }),
    'nothing about what was created': change({ created: undefined }),
    'no list of records': change({ records: {} }),
  };
  it.each(Object.entries(unreadable))('with %s is damaged, and has no record', (_, text) => {
    const { journal, damage } = parseJournal(text);

    expect(damage).toBe('all');
    expect(journal).toMatchObject({ version: 1, created: NOTHING_CREATED, records: [] });
    expect(journal.salt).toMatch(/^[0-9a-f]{32}$/);
  });

  const damaged: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'no job': { job: undefined },
    'nothing about what it replaced': { replaced: 1 },
    'no ID': { id: 1 },
    'an empty ID': { id: '' },
    'no host': { host: '' },
    'a host outside IBM': { host: 'ghcr.io' },
    'a host that only resembles a registry host': { host: 'us.icr.io.evil.com' },
    'the host of another product': { host: 'cp.icr.io' },
    'a host with a port': { host: 'us.icr.io:443' },
    'a host that is a JavaScript property': { host: '__proto__' },
    'no fingerprint': { fingerprint: null },
    'a job without a marker': { job: { id: 'j1' } },
    'a job without an ID': { job: { marker: '/m' } },
    'a store in another folder': { store: '../../tmp/evil' },
    'a store with a space': { store: 'a b' },
    'a store with a line break': { store: 'a\n' },
    'a store without a name': { store: '' },
    'a store that is a path': { store: '/bin/sh' },
    'an entry that is not JSON': { replaced: { entry: '{}}, "credsStore": "evil", "x": {' } },
    'another login of its store': {
      store: 'secretservice',
      replaced: { entry: 'https://index.docker.io/v1/' },
    },
    'the entry that its store kept for another host': {
      store: 'secretservice',
      replaced: { entry: nameKept('de.icr.io') },
    },
    'a name that only resembles one of ours': {
      store: 'secretservice',
      replaced: { entry: 'https://evil.com/?https://x.icr-login.invalid/us.icr.io' },
    },
  };
  it.each(Object.entries(damaged))('omits a record with %s', (_, members) => {
    const { journal, damage } = readRecord(members);

    expect(damage).toBe('records');
    expect(journal.records).toEqual([RECORD, IN_STORE]);
  });

  it('omits a record that is not an object', () => {
    const { journal, damage } = parseJournal(change({ records: ['r2', RECORD, null, []] }));

    expect(damage).toBe('records');
    expect(journal.records).toEqual([RECORD]);
  });

  it.each(['private.de.icr.io', 'new-region.icr.io', 'icr.io', 'registry.ng.bluemix.net'])(
    'can have a record of %s',
    (host) => {
      expect(readRecord({ host }).journal.records).toHaveLength(3);
    },
  );

  it('does not restore text that was not blank, or an invalid `auths`', () => {
    const created = { ...JOURNAL.created, blank: '{"credsStore": "x"}', authsBefore: '{"a": 1}' };

    expect(parseJournal(change({ created })).journal.created).toEqual({
      ...JOURNAL.created,
      blank: undefined,
      authsBefore: undefined,
    });
  });
});

describe('the file of a journal', () => {
  let root: string;
  let config: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'journal-'));
    config = join(root, 'config.json');
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('contains the records, and there are none if it does not exist', async () => {
    await expect(hasRecords(config, ['r1'])).resolves.toBe(false);
    writeFileSync(journalPath(config), formatJournal(JOURNAL));
    await expect(hasRecords(config, ['r0', 'r1'])).resolves.toBe(true);
    await expect(hasRecords(config, ['r0'])).resolves.toBe(false);
    await expect(hasRecords(config, [])).resolves.toBe(false);
  });

  it('may contain records if it cannot be understood or read', async () => {
    writeFileSync(journalPath(config), 'damaged');
    await expect(hasRecords(config, ['r1'])).resolves.toBe(true);
    writeFileSync(journalPath(config), change({ records: [{ id: 'r2' }] }));
    await expect(hasRecords(config, ['r1'])).resolves.toBe(true);
    rmSync(journalPath(config));
    mkdirSync(journalPath(config));
    await expect(hasRecords(config, ['r1'])).resolves.toBe(true);
  });

  it('is read with its bytes', async () => {
    await expect(readJournal(config)).resolves.toMatchObject({
      journal: { created: NOTHING_CREATED, records: [] },
      bytes: undefined,
    });
    const text = formatJournal(JOURNAL);
    writeFileSync(journalPath(config), text);
    await expect(readJournal(config)).resolves.toEqual({
      journal: JOURNAL,
      damage: 'none',
      bytes: Buffer.from(text),
    });
  });

  it('causes a warning if it is damaged', async () => {
    writeFileSync(journalPath(config), change({ records: [RECORD, { ...RECORD, host: 'x' }] }));
    const output = captureOutput();
    const { journal, damage } = await readJournal(config);
    warnOfDamage(config, 'none');
    warnOfDamage(config, damage);
    warnOfDamage(config, damage);
    warnOfDamage(`${config}-2`, 'all');
    vi.restoreAllMocks();

    expect(journal.records).toEqual([RECORD]);
    expect(output()).toEqual([
      expect.stringContaining(`::warning::${journalPath(config)} has records that this action did`),
      expect.stringContaining(
        `::warning::${journalPath(`${config}-2`)} is damaged, so a new one is started.`,
      ),
    ]);
  });

  it.skipIf(process.platform === 'win32')('does not block if it is a pipe', async () => {
    makeFifo(journalPath(config));

    await expect(readJournal(config)).rejects.toThrow(
      `${journalPath(config)} is not a regular file`,
    );
    await expect(hasRecords(config, ['r1'])).resolves.toBe(true);
  });
});

describe('the fingerprint of an entry', () => {
  const ENTRY = '{"auth": "eA==", "identitytoken": "t", "email": "e"}';

  it.each(['{"email":"e","auth":"eA==","identitytoken":"t"}', ` ${ENTRY}\n`])(
    'is the same for %j',
    (entry) => {
      expect(fingerprintEntry('salt', entry)).toBe(fingerprintEntry('salt', ENTRY));
    },
  );

  it.each([
    '{}',
    '{"auth": "eA=="}',
    '{"auth": "eA==", "identitytoken": "e", "email": "t"}',
    'null',
  ])('differs for %j', (entry) => {
    expect(fingerprintEntry('salt', entry)).not.toBe(fingerprintEntry('salt', ENTRY));
  });

  it('differs with another salt, and reveals nothing', () => {
    expect(fingerprintEntry('other', ENTRY)).not.toBe(fingerprintEntry('salt', ENTRY));
    expect(fingerprintEntry('salt', ENTRY)).toMatch(/^[0-9a-f]{64}$/);
  });
});
