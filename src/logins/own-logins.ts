import { basename, dirname, join } from 'node:path';
import { warning } from '@actions/core';
import { quoteError } from '../errors/describe.ts';
import { readIfThere, resolveLinks } from '../files/files.ts';
import { isRegistryHost } from '../registry/registry-host.ts';
import { describeRun, isHere, markerPath } from '../runner/job.ts';
import { decodeConfig } from '../stores/config-bytes.ts';
import { dockerConfigPath, podmanLoginPaths } from '../stores/config-path.ts';
import { readDockerConfig } from '../stores/docker-config.ts';
import { disarm } from '../text/disarm.ts';
import { isJsonObject } from '../text/json.ts';
import { isOwn } from './dead.ts';
import { type Journal, type JournalRecord, readJournal, warnOfDamage } from './journal.ts';

/** The logins of this job in one config. */
export interface OwnLogins {
  /** The real path of the config. */
  readonly path: string;
  readonly records: readonly JournalRecord[];
  /** The hosts of logins that may be this job's, which their records do not prove. */
  readonly doubtful: readonly string[];
  /** The hosts of logins that no record names: a person's, or one whose record is gone. */
  readonly unrecorded: readonly string[];
}

/**
 * Finds every login that this job has made and not ended, in whatever config the clients look into, those that
 * are to be ended first in front. A config that cannot be looked at is passed over, with a warning: the others are
 * not to wait for it.
 */
export async function findOwnLogins(): Promise<readonly OwnLogins[]> {
  const marker = await readMarker();
  const found = new Map<string, OwnLogins>();
  // A step may have led the clients to another config since the login.
  const candidates = new Set([dockerConfigPath(), ...podmanLoginPaths(), dockerConfigPath({})]);
  for (const candidate of candidates) {
    try {
      for (const path of await listPlaces(candidate)) {
        const { journal, damage } = await readJournal(path);
        warnOfDamage(path, damage);
        const unrecorded = await listUnrecorded(path, journal);
        found.set(path, { path, unrecorded, ...(await chooseOwn(journal.records, marker)) });
      }
    } catch (error) {
      const place = disarm(candidate);
      warning(
        `${place} cannot be looked at: a login that this job may have there ends with the job. ${quoteError(error)}`,
      );
    }
  }
  return [...found.values()].filter(
    ({ records, doubtful, unrecorded }) => records.length + doubtful.length + unrecorded.length > 0,
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

/** The registries that a config has a login to, and its journal does not name. */
async function listUnrecorded(path: string, { records }: Journal): Promise<readonly string[]> {
  const { text } = decodeConfig(await readIfThere(path));
  const auths = readDockerConfig(text)?.members['auths'];
  const hosts = Object.entries(isJsonObject(auths) ? auths : {}).flatMap(([host, entry]) =>
    isRegistryHost(host) && isJsonObject(entry) && Object.keys(entry).length > 0 ? [host] : [],
  );
  return hosts.filter((host) => !records.some((record) => record.host === host));
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
