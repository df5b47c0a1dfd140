import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatJournal, type Journal, parseJournal } from '../../../src/logins/journal.ts';
import { hasRecords, journalPath } from '../../../src/logins/journal-file.ts';
import { fingerprintEntry } from '../../../src/text/fingerprint.ts';

const RECORD = {
  id: 'r1',
  host: 'us.icr.io',
  fingerprint: 'f1',
  replaced: { entry: '{"auth": "eA=="}', record: 'r0' },
  job: { marker: '/tmp/icr-login-job', id: 'j1' },
  run: 'octo/app run 12/1 job build',
  at: '2027-01-15T08:00:00.000Z',
  expiresAt: '2027-01-16T08:00:00.000Z',
  minted: { mint: 'api-key', place: 'iam-ServiceId-1', mark: 'icr-login m1' },
} as const;

const JOURNAL: Journal = {
  version: 1,
  salt: 's1',
  created: { file: true, blank: '\n', directory: '/home/me', auths: true, authsBefore: 'null' },
  records: [RECORD],
};

function damage(change: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ ...JOURNAL, ...change });
}

describe('a journal', () => {
  it('is read as it was written', () => {
    expect(parseJournal(formatJournal(JOURNAL))).toEqual(JOURNAL);
  });

  it('may lack what was not there', () => {
    const { id, host, fingerprint, job } = RECORD;
    const least = {
      version: 1,
      salt: 's1',
      created: {},
      records: [{ id, host, fingerprint, job, replaced: {} }],
    };

    expect(parseJournal(JSON.stringify(least))).toEqual({
      version: 1,
      salt: 's1',
      created: {
        file: false,
        blank: undefined,
        directory: undefined,
        auths: false,
        authsBefore: undefined,
      },
      records: [
        {
          id,
          host,
          fingerprint,
          job,
          replaced: { entry: undefined, record: undefined },
          run: '',
          at: '',
          expiresAt: undefined,
          minted: undefined,
        },
      ],
    });
  });

  it.each([{ mint: 'access-token' }, { place: '' }, { mark: 1 }])(
    'names nothing minted that it cannot name: %j',
    (change) => {
      const minted = { ...RECORD.minted, ...change };
      const [record] = parseJournal(damage({ records: [{ ...RECORD, minted }] }))?.records ?? [];

      expect(record).toEqual({ ...RECORD, minted: undefined });
    },
  );

  const damaged: Readonly<Record<string, string>> = {
    'no text': '',
    'half of its text': formatJournal(JOURNAL).slice(0, 100),
    'a list': '[]',
    'another version': damage({ version: 2 }),
    'no salt': damage({ salt: '' }),
    'nothing about what was made': damage({ created: undefined }),
    'no list of records': damage({ records: {} }),
    'a record that is none': damage({ records: [RECORD, 'r2'] }),
    'a record of no job': damage({ records: [{ ...RECORD, job: undefined }] }),
    'a record that tells not what it replaced': damage({ records: [{ ...RECORD, replaced: 1 }] }),
    'a record without ID': damage({ records: [{ ...RECORD, id: 1 }] }),
    'a record of no host': damage({ records: [{ ...RECORD, host: '' }] }),
    'a record without fingerprint': damage({ records: [{ ...RECORD, fingerprint: null }] }),
    'a record of a job without marker': damage({ records: [{ ...RECORD, job: { id: 'j1' } }] }),
    'a record of a job without ID': damage({ records: [{ ...RECORD, job: { marker: '/m' } }] }),
  };
  it.each(Object.entries(damaged))('with %s is damaged', (_, text) => {
    expect(parseJournal(text)).toBeUndefined();
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

  it('has the records that are in it, and none where it is not there', async () => {
    expect(hasRecords(config, ['r1'])).toBe(false);
    writeFileSync(journalPath(config), formatJournal(JOURNAL));
    expect(hasRecords(config, ['r0', 'r1'])).toBe(true);
    expect(hasRecords(config, ['r0'])).toBe(false);
  });

  it('may have them where it cannot be understood, or not even be read', async () => {
    writeFileSync(journalPath(config), 'damaged');
    expect(hasRecords(config, ['r1'])).toBe(true);
    rmSync(journalPath(config));
    mkdirSync(journalPath(config));
    expect(hasRecords(config, ['r1'])).toBe(true);
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
  ])('is another one for %j', (entry) => {
    expect(fingerprintEntry('salt', entry)).not.toBe(fingerprintEntry('salt', ENTRY));
  });

  it('is another one with another salt, and tells nothing', () => {
    expect(fingerprintEntry('other', ENTRY)).not.toBe(fingerprintEntry('salt', ENTRY));
    expect(fingerprintEntry('salt', ENTRY)).toMatch(/^[0-9a-f]{64}$/);
  });
});
