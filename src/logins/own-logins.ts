import { basename, dirname, join } from 'node:path';
import { warning } from '@actions/core';
import { quoteError } from '../errors/describe.ts';
import { readIfThere, resolveLinks } from '../files/files.ts';
import { isRegistryHost } from '../registry/registry-host.ts';
import { describeRun, isHere, markerPath } from '../runner/job.ts';
import { decodeConfig } from '../stores/config-bytes.ts';
import { dockerConfigPath, podmanLoginPaths } from '../stores/config-path.ts';
import { readDockerConfig } from '../stores/docker-config.ts';
import { listPrivateConfigs } from '../stores/private-config.ts';
import { disarm } from '../text/disarm.ts';
import { isJsonObject } from '../text/json.ts';
import type { Deadline } from '../time/deadline.ts';
import { isOwn } from './dead.ts';
import { type Journal, type JournalRecord, readJournal, warnOfDamage } from './journal.ts';
import { listLost, type SavedLogins } from './lost-logins.ts';

/** The logins of this job in one config. */
export interface OwnLogins {
  /** The real path of the config. */
  readonly path: string;
  /** Whether it is a private config of this job, which may have copies of logins in other configs. */
  readonly isPrivate: boolean;
  readonly records: readonly JournalRecord[];
  /** The salt of the fingerprints in `records`. */
  readonly salt: string;
  /** The hosts of logins that may belong to this job, although their records do not prove it. */
  readonly doubtful: readonly string[];
  /** The hosts of logins without a record: those of other users or programs, or whose record was lost. */
  readonly unrecorded: readonly string[];
}

/**
 * Finds every login of this job that has not been undone, in every config that the clients read. A config that
 * cannot be read is skipped with a warning, so that the others are still found.
 *
 * @param saved what earlier steps saved: a step may have pointed the clients to other configs since, or have removed
 * records.
 * @param deadline the search takes half of the remaining time at most.
 * @returns the configs in the order in which to undo their logins, without those that have none.
 */
export async function findOwnLogins(
  saved: readonly SavedLogins[],
  deadline: Deadline,
): Promise<readonly OwnLogins[]> {
  const searching = deadline.half();
  const marker = await readMarker();
  const found = new Map<string, OwnLogins>();
  const privates = new Set(listPrivateConfigs());
  // These few are always searched: a step may have deleted the saved states, or added many files to them.
  const usual = [dockerConfigPath(), ...podmanLoginPaths(), dockerConfigPath({})];
  for (const candidate of new Set([...usual, ...saved.map(({ path }) => path), ...privates])) {
    if (searching.remainingMs() === 0 && !usual.includes(candidate)) {
      warning(
        'There was no time to look for logins in all configs of this job. Those that were not found stay until the job ends.',
      );
      break;
    }
    try {
      for (const path of await listPlaces(candidate)) {
        const isPrivate = privates.has(candidate) || found.get(path)?.isPrivate === true;
        const own = await search(path, { saved, marker, deadline: searching });
        found.set(path, { path, isPrivate, ...own });
      }
    } catch (error) {
      const place = disarm(candidate);
      warning(
        `${place} could not be checked. If this job has a login there, it stays until the job ends. ${quoteError(error)}`,
      );
    }
  }
  return [...found.values()].filter(
    ({ records, doubtful, unrecorded }) => records.length + doubtful.length + unrecorded.length > 0,
  );
}

/**
 * The paths next to which the journal of a config can be: that of the file and, if someone has moved the file since
 * and left a symbolic link, that of the link.
 */
async function listPlaces(config: string): Promise<ReadonlySet<string>> {
  const directory = await resolveLinks(dirname(config));
  return new Set([await resolveLinks(config), join(directory, basename(config))]);
}

/** What to search a config with. */
interface Search {
  readonly saved: readonly SavedLogins[];
  /** The marker of this step's job. */
  readonly marker: string | undefined;
  readonly deadline: Deadline;
}

async function search(
  path: string,
  { saved, marker, deadline }: Search,
): Promise<Omit<OwnLogins, 'path' | 'isPrivate'>> {
  const { journal, damage } = await readJournal(path);
  warnOfDamage(path, damage);
  const { text } = decodeConfig(await readIfThere(path));
  const own = saved.filter((logins) => logins.path === path);
  const lost = await listLost(own, text, journal, deadline);
  const { records, doubtful } = await chooseOwn(journal.records, marker);
  return {
    records,
    salt: journal.salt,
    doubtful: [...new Set([...doubtful, ...lost])],
    unrecorded: listUnrecorded(text, journal).filter((host) => !lost.includes(host)),
  };
}

async function chooseOwn(
  all: readonly JournalRecord[],
  marker: string | undefined,
): Promise<Pick<OwnLogins, 'records' | 'doubtful'>> {
  const verdicts = await Promise.all(all.map((record) => isOwn(record, marker)));
  const places = await Promise.all(all.map(({ job }) => isHere(job)));
  const records = all.filter((_, index) => verdicts[index] === true);
  const doubtful = all
    .filter((record, index) => record.run === describeRun() || places[index] === true)
    .filter((record) => !records.includes(record))
    .map(({ host }) => host);
  return { records, doubtful };
}

/** The registry hosts that the text of a config has a login to, but its journal has no record of. */
function listUnrecorded(text: string, { records }: Journal): readonly string[] {
  const auths = readDockerConfig(text)?.members['auths'];
  const hosts = Object.entries(isJsonObject(auths) ? auths : {}).flatMap(([host, entry]) =>
    isRegistryHost(host) && isJsonObject(entry) && Object.keys(entry).length > 0 ? [host] : [],
  );
  return hosts.filter((host) => !records.some((record) => record.host === host));
}

/** What the marker of this step's job contains, `undefined` if there is none. */
export async function readMarker(): Promise<string | undefined> {
  try {
    const bytes = await readIfThere(markerPath());
    return bytes?.toString();
  } catch {
    // This action only creates regular files.
    return undefined;
  }
}
