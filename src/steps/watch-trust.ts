import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { resolveLinks } from '../files/files.ts';
import { listChanges, readClientTrust, readTrust, withoutClients } from '../http/trust.ts';
import { isOwn } from '../logins/dead.ts';
import { type JournalRecord, readJournal } from '../logins/journal.ts';
import { readMarker } from '../logins/own-logins.ts';
import { dockerConfigPath, podmanLoginPaths } from '../stores/config-path.ts';

/**
 * Makes sure that the variables which decide where secrets go are what they were at the earlier logins of this
 * job. Whoever changed them can have changed the journal, too: this tells as much as can be told.
 *
 * @param startsClient whether this use gives a secret to a container client.
 * @throws ActionError `environment-changed`
 */
export async function watchTrust(startsClient: boolean): Promise<void> {
  const marker = await readMarker();
  const changes = new Set<string>();
  for (const path of [dockerConfigPath(), ...podmanLoginPaths()]) {
    for (const record of await listRecords(path)) {
      if (record.trust !== undefined && (await isOwn(record, marker))) {
        const { id, trust } = record;
        const names = startsClient
          ? listChanges(trust, { ...readTrust(id), ...readClientTrust(id) })
          : listChanges(withoutClients(trust), readTrust(id));
        for (const name of names) {
          changes.add(name);
        }
      }
    }
  }
  refuseChanges([...changes], 'an earlier login of this job');
}

async function listRecords(path: string): Promise<readonly JournalRecord[]> {
  try {
    return (await readJournal(await resolveLinks(path))).journal.records;
  } catch {
    // What cannot be read has nothing to compare with.
    return [];
  }
}

/**
 * Refuses to send a secret where variables have changed.
 *
 * @param changes their names.
 * @param since what they were compared with.
 * @throws ActionError `environment-changed`
 */
export function refuseChanges(changes: readonly string[], since: string): void {
  if (changes.length > 0) {
    throw new ActionError('environment-changed', {
      problem: `A step of this job has changed ${changes.join(', ')} since ${since}, so no secret was sent.`,
      fix: 'Find out which step did that. If it is one of yours, let it run before the first use of this action, or set the variable for the whole job.',
      link: LINKS.runnerProxy,
    });
  }
}
