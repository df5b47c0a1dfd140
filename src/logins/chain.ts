import type { JournalRecord, Replaced } from './journal.ts';

/** The entry that a chain of records is about: a host in one store. */
export type Place = Pick<JournalRecord, 'host' | 'store'>;

/** How undoing a record changes the entry of its host. */
export type EntryChange =
  /** Not at all: another use of this action has since written its own login, or the same entry. */
  | { readonly kind: 'covered' }
  /** Not at all: someone else replaced or removed the entry. */
  | { readonly kind: 'foreign' }
  /** Not at all: what would be restored is there. The login was never written, or one that is to stay replaced it. */
  | { readonly kind: 'unwritten' }
  /** The previous entry is restored; `undefined` means that the entry is removed. */
  | { readonly kind: 'restore'; readonly entry: string | undefined };

/** The records that remain, and what happens to the entry. */
export interface Undone {
  readonly records: readonly JournalRecord[];
  readonly change: EntryChange;
}

/**
 * Undoes one record.
 *
 * The records of a place form a chain: each one says what it replaced. Undoing the top record restores the
 * entry below it. Undoing a record further down relinks the chain: the record above it now replaces what the
 * undone one had replaced, so that a dead login is never restored.
 *
 * The top is the last record whose entry is in the store. A process that was killed after it wrote the journal,
 * but before it wrote the entry, leaves a record above the top.
 *
 * @param records all records, in the order they were created, including `record`.
 * @param current the fingerprint of the current entry, `undefined` if there is none.
 */
export function undoRecord(
  records: readonly JournalRecord[],
  record: JournalRecord,
  current: string | undefined,
): Undone {
  const others = records.filter(({ id }) => id !== record.id);
  const linked = others.map((other) =>
    other.replaced.record === record.id ? { ...other, replaced: record.replaced } : other,
  );
  if (findTop(records, record, current)?.id === record.id) {
    return { records: linked, change: { kind: 'restore', entry: record.replaced.entry } };
  }
  const isLast = records.findLast(isAt(record))?.id === record.id;
  return { records: linked, change: { kind: isLast ? 'foreign' : 'covered' } };
}

/**
 * Finds what a new login replaces.
 *
 * @param entry the current entry in the form that the record keeps, see {@link Replaced}.
 * @param current the fingerprint of the current entry, `undefined` if there is none.
 */
export function findReplaced(
  records: readonly JournalRecord[],
  place: Place,
  entry: string | undefined,
  current: string | undefined,
): Replaced {
  return { entry, record: findTop(records, place, current)?.id };
}

/** The record of the login that is in the store now: the last one, if several wrote the same entry. */
function findTop(
  records: readonly JournalRecord[],
  place: Place,
  current: string | undefined,
): JournalRecord | undefined {
  return records.filter(isAt(place)).findLast(({ fingerprint }) => fingerprint === current);
}

/**
 * Makes an entry permanent (`logout: false`): the first record of the chain now says that it replaced this entry,
 * so undoing the whole chain restores it.
 */
export function putAtBottom(
  records: readonly JournalRecord[],
  place: Place,
  entry: string,
): readonly JournalRecord[] {
  const bottom = records.find(isAt(place));
  return records.map((record) =>
    record.id === bottom?.id ? { ...record, replaced: { entry, record: undefined } } : record,
  );
}

/** Returns a predicate that tests whether a record is about a place. */
export function isAt({ host, store }: Partial<Place>): (record: Place) => boolean {
  return (record) => record.host === host && record.store === store;
}
