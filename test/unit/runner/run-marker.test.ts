import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeRun, isOver, markJob, temporaryDirectory } from '../../../src/runner/job.ts';

/** Linux takes no longer one. */
const LONGEST_PATH = 4095;

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'marker-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the marker of a job', () => {
  it('is made by the first use and found by the next', () => {
    const job = markJob(join(folder, 'first'));

    expect(markJob(join(folder, 'first'))).toEqual(job);
    expect(isOver(job)).toBe(false);
  });

  it('tells that the job is over where it is gone, or is the one of another job', () => {
    const job = markJob(join(folder, 'second'));
    rmSync(job.marker);
    expect(isOver(job)).toBe(true);
    writeFileSync(job.marker, 'another job');
    expect(isOver(job)).toBe(true);
  });

  it('is made again where a full disk has left it empty', () => {
    const { marker, id } = markJob(join(folder, 'third'));
    writeFileSync(marker, '');
    const job = markJob(join(folder, 'third'));

    expect(job.id).toHaveLength(id.length);
    expect(isOver(job)).toBe(false);
  });

  it('is an error where it cannot be made', () => {
    // Long enough for a directory, and too long for a file in it.
    const levels = Math.floor((LONGEST_PATH - 1 - folder.length) / '/directory'.length);

    expect(() => markJob(folder + '/directory'.repeat(levels))).toThrow('ENAMETOOLONG');
  });
});

describe('the directory that the runner empties', () => {
  it.each([
    [{ RUNNER_TEMP: '/runner/temp' }, '/runner/temp'],
    [{ RUNNER_TEMP: '' }, tmpdir()],
    [{}, tmpdir()],
  ])('with the variables %j is %s', (environment, directory) => {
    expect(temporaryDirectory(environment)).toBe(directory);
  });
});

describe('the words for a run', () => {
  it('name repository, run, attempt and job, none with a space', () => {
    const environment = {
      GITHUB_REPOSITORY: 'octo/app',
      GITHUB_RUN_ID: '12',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_JOB: 'build it',
    };

    expect(describeRun(environment)).toBe('octo/app run 12/1 job build-it');
  });

  it('say what is not known', () => {
    expect(describeRun({ GITHUB_JOB: '' })).toBe('unknown run unknown/unknown job unknown');
  });
});
