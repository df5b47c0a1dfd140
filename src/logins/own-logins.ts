import { basename, dirname, join } from 'node:path';
import { warning } from '@actions/core';
import { quoteError } from '../errors/describe.ts';
import { readIfThere, resolveLinks } from '../files/files.ts';
import { describeRun, markerPath } from '../runner/job.ts';
import { dockerConfigPath, podmanLoginPaths } from '../stores/config-path.ts';
import { disarm } from '../text/disarm.ts';
import { isOwn } from './dead.ts';
import { type JournalRecord, readJournal, warnOfDamage } from './journal.ts';

/** The logins of this job in one config. */
export interface OwnLogins {
  /** The real path of the config. */
  readonly path: string;
  readonly records: readonly JournalRecord[];
  /** The hosts of logins of this run, attempt and job of which no one can tell whether this runner made them. */
  readonly doubtful: readonly string[];
}

/**
 * Finds every login that this job has made and not ended, in whatever config the clients look into, those that
 * are to be ended first in front. A config that cannot be looked at is passed over, with a warning: the others are
 * not to wait for it.
 */
export async function findOwnLogins(): Promise<readonly OwnLogins[]> {
  const marker = await readMarker();
  const found = new Map<string, OwnLogins>();
  for (const candidate of [dockerConfigPath(), ...podmanLoginPaths()]) {
    try {
      for (const path of await listPlaces(candidate)) {
        const { journal, damage } = await readJournal(path);
        warnOfDamage(path, damage);
        found.set(path, await chooseOwn(path, journal.records, marker));
      }
    } catch (error) {
      const place = disarm(candidate);
      warning(
        `${place} cannot be looked at: a login that this job may have there ends with the job. ${quoteError(error)}`,
      );
    }
  }
  return [...found.values()].filter(
    ({ records, doubtful }) => records.length + doubtful.length > 0,
  );
}

/**
 * Where the journal of a config can lie: beside the file, and, where someone has moved the file since and left a
 * link, beside that.
 */
async function listPlaces(config: string): Promise<ReadonlySet<string>> {
  const directory = await resolveLinks(dirname(config));
  return new Set([await resolveLinks(config), join(directory, basename(config))]);
}

async function chooseOwn(
  path: string,
  all: readonly JournalRecord[],
  marker: string | undefined,
): Promise<OwnLogins> {
  const verdicts = await Promise.all(all.map((record) => isOwn(record, marker)));
  const records = all.filter((_, index) => verdicts[index] === true);
  const doubtful = all
    .filter((record) => !records.includes(record) && record.run === describeRun())
    .map(({ host }) => host);
  return { path, records, doubtful };
}

/** What is in the marker of this step's job, `undefined` where it has none. */
export async function readMarker(): Promise<string | undefined> {
  try {
    return String(await readIfThere(markerPath()));
  } catch {
    // What is not a file is not this action's.
    return undefined;
  }
}
