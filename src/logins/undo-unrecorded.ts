import { fingerprintEntry } from '../text/fingerprint.ts';
import type { EntryStores } from './entry-store.ts';
import type { Journal } from './journal.ts';
import type { OpenConfig } from './open-config.ts';
import { refuseForeignStore, type UndoneRecord } from './undo-records.ts';

/** An entry that a step wrote, as its state knows it: nothing secret. */
export interface WrittenEntry {
  /** The ID of its record. */
  readonly id: string;
  readonly host: string;
  /** The credential helper that it went to, missing for the config file. */
  readonly store?: string | undefined;
  /** Fingerprint of the entry, with the salt of the state. */
  readonly fingerprint: string;
}

/**
 * Removes entries of which the journal has no record any more, although they are still there: every step of a
 * job can delete or change the journal. What they had replaced is not known then.
 *
 * An entry that a record of another login names too is left: that login still needs it.
 */
export async function undoUnrecorded(
  opened: OpenConfig,
  entries: readonly WrittenEntry[],
  salt: string,
  stores: EntryStores,
): Promise<readonly UndoneRecord[]> {
  const undone: UndoneRecord[] = [];
  for (const { id, host, store: name, fingerprint } of entries) {
    if (opened.journal.records.some((record) => record.id === id)) {
      continue;
    }
    refuseForeignStore(opened.text, { host, store: name });
    const store = await stores.open(name);
    const entry = await store.read(host);
    const isOurs = entry !== undefined && fingerprintEntry(salt, entry) === fingerprint;
    if (isOurs && !isNeeded(opened.journal, host, name, entry)) {
      await store.remove(host);
      undone.push({ id, host, store: name, outcome: 'unrecorded' });
    }
  }
  return undone;
}

function isNeeded(
  { records, salt }: Journal,
  host: string,
  store: string | undefined,
  entry: string,
): boolean {
  return records.some(
    (record) =>
      record.host === host &&
      record.store === store &&
      record.fingerprint === fingerprintEntry(salt, entry),
  );
}
