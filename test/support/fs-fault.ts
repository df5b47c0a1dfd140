import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../runner/index.ts';
import { until } from './until.ts';

/** A fault at one of the file-system calls that change something below a folder. */
export interface FsFault {
  readonly below: string;
  /** Which call, counted from 1. */
  readonly call: number | 'every';
  /**
   * `pause` waits for the test before the call; see {@link pauseJob}. `kill` ends the process instead of
   * making the call. An error code makes the call fail. With `change`, another program logs in to ghcr.io
   * right before the call, unless the call moves a prepared config into place.
   */
  readonly outcome: 'pause' | 'kill' | 'change' | 'EACCES' | 'EBUSY' | 'ENOENT' | 'ENOSPC';
  /** Counts only calls of this kind. `stat` changes nothing. */
  readonly only?: 'mkdir' | 'mkdtemp' | 'open' | 'rename' | 'rm' | 'rmdir' | 'stat' | 'write';
}

interface PauseFiles {
  /** The file that the process creates when it reaches the call. */
  readonly reached: string;
  /** The file that the process waits for. */
  readonly until: string;
}

/** Injects a fault into every process that the job starts from now on. */
export function playFault(job: Job, fault: FsFault & Partial<PauseFiles>): void {
  const hook = join(import.meta.dirname, 'fs-fault-hook.cjs');
  job.exportVariable('FS_FAULT', JSON.stringify(fault));
  job.exportVariable('NODE_OPTIONS', `--require=${hook}`);
}

/** A job whose process stops before a call and waits until the test lets it continue. */
export interface PausedJob {
  readonly reached: Promise<void>;
  readonly resume: () => void;
}

/** Pauses the next process of a job before a call. */
export function pauseJob(job: Job, call: Omit<FsFault, 'outcome'>): PausedJob {
  const [reached, go] = [join(job.folders.workspace, 'reached'), join(job.folders.workspace, 'go')];
  playFault(job, { ...call, outcome: 'pause', reached, until: go });
  return {
    reached: until(() => existsSync(reached)),
    resume: () => writeFileSync(go, ''),
  };
}

/** Stops injecting faults. */
export function endFault(job: Job): void {
  job.exportVariable('NODE_OPTIONS', '');
}

/** What a step that mints one credential saves for its post step, in this order. */
export const SAVES = {
  nothing: 1,
  start: 2,
  trial: 3,
  trialOver: 4,
  intent: 5,
  id: 6,
  login: 7,
} as const;

/** Makes one of a step's saves fail. */
export function failSave(
  job: Job,
  save: (typeof SAVES)[keyof typeof SAVES],
  outcome: 'ENOSPC' | 'EACCES',
): void {
  const below = join(job.runnerTemp, '_runner_file_commands', 'save_state_');
  playFault(job, { below, call: save, outcome });
}
