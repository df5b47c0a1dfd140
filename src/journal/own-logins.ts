import { warning } from '@actions/core';
import { quoteError } from '../errors/describe.ts';
import { isOver, type Job, markerPath } from '../runner/job.ts';
import { dockerConfigPath, podmanLoginPaths } from '../store/config-path.ts';
import { resolveLinks } from '../store/files.ts';
import { disarm } from '../text/disarm.ts';
import type { JournalRecord } from './journal.ts';
import { readJournal } from './journal-file.ts';

/** The logins of this job in one config. */
export interface OwnLogins {
  /** The real path of the config. */
  readonly path: string;
  readonly records: readonly JournalRecord[];
}

/**
 * Finds every login that this job has made and not ended, in whatever config the clients look into. One that
 * cannot be looked at is passed over, with a warning: the others are not to wait for it.
 */
export function findOwnLogins(): readonly OwnLogins[] {
  const found = new Map<string, OwnLogins>();
  for (const candidate of [dockerConfigPath(), ...podmanLoginPaths()]) {
    try {
      const path = resolveLinks(candidate);
      const records = readJournal(path).records.filter(({ job }) => isOwn(job));
      found.set(path, { path, records });
    } catch (error) {
      const place = disarm(candidate);
      warning(
        `${place} cannot be looked at: a login that this job may have there ends with the job. ${quoteError(error)}`,
      );
    }
  }
  return [...found.values()].filter(({ records }) => records.length > 0);
}

/** A job is known by its marker, which lies in its own temporary directory. */
function isOwn(job: Job): boolean {
  return job.marker === markerPath() && !isOver(job);
}
