import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isDead, isOwn } from '../../../src/logins/dead.ts';
import type { JournalRecord } from '../../../src/logins/journal.ts';
import { describeRun, type Job, markJob } from '../../../src/runner/job.ts';

const SECOND_MS = 1000;
const HOUR_MS = 60 * 60 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;

let root: string;
let job: Job;

beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'dead-')));
  vi.stubEnv('RUNNER_TEMP', join(root, 'temp'));
  vi.stubEnv('GITHUB_REPOSITORY', 'octo/app');
  vi.stubEnv('GITHUB_RUN_ID', '12');
  vi.stubEnv('GITHUB_RUN_ATTEMPT', '1');
  vi.stubEnv('GITHUB_JOB', 'build');
  job = await markJob();
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

function fromNow(milliseconds: number): string {
  return new Date(Date.now() + milliseconds).toISOString();
}

/** A login that another job on this machine just made. */
function record(members: Partial<JournalRecord> = {}): JournalRecord {
  return {
    id: 'r1',
    host: 'us.icr.io',
    fingerprint: 'f1',
    replaced: { entry: undefined, record: undefined },
    job,
    run: 'octo/app run 11/1 job build',
    at: fromNow(0),
    expiresAt: undefined,
    minted: undefined,
    ...members,
  };
}

describe('a login whose job is running', () => {
  it('is in use', async () => {
    await expect(isDead(record(), undefined)).resolves.toBe(false);
    await expect(isDead(record(), 0)).resolves.toBe(false);
  });

  it.each([
    ['a second ago, by the clock of IBM Cloud', -SECOND_MS, 0, true],
    ['in a minute, by the clock of IBM Cloud', 60 * SECOND_MS, 0, false],
    ['in an hour by a clock that is two hours slow', HOUR_MS, 2 * HOUR_MS, true],
    ['an hour ago by a clock that is two hours fast', -HOUR_MS, -2 * HOUR_MS, false],
    // The clocks were never compared, so this one may be wrong by days.
    ['an hour ago by an unknown clock', -HOUR_MS, undefined, false],
    ['almost 5 days ago by an unknown clock', -5 * DAY_MS + HOUR_MS, undefined, false],
    ['5 days ago by an unknown clock', -5 * DAY_MS - SECOND_MS, undefined, true],
  ])('is dead if its credential expired %s: %i, %s', async (_, end, clockOffsetMs, dead) => {
    await expect(isDead(record({ expiresAt: fromNow(end) }), clockOffsetMs)).resolves.toBe(dead);
  });

  it.each([
    ['5 days ago', -5 * DAY_MS - SECOND_MS, 0, true],
    ['almost 5 days ago', -5 * DAY_MS + HOUR_MS, 0, false],
    // The clock was as slow when the login was made.
    ['4 days ago by a clock that is two days slow', -4 * DAY_MS, 2 * DAY_MS, false],
    ['6 days ago by a clock that is two days slow', -6 * DAY_MS, 2 * DAY_MS, true],
    // The clock may have been right when the login was made.
    ['6 days ago by a clock that is two days fast', -6 * DAY_MS, -2 * DAY_MS, false],
    ['8 days ago by a clock that is two days fast', -8 * DAY_MS, -2 * DAY_MS, true],
    ['6 days ago by an unknown clock', -6 * DAY_MS - SECOND_MS, undefined, false],
    ['10 days ago by an unknown clock', -10 * DAY_MS - SECOND_MS, undefined, true],
    ['in the future', 30 * DAY_MS, undefined, false],
  ])(
    'is dead if it was made %s, longer ago than any job runs: %i, %s',
    async (_, at, offset, dead) => {
      await expect(isDead(record({ at: fromNow(at) }), offset)).resolves.toBe(dead);
      // Even if it belongs to this job and its credential never expires.
      const own = record({ at: fromNow(at), run: describeRun(), expiresAt: fromNow(90 * DAY_MS) });
      await expect(isDead(own, offset)).resolves.toBe(dead);
    },
  );

  it.each([{ at: '' }, { at: 'yesterday' }, { expiresAt: 'soon' }])(
    'is not dead if its date is unreadable: %j',
    async (members) => {
      await expect(isDead(record(members), 0)).resolves.toBe(false);
    },
  );
});

describe('a login whose job is finished', () => {
  it('is dead if the same directory no longer has a marker', async () => {
    rmSync(job.marker);
    await expect(isDead(record(), undefined)).resolves.toBe(true);
  });

  it('is dead if the same directory has the marker of another job', async () => {
    writeFileSync(job.marker, 'another job');
    await expect(isDead(record(), undefined)).resolves.toBe(true);
  });

  it('stays if the directory does not exist, because another container may have it', async () => {
    rmSync(join(root, 'temp'), { recursive: true });
    await expect(isDead(record(), undefined)).resolves.toBe(false);
  });

  it('stays if the path leads to a different directory', async () => {
    // A free inode could be reused immediately.
    mkdirSync(join(root, 'other'));
    rmSync(join(root, 'temp'), { recursive: true });
    mkdirSync(join(root, 'temp'));
    const { directory } = await markJob(join(root, 'other'));
    await expect(isDead(record({ job: { ...job, directory } }), undefined)).resolves.toBe(false);
  });

  it('stays if its record does not identify the directory', async () => {
    rmSync(job.marker);
    const { marker, id } = job;
    await expect(isDead(record({ job: { marker, id } }), undefined)).resolves.toBe(false);
  });

  it('stays if the marker cannot be read', async () => {
    rmSync(job.marker);
    mkdirSync(job.marker);
    await expect(isDead(record(), undefined)).resolves.toBe(false);
  });

  it('stays if it belongs to this run, attempt and job, because a step may have emptied the directory', async () => {
    rmSync(job.marker);
    await expect(isDead(record({ run: describeRun() }), undefined)).resolves.toBe(false);
    for (const name of ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB']) {
      const own = record({ run: describeRun() });
      vi.stubEnv(name, '99');
      await expect(isDead(own, undefined)).resolves.toBe(true);
    }
  });
});

describe("a login of this step's own job", () => {
  it('has its marker', async () => {
    await expect(isOwn(record(), job.id)).resolves.toBe(true);
    await expect(isOwn(record(), 'another job')).resolves.toBe(false);
    await expect(isOwn(record(), undefined)).resolves.toBe(false);
  });

  it('has its run, attempt and job if the marker was lost', async () => {
    rmSync(job.marker);
    const own = record({ run: describeRun() });

    await expect(isOwn(own, undefined)).resolves.toBe(true);
    await expect(isOwn(own, 'made anew')).resolves.toBe(true);
  });

  it('was made in its directory', async () => {
    const own = record({ run: describeRun() });
    vi.stubEnv('RUNNER_TEMP', join(root, 'other'));
    await markJob();
    await expect(isOwn(own, job.id)).resolves.toBe(false);

    // The same path in another container is a different directory.
    const { directory } = await markJob();
    vi.stubEnv('RUNNER_TEMP', join(root, 'temp'));
    const elsewhere = { ...own, job: { ...job, directory } };
    await expect(isOwn(elsewhere, job.id)).resolves.toBe(false);
    await expect(isOwn({ ...own, job: { marker: job.marker, id: job.id } }, job.id)).resolves.toBe(
      false,
    );
  });
});
