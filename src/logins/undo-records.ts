import type { ConfigText } from '../stores/config-text.ts';
import { notNamed } from '../stores/credential-helper.ts';
import { findHelper, readDockerConfig } from '../stores/docker-config.ts';
import { LockLost } from '../stores/lock.ts';
import type { Store } from '../stores/store.ts';
import { fingerprintEntry } from '../text/fingerprint.ts';
import type { Deadline } from '../time/deadline.ts';
import { type EntryChange, undoRecord } from './chain.ts';
import type { EntryStores } from './entry-store.ts';
import type { Journal, JournalRecord } from './journal.ts';
import type { OpenConfig } from './open-config.ts';

/** The result of undoing one login. */
export interface UndoneLogin {
  readonly host: string;
  /** The credential helper that has the entry, `undefined` for the config file. */
  readonly store: string | undefined;
  /**
   * * `removed`: the entry was removed.
   * * `restored`: what the entry had replaced was restored.
   * * `kept`: the entry was left, because the journal says that it had replaced an equal one.
   * * `covered`: the entry was left, because another use of this action still needs it.
   * * `replaced`: someone else had replaced the entry, and theirs was left.
   * * `gone`: someone else had removed the entry.
   * * `unwritten`: the step was stopped before it wrote the entry, or a login that is to stay has replaced it.
   * * `unrecorded`: the journal no longer had a record of the entry, which was removed.
   */
  readonly outcome:
    | 'removed'
    | 'restored'
    | 'kept'
    | 'covered'
    | 'replaced'
    | 'gone'
    | 'unwritten'
    | 'unrecorded';
  /** The entry that is there now, if any. */
  readonly left?: string | undefined;
}

/** The result of undoing one login, with the ID of its record. */
export type UndoneRecord = UndoneLogin & Pick<JournalRecord, 'id'>;

/**
 * What has been changed in credential helpers, by the IDs of the records. If the config changes meanwhile, the work
 * starts over, but changes in a credential helper are final.
 */
export type Applied = Map<string, Change>;

/** A change, and the entry before it. */
interface Change {
  readonly change: EntryChange;
  readonly entry: string | undefined;
}

/** A record that could not be undone, and why. It stays in the journal. */
export interface Failure {
  readonly id: string;
  readonly error: unknown;
}

/** The result of undoing records. */
export interface UndoneRecords {
  /** The new journal, which is not written yet. */
  readonly journal: Journal;
  readonly undone: readonly UndoneRecord[];
  readonly failures: readonly Failure[];
  /** Removes what credential helpers keep for undone records. Call it once the journal is written. */
  readonly forget: () => Promise<void>;
}

/** Which records to undo. */
export interface ToUndo {
  /** The IDs of dead records. They come first, so that no dead login is restored. */
  readonly dead: readonly string[];
  readonly ids: readonly string[];
  /** Dead records are undone in the first half of this time. The next use of the config undoes the rest. */
  readonly deadline: Deadline;
}

/**
 * Undoes records one after the other, in the text of the config and in credential helpers. A credential helper
 * changes immediately, even if a later record fails. A record that fails stays in the journal.
 */
export async function undoRecords(
  opened: OpenConfig,
  { dead, ids, deadline }: ToUndo,
  stores: EntryStores,
  applied: Applied = new Map(),
): Promise<UndoneRecords> {
  const undone: UndoneRecord[] = [];
  const failures: Failure[] = [];
  const later: (() => Promise<void>)[] = [];
  let { journal } = opened;
  // Every step of a job can write the journal: thousands of records must not take the time of the others.
  const timeForDead = deadline.half();
  for (const [index, id] of [...dead, ...ids].entries()) {
    const isLate = index < dead.length && timeForDead.remainingMs() === 0;
    const record = isLate ? undefined : journal.records.find((candidate) => candidate.id === id);
    if (record === undefined) {
      continue;
    }
    try {
      refuseForeignStore(opened.content, record);
      const store = await stores.open(record.store);
      const { records, change, entry } = await undoIn(store, journal, record, applied);
      const next = { ...journal, records };
      const names = listForgotten(journal, next);
      const forget = async (): Promise<void> => {
        for (const name of names) {
          await store.remove(name);
        }
      };
      if (change.kind === 'covered') {
        // Until the journal is written, the record above still names the kept entry.
        later.push(forget);
      } else {
        // Otherwise, if the step were stopped, an entry would be kept that no record names.
        await forget();
      }
      journal = next;
      undone.push({ id, host: record.host, store: record.store, ...nameOutcome(change, entry) });
    } catch (error) {
      failures.push(noteFailure(id, error));
    }
  }
  const forget = async (): Promise<void> => {
    await Promise.allSettled(later.map((work) => work()));
  };
  return { journal, undone, failures, forget };
}

/**
 * What a failure means for one record.
 *
 * @throws LockLost: then the work starts over, with what another job has stored since.
 */
export function noteFailure(id: string, error: unknown): Failure {
  if (error instanceof LockLost) {
    throw error;
  }
  return { id, error };
}

/**
 * Refuses a credential helper that the config does not name: every step of a job can write the journal, and must
 * not be able to start a program of its choice with it.
 *
 * @throws ActionError `credential-store` if the config does not name the credential helper for the host.
 */
export function refuseForeignStore(
  { text }: ConfigText,
  { host, store }: Pick<JournalRecord, 'host' | 'store'>,
): void {
  if (store === undefined) {
    return;
  }
  const config = readDockerConfig(text);
  if (config === undefined || findHelper(config, host) !== store) {
    throw notNamed(store, host);
  }
}

/** Undoes one record in the store that has the entry. */
async function undoIn(
  store: Store,
  { records, salt }: Journal,
  record: JournalRecord,
  applied: Applied,
): Promise<Change & { readonly records: readonly JournalRecord[] }> {
  const earlier = applied.get(record.id);
  const entry = earlier === undefined ? await store.read(record.host) : earlier.entry;
  const current = entry === undefined ? undefined : fingerprintEntry(salt, entry);
  const undone = undoRecord(records, record, current);
  const change = earlier?.change ?? (await apply(store, record, undone.change, { salt, current }));
  if (record.store !== undefined) {
    applied.set(record.id, { change, entry });
  }
  return { records: undone.records, change, entry };
}

async function apply(
  store: Store,
  { host, store: name, replaced }: JournalRecord,
  change: EntryChange,
  { salt, current }: { readonly salt: string; readonly current: string | undefined },
): Promise<EntryChange> {
  if (change.kind === 'covered' || change.kind === 'unwritten') {
    return change;
  }
  if (replaced.entry === undefined) {
    if (change.kind === 'restore') {
      await store.remove(host);
    }
    return change;
  }
  const before = name === undefined ? replaced.entry : await store.read(replaced.entry);
  // A credential helper keeps the previous entry before it stores the login. If it keeps none, the login was never
  // stored, and the current entry only looks like ours.
  if (before === undefined) {
    return change.kind === 'restore' ? { kind: 'foreign' } : { kind: 'unwritten' };
  }
  if (change.kind === 'restore') {
    await store.write(host, before);
    return change;
  }
  return fingerprintEntry(salt, before) === current ? { kind: 'unwritten' } : change;
}

/** The names of entries that credential helpers keep for the first journal, and no longer for the second. */
function listForgotten(before: Journal, after: Journal): readonly string[] {
  const needed = listKept(after);
  return listKept(before).filter((name) => !needed.includes(name));
}

function listKept({ records }: Journal): readonly string[] {
  return records.flatMap(({ store, replaced }) =>
    store === undefined ? [] : (replaced.entry ?? []),
  );
}

function nameOutcome(
  change: EntryChange,
  entry: string | undefined,
): Pick<UndoneLogin, 'outcome' | 'left'> {
  switch (change.kind) {
    case 'covered':
      return { outcome: 'covered', left: entry };
    case 'unwritten':
      return { outcome: 'unwritten' };
    case 'foreign':
      return entry === undefined ? { outcome: 'gone' } : { outcome: 'replaced', left: entry };
    default:
      return change.entry === undefined
        ? { outcome: 'removed' }
        : { outcome: 'restored', left: change.entry };
  }
}
