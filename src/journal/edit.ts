import { isOver } from '../runner/job.ts';
import { ConfigFile } from '../store/config-file.ts';
import { isEmptyObject, restoreAuths } from '../store/config-text.ts';
import type { Store } from '../store/store.ts';
import { type EntryChange, undoRecord } from './chain.ts';
import { fingerprintEntry } from './fingerprint.ts';
import type { Journal, JournalRecord } from './journal.ts';
import type { OpenConfig } from './open-config.ts';

/** What became of one login. */
export interface UndoneLogin {
  readonly host: string;
  /** The credential store that has the entry, `undefined` for the config file. */
  readonly store: string | undefined;
  /**
   * `removed`: the entry is gone; `restored`: what it had replaced is back; `covered`: another use of this
   * action still needs the entry; `foreign`: somebody else had replaced or removed it, so it was left
   * alone.
   */
  readonly outcome: 'removed' | 'restored' | 'covered' | 'foreign';
}

/** A journal after a record was undone, and what that changed. */
export interface Edited {
  readonly journal: Journal;
  readonly change: EntryChange;
}

/** Undoes one record in the store that has the entry, and in the journal, which is not written yet. */
export async function undoIn(
  store: Store,
  journal: Journal,
  record: JournalRecord,
): Promise<Edited> {
  const entry = await store.read(record.host);
  const current = entry === undefined ? undefined : fingerprintEntry(journal.salt, entry);
  const { records, change } = undoRecord(journal.records, record, current);
  return { journal: { ...journal, records }, change: await apply(store, record, change) };
}

async function apply(
  store: Store,
  { host, store: name }: JournalRecord,
  change: EntryChange,
): Promise<EntryChange> {
  if (change.kind !== 'restore') {
    return change;
  }
  if (change.entry === undefined) {
    await store.remove(host);
    return change;
  }
  const entry = name === undefined ? change.entry : await store.read(change.entry);
  if (entry === undefined) {
    // A step was stopped before the store kept what was there: the entry only looks like its own.
    return { kind: 'foreign' };
  }
  await store.write(host, entry);
  return change;
}

/** Undoes one record in the text of the config and in the journal. Nothing is written yet. */
export async function undoInText(
  config: OpenConfig,
  record: JournalRecord,
): Promise<{ readonly config: OpenConfig; readonly change: EntryChange }> {
  const file = new ConfigFile(config.text);
  const { journal, change } = await undoIn(file, config.journal, record);
  return { config: { ...config, journal, text: file.text }, change };
}

/** What the log says of a change. */
export function nameOutcome({ host, store }: JournalRecord, change: EntryChange): UndoneLogin {
  if (change.kind !== 'restore') {
    return { host, store, outcome: change.kind };
  }
  return { host, store, outcome: change.entry === undefined ? 'removed' : 'restored' };
}

/** Tells records of jobs that are over and of credentials that have ended. */
export function findDead(
  spared: readonly string[],
  now = Date.now(),
): (record: JournalRecord) => boolean {
  const over = new Map<string, boolean>();
  return ({ id, job, expiresAt }) => {
    if (spared.includes(id)) {
      return false;
    }
    const key = `${job.marker}\n${job.id}`;
    over.set(key, over.get(key) ?? isOver(job));
    return over.get(key) === true || (expiresAt !== undefined && Date.parse(expiresAt) <= now);
  };
}

/** Undoes the records of jobs that are over and of credentials that have ended, of those in the file. */
export async function undoDead(opened: OpenConfig, spared: readonly string[]): Promise<OpenConfig> {
  const isDead = findDead(spared);
  const find = ({ journal }: OpenConfig): JournalRecord | undefined =>
    journal.records.find((record) => record.store === undefined && isDead(record));
  let config = opened;
  let dead = find(config);
  while (dead !== undefined) {
    ({ config } = await undoInText(config, dead));
    // Undoing one links those above it anew.
    dead = find(config);
  }
  return config;
}

/**
 * The text to write: once no record is left, what was made for the first login goes again, as far as
 * nothing else is in it.
 *
 * @returns `undefined` for a file that is to be removed.
 */
export function textToWrite({ text, journal, original }: OpenConfig): string | undefined {
  const isMissing = original === undefined && isEmptyObject(text);
  if (journal.records.length > 0) {
    return isMissing ? undefined : text;
  }
  const { created } = journal;
  const restored = created.auths ? restoreAuths(text, created.authsBefore) : text;
  if (!isEmptyObject(restored)) {
    return restored;
  }
  if (created.file || isMissing) {
    return undefined;
  }
  return created.blank ?? restored;
}
