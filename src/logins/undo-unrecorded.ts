import type { Store } from '../stores/store.ts';
import { fingerprintEntry } from '../text/fingerprint.ts';
import { isAt } from './chain.ts';
import { isOwn } from './dead.ts';
import type { EntryStores } from './entry-store.ts';
import type { Journal, JournalRecord } from './journal.ts';
import type { OpenConfig } from './open-config.ts';
import { readMarker } from './own-logins.ts';
import {
  type Failure,
  noteFailure,
  refuseForeignStore,
  type UndoneRecord,
  type UndoneRecords,
} from './undo-records.ts';

/*
 * Every step of a job can delete or change the journal. The saved state of a step says, too, what the step wrote.
 * This file undoes what only the state still knows of.
 */

/** An entry that a step wrote, as its state describes it, without secrets. */
export interface WrittenEntry {
  /** The ID of its record. */
  readonly id: string;
  readonly host: string;
  /** The credential helper that has the entry; missing for the config file. */
  readonly store?: string | undefined;
  /** The fingerprint of the entry, with the salt of the state. */
  readonly fingerprint: string;
}

/** The entries of a step, and the salt of their fingerprints. */
export interface WrittenEntries {
  readonly entries: readonly WrittenEntry[];
  readonly salt: string;
}

/** The journal without those records of a step that someone has changed to another host or store. */
export function leaveOutChanged(journal: Journal, { entries }: WrittenEntries): Journal {
  const isChanged = (record: JournalRecord): boolean =>
    entries.some((entry) => entry.id === record.id && !isAt(entry)(record));
  return journal.records.some(isChanged)
    ? { ...journal, records: journal.records.filter((record) => !isChanged(record)) }
    : journal;
}

/**
 * Removes entries of a step that are still there after its records were undone: their records were missing, or
 * someone had changed them. What the entries had replaced is not known in that case.
 *
 * An entry that a record of another job also names is left, because that job still needs it.
 *
 * @param earlier the result of undoing the records.
 * @returns the same, updated.
 */
export async function undoUnrecorded(
  { content, journal: before }: Pick<OpenConfig, 'content' | 'journal'>,
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
        refuseForeignStore(content, entry);
        const store = await stores.open(entry.store);
        journal = done === undefined ? await forget(journal, entry, written.salt, store) : journal;
        const left = done === undefined ? await store.read(entry.host) : done.left;
        const isOurs = left !== undefined && isOf(entry, left, written.salt);
        if (isOurs && (done?.outcome === 'restored' || !isRecorded(before, entry, left))) {
          undone.set(entry.id, await removeUnlessNeeded(journal, entry, left, store, done));
        }
      }
    } catch (error) {
      failures.push(noteFailure(entry.id, error));
    }
  }
  return { ...earlier, journal, undone: [...undone.values()], failures };
}

/** Whether the record of an entry matches it: then, undoing the record did what was right. */
function isRecorded({ records, salt }: Journal, { id }: WrittenEntry, left: string): boolean {
  return records.some(
    (record) => record.id === id && record.fingerprint === fingerprintEntry(salt, left),
  );
}

/** Removes an entry that is still there, or says why it stays. */
async function removeUnlessNeeded(
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
    // The journal says that an equal entry was there before. It may be right: a login with the same credential and
    // `logout: false`.
    return { ...done, outcome: 'kept' };
  }
  await store.remove(host);
  return { id, host, store: name, outcome: 'unrecorded' };
}

/**
 * Whether another job needs the entry. Other records of this job do not count: its later uses have been undone by
 * now, and after an earlier use with the same credential, this step would not have written the entry.
 */
async function isNeeded(
  records: readonly JournalRecord[],
  place: Pick<WrittenEntry, 'host' | 'store'>,
  fingerprint: string,
): Promise<boolean> {
  const marker = await readMarker();
  const needing = records
    .filter(isAt(place))
    .filter((record) => record.fingerprint === fingerprint);
  const verdicts = await Promise.all(needing.map((record) => isOwn(record, marker)));
  return verdicts.includes(false);
}

/** Makes sure that undoing another login does not restore an entry whose own record is missing. */
async function forget(
  journal: Journal,
  entry: WrittenEntry,
  salt: string,
  store: Store,
): Promise<Journal> {
  const records: JournalRecord[] = [];
  for (const record of journal.records) {
    const { entry: before } = record.replaced;
    const mayRestore = isAt(entry)(record) && before !== undefined;
    const text = mayRestore && record.store !== undefined ? await store.read(before) : before;
    if (mayRestore && text !== undefined && isOf(entry, text, salt)) {
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

function isOf({ fingerprint }: WrittenEntry, text: string, salt: string): boolean {
  return fingerprintEntry(salt, text) === fingerprint;
}
