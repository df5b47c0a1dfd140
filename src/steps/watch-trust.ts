import { warning } from '@actions/core';
import { resolveLinks } from '../files/files.ts';
import { listChanges, readTrust } from '../http/trust.ts';
import { isOwn } from '../logins/dead.ts';
import { type JournalRecord, readJournal } from '../logins/journal.ts';
import { readMarker } from '../logins/own-logins.ts';
import { dockerConfigPath, podmanLoginPaths } from '../stores/config-path.ts';

/**
 * Warns where a variable that decides where secrets go is not what it was at an earlier login of this job.
 * Whoever changed it can have changed the journal, too: this tells as much as can be told.
 */
export async function watchTrust(): Promise<void> {
  const marker = await readMarker();
  const changes = new Set<string>();
  for (const path of [dockerConfigPath(), ...podmanLoginPaths()]) {
    for (const record of await listRecords(path)) {
      if (record.trust !== undefined && (await isOwn(record, marker))) {
        for (const name of listChanges(record.trust, readTrust(record.id))) {
          changes.add(name);
        }
      }
    }
  }
  if (changes.size > 0) {
    warning(
      `Since an earlier login of this job, a step has changed ${[...changes].join(', ')}. Whoever controls what it names now sees the secrets that this step sends. If none of your steps means to do that, revoke the credential that you gave.`,
    );
  }
}

async function listRecords(path: string): Promise<readonly JournalRecord[]> {
  try {
    return (await readJournal(await resolveLinks(path))).journal.records;
  } catch {
    // What cannot be read has nothing to compare with.
    return [];
  }
}
