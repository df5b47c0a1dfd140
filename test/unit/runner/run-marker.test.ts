import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  describeRun,
  isHere,
  isOver,
  markerPath,
  markJob,
  temporaryDirectory,
} from '../../../src/runner/job.ts';
import { makeFifo } from '../../support/special-files.ts';

/** The longest path that Linux accepts. */
const LONGEST_PATH = 4095;

let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'marker-')));
});

afterEach(() => {
  vi.unstubAllEnvs();
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the marker of a job', () => {
  it('is created by the first use and found by the next', async () => {
    const job = await markJob(join(folder, 'first'));

    await expect(markJob(join(folder, 'first'))).resolves.toEqual(job);
    await expect(isOver(job)).resolves.toBe(false);
    const { dev, ino } = statSync(join(folder, 'first'), { bigint: true });
    expect(job).toEqual({
      marker: join(folder, 'first', 'icr-login-job'),
      id: readFileSync(job.marker, 'utf8'),
      directory: { device: String(dev), inode: String(ino) },
    });
  });

  it.skipIf(process.platform === 'win32')('is accessible only to its owner', async () => {
    const { marker } = await markJob(join(folder, 'private'));

    expect(statSync(marker).mode & 0o777).toBe(0o600);
  });

  it('is created once, even if several uses start at the same moment', async () => {
    const directory = join(folder, 'busy');
    const jobs = await Promise.all(Array.from({ length: 10 }, () => markJob(directory)));

    expect(new Set(jobs.map(({ id }) => id)).size).toBe(1);
    expect(readFileSync(markerPath(directory), 'utf8')).toBe(jobs[0]?.id);
  });

  it('shows that the job is finished if it is missing or belongs to another job', async () => {
    const job = await markJob(join(folder, 'second'));
    rmSync(job.marker);
    await expect(isOver(job)).resolves.toBe(true);
    writeFileSync(job.marker, 'another job');
    await expect(isOver(job)).resolves.toBe(true);
  });

  it('proves nothing if its directory is missing, different or unknown', async () => {
    const job = await markJob(join(folder, 'gone'));
    const other = await markJob(join(folder, 'other'));
    await expect(isOver({ ...other, id: 'x', directory: job.directory })).resolves.toBe(false);
    await expect(isOver({ marker: other.marker, id: 'x' })).resolves.toBe(false);
    rmSync(join(folder, 'gone'), { recursive: true });
    await expect(isOver(job)).resolves.toBe(false);
  });

  it.skipIf(process.platform === 'win32')(
    'proves nothing if it was replaced with a pipe',
    async () => {
      const job = await markJob(join(folder, 'pipe'));
      rmSync(job.marker);
      makeFifo(job.marker);

      await expect(isOver(job)).resolves.toBe(false);
      await expect(markJob(join(folder, 'pipe'))).rejects.toThrow(
        `${job.marker} is not a regular file`,
      );
    },
  );

  it('is created again if a full disk has left it empty', async () => {
    const { marker, id } = await markJob(join(folder, 'third'));
    writeFileSync(marker, '');
    const job = await markJob(join(folder, 'third'));

    expect(job.id).toHaveLength(id.length);
    expect(job.id).not.toBe(id);
    await expect(isOver(job)).resolves.toBe(false);
  });

  it('causes an error if it cannot be created', async () => {
    // Short enough for a directory, but too long for a file in it.
    const levels = Math.floor((LONGEST_PATH - 1 - folder.length) / '/directory'.length);

    await expect(markJob(folder + '/directory'.repeat(levels))).rejects.toThrow('ENAMETOOLONG');
  });

  it('is local if this step would create it in the same directory', async () => {
    vi.stubEnv('RUNNER_TEMP', join(folder, 'here'));
    const job = await markJob();
    await expect(isHere(job)).resolves.toBe(true);
    rmSync(job.marker);
    await expect(isHere(job)).resolves.toBe(true);
    await expect(isHere({ marker: job.marker, id: job.id })).resolves.toBe(false);

    vi.stubEnv('RUNNER_TEMP', join(folder, 'there'));
    await expect(isHere(job)).resolves.toBe(false);
    const other = await markJob();
    await expect(isHere({ ...other, directory: job.directory })).resolves.toBe(false);
    rmSync(join(folder, 'there'), { recursive: true });
    await expect(isHere(other)).resolves.toBe(false);
  });
});

describe('the directory that the runner empties', () => {
  it.each([
    [{ RUNNER_TEMP: resolve('/runner/temp') }, resolve('/runner/temp')],
    [{ RUNNER_TEMP: 'temp/' }, resolve('temp')],
    [{ RUNNER_TEMP: '' }, tmpdir()],
    [{}, tmpdir()],
  ])('with the variables %j is %s', (environment, directory) => {
    expect(temporaryDirectory(environment)).toBe(directory);
  });
});

describe('the text for a run', () => {
  it('names repository, run, attempt and job, each without spaces', () => {
    const environment = {
      GITHUB_REPOSITORY: 'octo/app',
      GITHUB_RUN_ID: '12',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: 'build it',
    };

    expect(describeRun(environment)).toBe('octo/app run 12/1 job build-it');
  });

  it('says what is unknown', () => {
    expect(describeRun({ GITHUB_JOB: '' })).toBe('unknown run unknown/unknown job unknown');
  });
});
