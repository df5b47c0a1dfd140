import { isOver, type Job, markerPath } from '../runner/job.ts';
import { dockerConfigPath, podmanLoginPaths } from '../store/config-path.ts';
import { resolveLinks } from '../store/files.ts';
import type { JournalRecord } from './journal.ts';
import { readJournal } from './journal-file.ts';

/** The logins of this job in one config. */
export interface OwnLogins {
  /** The real path of the config. */
  readonly path: string;
  readonly records: readonly JournalRecord[];
}

/** Finds every login that this job has made and not ended, in whatever config the clients look into. */
export function findOwnLogins(): readonly OwnLogins[] {
  const candidates = [dockerConfigPath(), ...podmanLoginPaths()].map((path) => resolveLinks(path));
  const found = [...new Set(candidates)].map((path) => {
    const { records } = readJournal(path);
    return { path, records: records.filter(({ job }) => isOwn(job)) };
  });
  return found.filter(({ records }) => records.length > 0);
}

/** A job is known by its marker, which lies in its own temporary directory. */
function isOwn(job: Job): boolean {
  return job.marker === markerPath() && !isOver(job);
}
