import { ConfigText } from '../stores/config-text.ts';
import { openCredentialHelper } from '../stores/credential-helper.ts';
import { findHelper, readDockerConfig } from '../stores/docker-config.ts';
import { fingerprintEntry } from '../text/fingerprint.ts';
import type { Deadline } from '../time/deadline.ts';
import { isAt } from './chain.ts';
import type { Journal } from './journal.ts';

/** A login that a step wrote. */
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
 * Lists the hosts of logins that a step of this job wrote, and whose records were lost: a step may have removed the
 * journal. Only logins that are still in the config, or in the credential helper that it names, are listed.
 *
 * @param saved what the steps of this job saved about this config.
 * @param text the text of the config.
 */
export async function listLost(
  saved: readonly SavedLogins[],
  text: string,
  { records }: Journal,
  deadline: Deadline,
): Promise<readonly string[]> {
  const isThere = async ({ host, store, fingerprint }: SavedEntry, salt: string) => {
    const entry =
      store === undefined
        ? ConfigText.parse(text)?.read(host)
        : await readFromHelper(text, host, store, deadline);
    return entry !== undefined && fingerprintEntry(salt, entry) === fingerprint;
  };
  const hosts: string[] = [];
  for (const { entries, salt } of saved) {
    for (const entry of entries) {
      const isRecorded = records.some(isAt({ store: undefined, ...entry }));
      if (!isRecorded && (await isThere(entry, salt))) {
        hosts.push(entry.host);
      }
    }
  }
  return hosts;
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
