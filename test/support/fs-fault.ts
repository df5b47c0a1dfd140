import { existsSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Job } from '../runner/index.ts';

/** What happens at one of the calls that change files below a folder. */
export interface FsFault {
  readonly below: string;
  /** Which call, counted from 1. */
  readonly call: number | 'every';
  /**
   * `kill` ends the process at once, in place of the call; an error code makes the call fail; with `change`,
   * another program logs in to ghcr.io right before the call, unless that puts the config in place.
   */
  readonly outcome: 'kill' | 'change' | 'EACCES' | 'EBUSY' | 'ENOENT' | 'ENOSPC';
  /** Counts the calls of this function alone, which may be one that changes nothing. */
  readonly only?: 'mkdtempSync' | 'readFileSync' | 'writeFileSync';
}

/** Plays a fault in every process that the job starts from now on. */
export function playFault(job: Job, fault: FsFault): void {
  const hook = join(import.meta.dirname, 'fs-fault-hook.cjs');
  job.exportVariable('FS_FAULT', JSON.stringify(fault));
  job.exportVariable('NODE_OPTIONS', `--require=${hook}`);
}

/** Plays no fault any more. */
export function endFault(job: Job): void {
  job.exportVariable('NODE_OPTIONS', '');
}

/** Makes the lock that a killed process held old enough to be broken, so that nobody has to wait for it. */
export function ageLock(configPath: string): void {
  const lock = `${configPath}.icr-login-lock`;
  if (existsSync(lock)) {
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);
  }
}
