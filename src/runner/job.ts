import { randomUUID } from 'node:crypto';
import { stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  giveToOwnerOf,
  isFileError,
  makeDirectory,
  PRIVATE_FILE,
  readIfThere,
  removeFile,
} from '../files/files.ts';

/** The job that a step belongs to, as others on the same machine can tell whether it still runs. */
export interface Job {
  /** A file in the runner's temporary directory, which the runner empties when the job is over. */
  readonly marker: string;
  /** What is in it. */
  readonly id: string;
  /**
   * Which directory it lies in: a path alone can mean another one in another container. Records of earlier
   * versions do not have it.
   */
  readonly directory?: Directory | undefined;
}

/** Device and inode of a directory, as decimal digits. */
export interface Directory {
  readonly device: string;
  readonly inode: string;
}

/** The directory that the runner empties at the start and at the end of a job. */
export function temporaryDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const directory = environment['RUNNER_TEMP'];
  return directory === undefined || directory === '' ? tmpdir() : directory;
}

/** Where the marker of this step's job lies, if it has one. */
export function markerPath(directory = temporaryDirectory()): string {
  return join(directory, 'icr-login-job');
}

/** Finds the job's marker, or makes it: the first use in a job does. */
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
  /* v8 ignore next -- Someone would have to remove the marker in this very moment. */
  const id = String((await readIfThere(marker)) ?? '');
  if (id !== '') {
    return { marker, id, directory: await identify(directory) };
  }
  // The disk was full when it was made.
  await removeFile(marker);
  return markJob(directory);
}

/**
 * Whether it is certain that a job has ended: the directory of its marker is the very one, and the marker is
 * gone, or is another job's. Where the directory cannot be seen from here, nothing is certain.
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
    // What cannot be looked at proves nothing.
    return false;
  }
}

/** Whether a job has, or had, its marker where this step has it: it is on this runner. */
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
