import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  emptyJournal,
  formatJournal,
  type JournalRecord,
  journalPath,
} from '../../../src/logins/journal.ts';
import { leaveOutOtherJobs } from '../../../src/logins/other-jobs.ts';
import { describeRun, type Job, markJob } from '../../../src/runner/job.ts';
import { fingerprintEntry } from '../../../src/text/fingerprint.ts';
import { Deadline } from '../../../src/time/deadline.ts';

const HOST = 'us.icr.io';
const MINE = '{"auth": "bWU6bWluZQ=="}';
const OWN = '{"auth": "am9iOm93bg=="}';
const THEIRS = '{"auth": "am9iOm90aGVy"}';
const OTHER_JOB: Job = { marker: '/elsewhere/icr-login-job', id: 'j2' };

let root: string;
let path: string;

beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'other-jobs-')));
  path = join(root, 'config.json');
  vi.stubEnv('RUNNER_TEMP', root);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

function configWith(entry: string): string {
  return `{"auths": {"${HOST}": ${entry}}}`;
}

/** Writes a journal in which each login replaced the one before it. */
function writeJournal(
  first: string | undefined,
  ...logins: readonly (readonly [entry: string, job: Job])[]
): void {
  const journal = emptyJournal();
  const entries = [first, ...logins.map(([entry]) => entry)];
  const records = logins.map(([entry, job], index): JournalRecord => {
    const before = index === 0 ? undefined : `r${index - 1}`;
    return {
      id: `r${index}`,
      host: HOST,
      fingerprint: fingerprintEntry(journal.salt, entry),
      replaced: { entry: entries[index], record: before },
      job,
      run: job === OTHER_JOB ? 'octo/other run 1/1 job build' : describeRun(),
      at: new Date().toISOString(),
      expiresAt: undefined,
    };
  });
  writeFileSync(journalPath(path), formatJournal({ ...journal, records }));
}

/** The text of the config without the logins of other jobs. */
async function leaveOut(text: string, seconds = 20): Promise<string> {
  writeFileSync(path, text);
  return String(await leaveOutOtherJobs(path, Buffer.from(text), new Deadline(seconds)));
}

describe('a config without the logins of other jobs', () => {
  it("has the user's own login again", async () => {
    writeJournal(MINE, [THEIRS, OTHER_JOB]);
    await expect(leaveOut(configWith(THEIRS))).resolves.toBe(configWith(MINE));
  });

  it('has no login if there was none before', async () => {
    writeJournal(undefined, [THEIRS, OTHER_JOB], [OWN, OTHER_JOB]);
    await expect(leaveOut(configWith(OWN))).resolves.toBe('{"auths": {}}');
  });

  it('has no login if a record is below the one that replaced nothing', async () => {
    writeJournal(undefined, [THEIRS, OTHER_JOB]);
    const { records, ...journal } = JSON.parse(readFileSync(journalPath(path), 'utf8'));
    const older = { ...records[0], id: 'older' };
    writeFileSync(journalPath(path), JSON.stringify({ ...journal, records: [older, ...records] }));
    await expect(leaveOut(configWith(THEIRS))).resolves.toBe('{"auths": {}}');
  });

  it('has the login of this job that another one replaced, but nothing older', async () => {
    writeJournal(MINE, [OWN, await markJob()], [THEIRS, OTHER_JOB]);
    await expect(leaveOut(configWith(THEIRS))).resolves.toBe(configWith(OWN));
  });

  it('keeps the login of this job', async () => {
    writeJournal(MINE, [OWN, await markJob()]);
    await expect(leaveOut(configWith(OWN))).resolves.toBe(configWith(OWN));
  });

  it('is the same without a journal, and with one that is not a file', async () => {
    await expect(leaveOut(configWith(MINE))).resolves.toBe(configWith(MINE));
    mkdirSync(journalPath(path));
    await expect(leaveOut(configWith(MINE))).resolves.toBe(configWith(MINE));
  });

  it('is the same if it is malformed, or if there is no time', async () => {
    writeJournal(MINE, [THEIRS, OTHER_JOB]);
    await expect(leaveOut('{"auths": ')).resolves.toBe('{"auths": ');
    await expect(leaveOut(configWith(THEIRS), 0)).resolves.toBe(configWith(THEIRS));
  });
});
