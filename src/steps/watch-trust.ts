import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { resolveLinks } from '../files/files.ts';
import {
  fingerprintTrust,
  listChanges,
  readTrusted,
  readTrustedByClients,
  withoutClients,
} from '../http/trust.ts';
import { isOwn } from '../logins/dead.ts';
import { type JournalRecord, readJournal } from '../logins/journal.ts';
import { readMarker } from '../logins/own-logins.ts';
import { dockerConfigPath, podmanLoginPaths } from '../stores/config-path.ts';
import { listSavedTrust, type SavedTrust } from './saved-state.ts';

/**
 * Checks that the variables which decide where secrets go have not changed since the earlier logins of this job. The
 * check is limited: a step that changes them can change the journal too.
 *
 * @param startsClient whether this step passes a secret to a container client.
 * @throws ActionError `environment-changed`
 */
export async function watchTrust(startsClient: boolean): Promise<void> {
  const changes = new Set<string>();
  // Once: every step can add thousands of records to compare with.
  const now = { ...readTrusted(), ...(startsClient ? readTrustedByClients() : {}) };
  for (const { trust, salt } of [...(await listSavedTrust()), ...(await listRecordedTrust())]) {
    const before = startsClient ? trust : withoutClients(trust);
    const names = listChanges(before, fingerprintTrust(salt, now));
    for (const name of names) {
      changes.add(name);
    }
  }
  refuseChanges([...changes], 'an earlier login of this job');
}

/**
 * Lists what earlier logins of this job trusted, from the journals. These complement the saved states: a step may have
 * emptied RUNNER_TEMP, where the states are, or changed a variable so that this step finds another journal.
 */
async function listRecordedTrust(): Promise<readonly SavedTrust[]> {
  const marker = await readMarker();
  const found: SavedTrust[] = [];
  for (const path of [dockerConfigPath(), ...podmanLoginPaths()]) {
    for (const record of await listRecords(path)) {
      if (record.trust !== undefined && (await isOwn(record, marker))) {
        found.push({ trust: record.trust, salt: record.id });
      }
    }
  }
  return found;
}

async function listRecords(path: string): Promise<readonly JournalRecord[]> {
  try {
    return (await readJournal(await resolveLinks(path))).journal.records;
  } catch {
    // A journal that cannot be read has no records to compare with.
    return [];
  }
}

/**
 * Refuses to send a secret if variables have changed.
 *
 * @param changes the names of the variables that have changed.
 * @param since what they were compared with, for the message.
 * @throws ActionError `environment-changed`
 */
export function refuseChanges(changes: readonly string[], since: string): void {
  if (changes.length > 0) {
    throw new ActionError('environment-changed', {
      problem: `A step of this job has changed ${changes.join(', ')} since ${since}, so no secret was sent.`,
      fix: 'Find out which step did that. If the change is intended, make it before the first use of this action, or set the variable for the whole job.',
      link: LINKS.runnerProxy,
    });
  }
}
