import type { Store } from '../stores/store.ts';
import { fingerprintEntry } from '../text/fingerprint.ts';
import { isOwn } from './dead.ts';
import type { EntryStores } from './entry-store.ts';
import type { Journal, JournalRecord } from './journal.ts';
import type { OpenConfig } from './open-config.ts';
import { readMarker } from './own-logins.ts';
import {
  type Failure,
  refuseForeignStore,
  type UndoneRecord,
  type UndoneRecords,
} from './undo-records.ts';

/*
 * Every step of a job can delete or change the journal. The state of a step knows, too, what the step wrote: here
 * is what it undoes by that alone.
 */

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

/** The entries of a step. */
export interface WrittenEntries {
  readonly entries: readonly WrittenEntry[];
  readonly salt: string;
}

/** The journal without the records of a step that are not at all what the step wrote: they do not count. */
export function leaveOutChanged(journal: Journal, { entries }: WrittenEntries): Journal {
  const isChanged = (record: JournalRecord): boolean =>
    entries.some((entry) => entry.id === record.id && !isAt(entry, record));
  return journal.records.some(isChanged)
    ? { ...journal, records: journal.records.filter((record) => !isChanged(record)) }
    : journal;
}

/**
 * Removes entries of a step that are still there when its records have been undone: their records were gone, or
 * someone else had changed them. What they had replaced is not known then.
 *
 * An entry that a record of another job names too is left: that job still needs it.
 *
 * @param earlier what became of the records.
 * @returns the same, with what was done here.
 */
export async function undoUnrecorded(
  { text, journal: before }: Pick<OpenConfig, 'text' | 'journal'>,
  written: WrittenEntries,
  stores: EntryStores,
  earlier: UndoneRecords,
): Promise<UndoneRecords> {
  let { journal } = earlier;
  const undone = new Map(earlier.undone.map((one) => [one.id, one]));
  const failures: Failure[] = [...earlier.failures];
  for (const entry of written.entries.filter(({ id }) => !failures.some((one) => one.id === id))) {
    try {
      const done = undone.get(entry.id);
      if (done === undefined || done.left !== undefined) {
        refuseForeignStore(text, entry);
        const store = await stores.open(entry.store);
        journal = done === undefined ? await forget(journal, entry, written.salt, store) : journal;
        const left = done === undefined ? await store.read(entry.host) : done.left;
        const isOurs = left !== undefined && isOf(entry, left, written.salt);
        if (isOurs && (done?.outcome === 'restored' || !isRecorded(before, entry, left))) {
          undone.set(entry.id, await end(journal, entry, left, store, done));
        }
      }
    } catch (error) {
      failures.push({ id: entry.id, error });
    }
  }
  return { ...earlier, journal, undone: [...undone.values()], failures };
}

/** Whether the record of an entry is what the step wrote: then what became of it is right. */
function isRecorded({ records, salt }: Journal, { id }: WrittenEntry, left: string): boolean {
  return records.some(
    (record) => record.id === id && record.fingerprint === fingerprintEntry(salt, left),
  );
}

/** Ends an entry that is still there, or says why not. */
async function end(
  { records, salt }: Journal,
  { id, host, store: name }: WrittenEntry,
  left: string,
  store: Store,
  done: UndoneRecord | undefined,
): Promise<UndoneRecord> {
  if (await isNeeded(records, { host, store: name }, fingerprintEntry(salt, left))) {
    return { id, host, store: name, outcome: 'covered' };
  }
  if (done?.outcome === 'restored') {
    // So the journal says. It may be right: a login of the same credential that is to stay.
    return { ...done, outcome: 'kept' };
  }
  await store.remove(host);
  return { id, host, store: name, outcome: 'unrecorded' };
}

/**
 * Whether another job needs the entry. What this job has recorded under another ID is not it: the later uses of the
 * job have been undone by now, and an earlier one with the same credential is why this step wrote nothing.
 */
async function isNeeded(
  records: readonly JournalRecord[],
  place: Pick<WrittenEntry, 'host' | 'store'>,
  fingerprint: string,
): Promise<boolean> {
  const marker = await readMarker();
  const needing = records.filter(
    (record) => isAt(place, record) && record.fingerprint === fingerprint,
  );
  const verdicts = await Promise.all(needing.map((record) => isOwn(record, marker)));
  return verdicts.includes(false);
}

/** Has no other login bring an entry back whose own record is gone. */
async function forget(
  journal: Journal,
  entry: WrittenEntry,
  salt: string,
  store: Store,
): Promise<Journal> {
  const records: JournalRecord[] = [];
  for (const record of journal.records) {
    const { entry: before } = record.replaced;
    const isHere = isAt(entry, record) && before !== undefined;
    const text = isHere && record.store !== undefined ? await store.read(before) : before;
    if (isHere && text !== undefined && isOf(entry, text, salt)) {
      if (record.store !== undefined) {
        await store.remove(before);
      }
      records.push({
        ...record,
        replaced: { ...record.replaced, entry: undefined, record: undefined },
      });
    } else {
      records.push(record);
    }
  }
  return records.some((record, index) => record !== journal.records[index])
    ? { ...journal, records }
    : journal;
}

function isAt(
  { host, store }: Pick<WrittenEntry, 'host' | 'store'>,
  record: Pick<JournalRecord, 'host' | 'store'>,
): boolean {
  return record.host === host && record.store === store;
}

function isOf({ fingerprint }: WrittenEntry, text: string, salt: string): boolean {
  return fingerprintEntry(salt, text) === fingerprint;
}
