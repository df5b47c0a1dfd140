import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { readIfThere, removeEmptyDirectories } from '../files/files.ts';
import { decodeConfig } from '../stores/config-bytes.ts';
import { explainFileError } from '../stores/config-error.ts';
import { isEditable } from '../stores/config-text.ts';
import { findHelper, readDockerConfig } from '../stores/docker-config.ts';
import type { Store } from '../stores/store.ts';
import { storeFailed } from '../stores/store-error.ts';
import type { Deadline } from '../time/deadline.ts';
import { type EntryChange, undoRecord } from './chain.ts';
import { mayRemoveDirectory, textToWrite } from './created.ts';
import { isDead } from './dead.ts';
import { EntryStores } from './entry-store.ts';
import { fingerprintEntry } from './fingerprint.ts';
import { type Journal, type JournalRecord, NOTHING_CREATED, warnOfDamage } from './journal.ts';
import { commit, currentFingerprint, type OpenConfig, withConfig } from './open-config.ts';

/** The logins of one config that a step made. */
export interface LoginsToUndo {
  /** The real path of the config. */
  readonly path: string;
  /** The IDs of their records, in the order they were made. */
  readonly records: readonly string[];
  /** The topmost directory that was not there before. */
  readonly missingDirectory?: string | undefined;
}

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

/** What became of logins. */
export interface UndoneLogins {
  readonly undone: readonly UndoneLogin[];
  /** Why others could not be undone. Their records stay: the next use on that home tries again. */
  readonly failures: readonly unknown[];
}

/** How long undoing may take, and by which clock credentials expire. */
export interface UndoOptions {
  readonly deadline: Deadline;
  /** How far IBM Cloud's clock is ahead of this machine's, where that is known. */
  readonly clockOffsetMs: number | undefined;
}

/**
 * Undoes logins, and nothing else; the last one first. A record that is not in the journal any more has
 * been undone before and is passed over.
 *
 * @returns what became of them, and the failures of credential stores, which hinder no other.
 * @throws ActionError where the config cannot be read or written; or `Error` where it holds, when read
 * again, what it should not.
 */
export async function undoLogins(
  { path, records, missingDirectory }: LoginsToUndo,
  options: UndoOptions,
): Promise<UndoneLogins> {
  const directory = dirname(path);
  if (!existsSync(directory)) {
    return { undone: [], failures: [] };
  }
  const done: UndoneLogin[] = [];
  const applied: Applied = new Map();
  try {
    const { topmost, failures } = await withConfig(path, options.deadline, (config) =>
      undo(config, { ids: records, done, applied }, options),
    );
    const made = topmost ?? missingDirectory;
    if (made !== undefined && mayRemoveDirectory(made, path)) {
      await removeEmptyDirectories(directory, made);
    }
    return { undone: done, failures };
  } catch (error) {
    throw explainFileError(path, error);
  }
}

interface Undo extends Pick<UndoneLogins, 'failures'> {
  /** The topmost directory that goes, when it is empty. */
  readonly topmost: string | undefined;
}

/**
 * What has been done in credential stores, by the IDs of the records. Work starts over where the config changes
 * meanwhile; what a store has done is done.
 */
type Applied = Map<string, EntryChange>;

/** What is to be undone, and what has been by now. */
interface Undoing {
  readonly ids: readonly string[];
  readonly done: UndoneLogin[];
  readonly applied: Applied;
}

async function undo(
  opened: OpenConfig,
  { ids, done, applied }: Undoing,
  options: UndoOptions,
): Promise<Undo> {
  warnOfDamage(opened.path, opened.disk.damage);
  const dead = await listDead(opened.journal, ids, options);
  const { config, undone, failures, forget } = await undoRecords(
    opened,
    [...dead, ...ids.toReversed()],
    options.deadline,
    applied,
  );
  const { journal } = config;
  if (journal.records.length < opened.journal.records.length) {
    const text = textToWrite(config);
    await commit({ config, text, order: 'config-first' });
    await forget();
    const own = undone.filter(({ id }) => ids.includes(id));
    const inFile = own.filter(({ store }) => store === undefined);
    done.push(...own.map(({ host, store, outcome }) => ({ host, store, outcome })));
    await confirm(config, text ?? '{}', inFile);
  }
  const topmost = journal.records.length === 0 ? journal.created.directory : undefined;
  const isOwn = ({ id }: Failure): boolean => ids.includes(id);
  return { failures: failures.filter(isOwn).map(({ error }) => error), topmost };
}

/**
 * Undoes the records of jobs that are over, as a step of its own: a stop in the middle must not lose the records
 * of what is still in the config.
 */
export async function clearDead(opened: OpenConfig, options: UndoOptions): Promise<OpenConfig> {
  warnOfDamage(opened.path, opened.disk.damage);
  const dead = await listDead(opened.journal, [], options);
  const { config, forget } = await undoRecords(opened, dead, options.deadline, new Map());
  if (config.journal.records.length === opened.journal.records.length) {
    return opened;
  }
  const cleared = await commit({ config, text: textToWrite(config), order: 'config-first' });
  await forget();
  const { journal } = cleared;
  const { directory } = journal.created;
  // With the last record gone, the config is what it was: what this step makes is noted afresh.
  const created =
    journal.records.length === 0 ? { ...NOTHING_CREATED, directory } : journal.created;
  return { ...cleared, journal: { ...journal, created } };
}

async function listDead(
  { records }: Journal,
  spared: readonly string[],
  { clockOffsetMs }: UndoOptions,
): Promise<readonly string[]> {
  const verdicts = await Promise.all(records.map((record) => isDead(record, clockOffsetMs)));
  return records
    .filter(({ id }, index) => verdicts[index] === true && !spared.includes(id))
    .map(({ id }) => id);
}

interface Failure {
  readonly id: string;
  readonly error: unknown;
}

interface UndoneRecords {
  /** With the text and the journal as they are to be; nothing of that is written yet. */
  readonly config: OpenConfig;
  readonly undone: readonly (UndoneLogin & Pick<JournalRecord, 'id'>)[];
  readonly failures: readonly Failure[];
  /** Removes what stores have kept for records that are gone, once the journal is written. */
  readonly forget: () => Promise<void>;
}

/**
 * Undoes records one after the other, in the text of the config and in credential stores. What a store has done
 * is done, whatever becomes of the rest; the record of a store that fails stays.
 */
async function undoRecords(
  opened: OpenConfig,
  ids: readonly string[],
  deadline: Deadline,
  applied: Applied,
): Promise<UndoneRecords> {
  const stores = new EntryStores(opened.text, deadline);
  const undone: (UndoneLogin & Pick<JournalRecord, 'id'>)[] = [];
  const failures: Failure[] = [];
  const later: (() => Promise<void>)[] = [];
  let { journal } = opened;
  for (const id of ids) {
    const record = journal.records.find((candidate) => candidate.id === id);
    if (record === undefined) {
      continue;
    }
    try {
      refuseForeignStore(opened, record);
      const store = await stores.open(record.store);
      const { records, change } = await undoIn(store, journal, record, applied);
      const next = { ...journal, records };
      const names = listForgotten(journal, next);
      const forget = async (): Promise<void> => {
        for (const name of names) {
          await store.remove(name);
        }
      };
      if (change.kind === 'covered') {
        // Until the journal is written, the record above names what is to be forgotten.
        later.push(forget);
      } else {
        // Nothing is to be kept that no record names.
        await forget();
      }
      journal = next;
      undone.push({ id, host: record.host, store: record.store, outcome: nameOutcome(change) });
    } catch (error) {
      failures.push({ id, error });
    }
  }
  return {
    config: { ...opened, journal, text: stores.text },
    undone,
    failures,
    forget: async () => {
      await Promise.allSettled(later.map((work) => work()));
    },
  };
}

/** Every step of a job can write the journal: a program of its choice must not be started. */
function refuseForeignStore({ text }: OpenConfig, { host, store }: JournalRecord): void {
  const config = readDockerConfig(text);
  if (store !== undefined && (config === undefined || findHelper(config, host) !== store)) {
    throw storeFailed(
      store,
      `The config does not name it for ${host} any more, so it was not asked. The login may still be in it.`,
    );
  }
}

/** Undoes one record in the store that has the entry. */
async function undoIn(
  store: Store,
  { records, salt }: Journal,
  record: JournalRecord,
  applied: Applied,
): Promise<{ readonly records: readonly JournalRecord[]; readonly change: EntryChange }> {
  const earlier = applied.get(record.id);
  const entry = earlier === undefined ? await store.read(record.host) : undefined;
  const current = entry === undefined ? undefined : fingerprintEntry(salt, entry);
  const undone = undoRecord(records, record, current);
  const change = earlier ?? (await apply(store, record, undone.change));
  if (record.store !== undefined) {
    applied.set(record.id, change);
  }
  return { records: undone.records, change };
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

/** What stores have kept for records of the one journal and not of the other. */
function listForgotten(before: Journal, after: Journal): readonly string[] {
  const needed = listKept(after);
  return listKept(before).filter((name) => !needed.includes(name));
}

function listKept({ records }: Journal): readonly string[] {
  return records.flatMap(({ store, replaced }) =>
    store === undefined ? [] : (replaced.entry ?? []),
  );
}

function nameOutcome(change: EntryChange): UndoneLogin['outcome'] {
  if (change.kind !== 'restore') {
    return change.kind;
  }
  return change.entry === undefined ? 'removed' : 'restored';
}

/** Reads the config again: a program without our lock may have written its older copy in between. */
async function confirm(
  config: OpenConfig,
  written: string,
  undone: readonly UndoneLogin[],
): Promise<void> {
  const { path, journal } = config;
  const { text } = decodeConfig(await readIfThere(path));
  // Another program may have written it anew in its own format.
  const read = (content: string, host: string): string | undefined =>
    currentFingerprint({ text: content, journal }, host);
  const blankAsEmpty = written.trim() === '' ? '{}' : written;
  const wrong = undone.filter(
    ({ host }) => !isEditable(text) || read(text, host) !== read(blankAsEmpty, host),
  );
  if (wrong.length > 0) {
    const hosts = wrong.map(({ host }) => host).join(', ');
    throw new Error(
      `${path} was written by another program at the same moment; its login to ${hosts} may still be there.`,
    );
  }
}
