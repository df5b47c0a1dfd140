import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isFileError } from '../store/files.ts';

/** The job that this step belongs to, as others on the same machine can tell whether it still runs. */
export interface Job {
  /** A file that the runner removes with the job. */
  readonly marker: string;
  /** What is in it. */
  readonly id: string;
}

/** The directory that the runner empties at the end of the job. */
export function temporaryDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const directory = environment['RUNNER_TEMP'];
  return directory === undefined || directory === '' ? tmpdir() : directory;
}

/** Where the marker of this step's job lies, if it has one. */
export function markerPath(directory = temporaryDirectory()): string {
  return join(directory, 'icr-login-job');
}

/** Finds the job's marker, or makes it: the first use in a job does. */
export function markJob(directory = temporaryDirectory()): Job {
  mkdirSync(directory, { recursive: true });
  const marker = markerPath(directory);
  try {
    writeFileSync(marker, randomUUID(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!isFileError(error, 'EEXIST')) {
      throw error;
    }
  }
  const id = readFileSync(marker, 'utf8');
  if (id !== '') {
    return { marker, id };
  }
  // The disk was full when it was made.
  rmSync(marker);
  return markJob(directory);
}

/** Whether a job has ended: its marker is gone, or is another job's. */
export function isOver({ marker, id }: Job): boolean {
  try {
    return readFileSync(marker, 'utf8') !== id;
  } catch {
    // The runner has removed it, with everything else of that job.
    return true;
  }
}

/** The run in words, for marks and the journal: `octo/app run 12/1 job build`. */
export function describeRun(environment: NodeJS.ProcessEnv = process.env): string {
  const read = (name: string): string => environment[name]?.replace(/\s+/g, '-') || 'unknown';
  const run = `${read('GITHUB_RUN_ID')}/${read('GITHUB_RUN_ATTEMPT')}`;
  return `${read('GITHUB_REPOSITORY')} run ${run} job ${read('GITHUB_JOB')}`;
}
