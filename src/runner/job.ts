import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import {
  giveToOwnerOf,
  isFileError,
  makeDirectory,
  PRIVATE_FILE,
  readIfThere,
  removeFile,
} from '../files/files.ts';

/** Identifies the job of a step, so that other jobs on the same machine can tell whether it still runs. */
export interface Job {
  /** The path of a file in the runner's temporary directory, which the runner empties when the job ends. */
  readonly marker: string;
  /** The content of that file. */
  readonly id: string;
  /**
   * The directory of that file, because the same path can be a different directory in another container. Records of
   * earlier versions do not have it.
   */
  readonly directory?: Directory | undefined;
  /**
   * The ID by which the runner finds the processes of a job. In job containers, there is none.
   *
   * Source: actions/runner, `JobExtension.cs`, `RUNNER_TRACKING_ID`.
   */
  readonly tracking?: string | undefined;
}

/** Device and inode of a directory, as decimal digits. */
export interface Directory {
  readonly device: string;
  readonly inode: string;
}

/** The directory that the runner empties at the start and at the end of a job. Without RUNNER_TEMP, the system's. */
export function temporaryDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const directory = environment['RUNNER_TEMP'];
  // Each step has its own working directory, so the state needs absolute paths.
  return directory === undefined || directory === '' ? tmpdir() : resolve(directory);
}

/** The path of the marker of this step's job. The marker may not exist. */
export function markerPath(directory = temporaryDirectory()): string {
  return join(directory, 'icr-login-job');
}

/** Finds the marker of this job. The first use of this action in a job creates it. */
export async function markJob(directory = temporaryDirectory()): Promise<Job> {
  await makeDirectory(directory);
  const marker = markerPath(directory);
  try {
    await writeFile(marker, randomUUID(), { flag: 'wx', mode: PRIVATE_FILE });
    await giveToOwnerOf(directory, marker);
  } catch (error) {
    if (!isFileError(error, 'EEXIST')) {
      throw error;
    }
  }
  /* v8 ignore next -- Only if another process removes the marker at this very moment. */
  const id = String((await readIfThere(marker)) ?? '');
  if (id !== '') {
    return { marker, id, directory: await identify(directory), tracking: trackingId() };
  }
  // The marker is empty, because the disk was full when it was created.
  await removeFile(marker);
  return markJob(directory);
}

/**
 * Whether it is certain that a job has ended: the directory of its marker is the recorded one, and the marker is gone
 * or belongs to another job. If the directory cannot be read from here, nothing is certain.
 */
export async function isOver({ marker, id, directory }: Job): Promise<boolean> {
  if (directory === undefined) {
    return false;
  }
  try {
    if (!isSame(directory, await identify(dirname(marker)))) {
      return false;
    }
    return String(await readIfThere(marker)) !== id;
  } catch {
    // A marker that cannot be read proves nothing.
    return false;
  }
}

function trackingId(): string | undefined {
  return process.env['RUNNER_TRACKING_ID'] || undefined;
}

/** Whether the runner says that a job is not that of this step. All jobs of a matrix have the same name and run. */
export function isOther({ tracking }: Job): boolean {
  const own = trackingId();
  return tracking !== undefined && own !== undefined && tracking !== own;
}

/** Whether a job has, or had, its marker at the same place as this step, and so runs or ran on this runner. */
export async function isHere({ marker, directory }: Job): Promise<boolean> {
  try {
    return (
      marker === markerPath() &&
      directory !== undefined &&
      isSame(directory, await identify(dirname(marker)))
    );
  } catch {
    return false;
  }
}

async function identify(path: string): Promise<Directory> {
  const { dev, ino } = await stat(path, { bigint: true });
  return { device: String(dev), inode: String(ino) };
}

function isSame(one: Directory, other: Directory): boolean {
  return one.device === other.device && one.inode === other.inode;
}

/** The run in words, for marks and the journal: `octo/app run 12/1 job build`. */
export function describeRun(environment: NodeJS.ProcessEnv = process.env): string {
  const read = (name: string): string => environment[name]?.replace(/\s+/g, '-') || 'unknown';
  const run = `${read('GITHUB_RUN_ID')}/${read('GITHUB_RUN_ATTEMPT')}`;
  return `${read('GITHUB_REPOSITORY')} run ${run} job ${read('GITHUB_JOB')}`;
}
