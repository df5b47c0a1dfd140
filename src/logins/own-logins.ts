import { basename, dirname, join } from 'node:path';
import { warning } from '@actions/core';
import { quoteError } from '../errors/describe.ts';
import { readIfThere, resolveLinks } from '../files/files.ts';
import { isRegistryHost } from '../registry/registry-host.ts';
import { describeRun, isHere, markerPath } from '../runner/job.ts';
import { decodeConfig } from '../stores/config-bytes.ts';
import { dockerConfigPath, podmanLoginPaths } from '../stores/config-path.ts';
import { ConfigText } from '../stores/config-text.ts';
import { openCredentialHelper } from '../stores/credential-helper.ts';
import { findHelper, readDockerConfig } from '../stores/docker-config.ts';
import { listPrivateConfigs } from '../stores/private-config.ts';
import { disarm } from '../text/disarm.ts';
import { fingerprintEntry } from '../text/fingerprint.ts';
import { isJsonObject } from '../text/json.ts';
import type { Deadline } from '../time/deadline.ts';
import { isAt } from './chain.ts';
import { isOwn } from './dead.ts';
import { type Journal, type JournalRecord, readJournal, warnOfDamage } from './journal.ts';

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

interface SavedEntry {
  readonly host: string;
  /** The credential helper that has the entry; missing for the config file. */
  readonly store?: string | undefined;
  readonly fingerprint: string;
}

/** What an earlier step of this job says in its state that it wrote to a config. */
export interface SavedLogins {
  readonly path: string;
  readonly entries: readonly SavedEntry[];
  /** The salt of the fingerprints. */
  readonly salt: string;
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
        const { journal, damage } = await readJournal(path);
        warnOfDamage(path, damage);
        const unrecorded = await listUnrecorded(path, journal);
        const lost = await Promise.all(
          saved
            .filter((logins) => logins.path === path)
            .map((logins) => listLost(logins, journal, searching)),
        );
        const isPrivate = privates.has(candidate) || found.get(path)?.isPrivate === true;
        const { salt, records: all } = journal;
        const { records, doubtful } = await chooseOwn(all, marker);
        found.set(path, {
          path,
          isPrivate,
          salt,
          records,
          doubtful: [...new Set([...doubtful, ...lost.flat()])],
          unrecorded: unrecorded.filter((host) => !lost.flat().includes(host)),
        });
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

/** The registry hosts that a config has a login to, but its journal has no record of. */
async function listUnrecorded(path: string, { records }: Journal): Promise<readonly string[]> {
  const { text } = decodeConfig(await readIfThere(path));
  const auths = readDockerConfig(text)?.members['auths'];
  const hosts = Object.entries(isJsonObject(auths) ? auths : {}).flatMap(([host, entry]) =>
    isRegistryHost(host) && isJsonObject(entry) && Object.keys(entry).length > 0 ? [host] : [],
  );
  return hosts.filter((host) => !records.some((record) => record.host === host));
}

/** The hosts of logins that are still there and that a step of this job wrote, although their records were lost. */
async function listLost(
  { path, entries, salt }: SavedLogins,
  { records }: Journal,
  deadline: Deadline,
): Promise<readonly string[]> {
  const { text } = decodeConfig(await readIfThere(path));
  const isThere = async ({ host, store, fingerprint }: SavedEntry): Promise<boolean> => {
    const entry =
      store === undefined
        ? ConfigText.parse(text)?.read(host)
        : await readFromHelper(text, host, store, deadline);
    return entry !== undefined && fingerprintEntry(salt, entry) === fingerprint;
  };
  const lost = entries.filter((entry) => !records.some(isAt({ store: undefined, ...entry })));
  const verdicts = await Promise.all(lost.map(isThere));
  return lost.filter((_, index) => verdicts[index] === true).map(({ host }) => host);
}

/** Reads an entry from a credential helper, if the config names that helper for the host and it works. */
async function readFromHelper(
  text: string,
  host: string,
  store: string,
  deadline: Deadline,
): Promise<string | undefined> {
  const config = readDockerConfig(text);
  if (config === undefined || findHelper(config, host) !== store) {
    return undefined;
  }
  try {
    return await (await openCredentialHelper(store, deadline)).read(host);
  } catch {
    // A helper that fails now has most likely failed to store the login, too.
    return undefined;
  }
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
