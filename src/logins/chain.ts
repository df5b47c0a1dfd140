import type { JournalRecord, Replaced } from './journal.ts';

/** What a chain is about: the entry of a host in one store. */
export type Place = Pick<JournalRecord, 'host' | 'store'>;

/** How undoing a record changes the entry of its host. */
export type EntryChange =
  /** Nothing: a later login of another use of this action is on top, or wrote the same entry. */
  | { readonly kind: 'covered' }
  /** Nothing: someone else replaced or removed the entry. */
  | { readonly kind: 'foreign' }
  /** Nothing: the login was never written, and what it would have replaced is still there. */
  | { readonly kind: 'unwritten' }
  /** What was there before comes back; `undefined` means that the entry goes. */
  | { readonly kind: 'restore'; readonly entry: string | undefined };

/** The records that are left, and what happens to the entry. */
export interface Undone {
  readonly records: readonly JournalRecord[];
  readonly change: EntryChange;
}

/**
 * Undoes one record.
 *
 * The records of a place are a chain: each says what it replaced. Taking the top one away brings back what
 * was below it; taking away one further down makes the one above it replace what that had replaced, so
 * that a dead login never comes back. On top is the last one whose entry is there: a process that was killed
 * between its two files has left a record above it whose entry is not.
 *
 * @param records in the order they were made, the record among them.
 * @param current the fingerprint of the entry that is there now, `undefined` where there is none.
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
  if (findStanding(records, record, current)?.id === record.id) {
    return { records: linked, change: { kind: 'restore', entry: record.replaced.entry } };
  }
  const isLast = records.findLast(isAt(record))?.id === record.id;
  return { records: linked, change: { kind: isLast ? 'foreign' : 'covered' } };
}

/**
 * What a new login replaces.
 *
 * @param entry what the record says of the entry that is there now, see {@link Replaced}.
 * @param current its fingerprint.
 */
export function findReplaced(
  records: readonly JournalRecord[],
  place: Place,
  entry: string | undefined,
  current: string | undefined,
): Replaced {
  return { entry, record: findStanding(records, place, current)?.id };
}

/** The record of the login that is there now, the last one where several wrote the same. */
function findStanding(
  records: readonly JournalRecord[],
  place: Place,
  current: string | undefined,
): JournalRecord | undefined {
  return records.filter(isAt(place)).findLast(({ fingerprint }) => fingerprint === current);
}

/**
 * Makes an entry that stays (`logout: false`) the one that comes back in the end: the chain's first record
 * now replaces it.
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

function isAt({ host, store }: Place): (record: JournalRecord) => boolean {
  return (record) => record.host === host && record.store === store;
}
