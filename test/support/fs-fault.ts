import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../runner/index.ts';
import { until } from './until.ts';

/** What happens at one of the calls that change files below a folder. */
export interface FsFault {
  readonly below: string;
  /** Which call, counted from 1. */
  readonly call: number | 'every';
  /**
   * `pause` makes the call when the test says so, see {@link pauseJob}; `kill` ends the process at once, in
   * place of the call; an error code makes the call fail; with `change`, another program logs in to ghcr.io
   * right before the call, unless that puts the config in place.
   */
  readonly outcome: 'pause' | 'kill' | 'change' | 'EACCES' | 'EBUSY' | 'ENOENT' | 'ENOSPC';
  /** Counts calls of this kind alone. `stat` changes nothing. */
  readonly only?: 'mkdir' | 'mkdtemp' | 'open' | 'rename' | 'rm' | 'rmdir' | 'stat' | 'write';
}

interface PauseFiles {
  /** Made when the call is reached. */
  readonly reached: string;
  /** What the process waits for. */
  readonly until: string;
}

/** Plays a fault in every process that the job starts from now on. */
export function playFault(job: Job, fault: FsFault & Partial<PauseFiles>): void {
  const hook = join(import.meta.dirname, 'fs-fault-hook.cjs');
  job.exportVariable('FS_FAULT', JSON.stringify(fault));
  job.exportVariable('NODE_OPTIONS', `--require=${hook}`);
}

/** A job whose process stops before a call, and goes on when it is told to. */
export interface PausedJob {
  readonly reached: Promise<void>;
  readonly goOn: () => void;
}

/** Pauses the next process of a job before a call. */
export function pauseJob(job: Job, call: Omit<FsFault, 'outcome'>): PausedJob {
  const [reached, go] = [join(job.folders.workspace, 'reached'), join(job.folders.workspace, 'go')];
  playFault(job, { ...call, outcome: 'pause', reached, until: go });
  return {
    reached: until(() => existsSync(reached)),
    goOn: () => writeFileSync(go, ''),
  };
}

/** Plays no fault any more. */
export function endFault(job: Job): void {
  job.exportVariable('NODE_OPTIONS', '');
}

/** What a step that mints one credential saves for its post step, and in which order. */
export const SAVES = {
  nothing: 1,
  start: 2,
  trial: 3,
  trialOver: 4,
  intent: 5,
  id: 6,
  login: 7,
} as const;

/** Makes one of the saves of a step fail. */
export function spoilSave(
  job: Job,
  save: (typeof SAVES)[keyof typeof SAVES],
  outcome: 'ENOSPC' | 'EACCES',
): void {
  const below = join(job.runnerTemp, '_runner_file_commands', 'save_state_');
  playFault(job, { below, call: save, outcome });
}
