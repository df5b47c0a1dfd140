import { resolveLinks } from '../files/files.ts';
import { decodeConfig } from '../stores/config-bytes.ts';
import { ConfigText } from '../stores/config-text.ts';
import { fingerprintEntry } from '../text/fingerprint.ts';
import type { Deadline } from '../time/deadline.ts';
import { isAt } from './chain.ts';
import { isOwn } from './dead.ts';
import { type Journal, readJournal } from './journal.ts';
import { readMarker } from './own-logins.ts';

/**
 * A config as it would be if no other job were logged in. A copy of such a login would still exist after its job, and
 * what it replaced would be missing there.
 *
 * @param path the path of the config, which is not changed.
 * @param deadline this takes half of the remaining time at most.
 * @returns the same bytes if there is nothing to leave out, or if the config or its journal cannot be read.
 */
export async function leaveOutOtherJobs(
  path: string,
  bytes: Buffer,
  deadline: Deadline,
): Promise<Buffer> {
  const { text, encode } = decodeConfig(bytes);
  const config = ConfigText.parse(text);
  const journal = await findJournal(path);
  if (journal === undefined || config === undefined) {
    return bytes;
  }
  const marker = await readMarker();
  // Every step of a job can write the journal: thousands of hosts must not take the time of the login.
  const time = deadline.half();
  let edited = config;
  for (const host of new Set(journal.records.map((record) => record.host))) {
    if (time.remainingMs() === 0) {
      break;
    }
    const before = config.read(host);
    const entry = await findWithoutOthers(journal, host, before, marker);
    if (entry !== before) {
      edited = entry === undefined ? edited.remove(host) : edited.write(host, entry);
    }
  }
  return edited === config ? bytes : encode(edited.text);
}

/** Goes back from the entry of a host to what the logins of other jobs replaced, until it is one of this job. */
async function findWithoutOthers(
  { records, salt }: Journal,
  host: string,
  before: string | undefined,
  marker: string | undefined,
): Promise<string | undefined> {
  let entry = before;
  for (const record of records.filter(isAt({ host })).toReversed()) {
    if (entry !== undefined && fingerprintEntry(salt, entry) === record.fingerprint) {
      if (await isOwn(record, marker)) {
        return entry;
      }
      entry = record.replaced.entry;
    }
  }
  return entry;
}

async function findJournal(path: string): Promise<Journal | undefined> {
  try {
    return (await readJournal(await resolveLinks(path))).journal;
  } catch {
    return undefined;
  }
}
