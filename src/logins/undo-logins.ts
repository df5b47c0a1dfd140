import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { readIfThere, removeEmptyDirectories } from '../files/files.ts';
import { decodeConfig } from '../stores/config-bytes.ts';
import { explainFileError } from '../stores/config-error.ts';
import { isEditable } from '../stores/config-text.ts';
import type { Deadline } from '../time/deadline.ts';
import { findTopmost, textToWrite } from './created.ts';
import { isDead } from './dead.ts';
import { EntryStores } from './entry-store.ts';
import { type Journal, NOTHING_CREATED, warnOfDamage } from './journal.ts';
import { commit, currentFingerprint, type OpenConfig, withConfig } from './open-config.ts';
import { type Applied, type Failure, type UndoneLogin, undoRecords } from './undo-records.ts';
import { leaveOutChanged, undoUnrecorded, type WrittenEntry } from './undo-unrecorded.ts';

/** The logins of one config that a step made. */
export interface LoginsToUndo {
  /** The real path of the config. */
  readonly path: string;
  /** The IDs of their records, in the order they were made. */
  readonly records: readonly string[];
  /** The topmost directory that was not there before. */
  readonly missingDirectory?: string | undefined;
  /** What they wrote, but for entries that were there before already. */
  readonly entries?: readonly WrittenEntry[] | undefined;
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
 * been undone before and is passed over, unless its entry is still there.
 *
 * @param salt of the fingerprints in `entries`.
 * @returns what became of them, and the failures of credential helpers, which hinder no other.
 * @throws ActionError where the config cannot be read or written; or `Error` where it holds, when read
 * again, what it should not.
 */
export async function undoLogins(
  logins: LoginsToUndo,
  options: UndoOptions,
  salt = '',
): Promise<UndoneLogins> {
  const { path, missingDirectory } = logins;
  const directory = dirname(path);
  if (!existsSync(directory)) {
    return { undone: [], failures: [] };
  }
  const done: UndoneLogin[] = [];
  const applied: Applied = new Map();
  try {
    const { topmost, failures } = await withConfig(path, options.deadline, (config) =>
      undo(config, { logins, salt, done, applied }, options),
    );
    const made = topmost ?? missingDirectory;
    const removed = made === undefined ? undefined : findTopmost(made, path);
    if (removed !== undefined) {
      await removeEmptyDirectories(directory, removed);
    }
    return { undone: done, failures };
  } catch (error) {
    throw explainFileError(path, error);
  }
}

/** What is to be undone, and what has been by now. */
interface Undoing {
  readonly logins: LoginsToUndo;
  readonly salt: string;
  readonly done: UndoneLogin[];
  readonly applied: Applied;
}

interface Undo extends Pick<UndoneLogins, 'failures'> {
  /** The topmost directory that goes, when it is empty. */
  readonly topmost: string | undefined;
}

async function undo(
  opened: OpenConfig,
  { logins, salt, done, applied }: Undoing,
  options: UndoOptions,
): Promise<Undo> {
  warnOfDamage(opened.path, opened.disk.damage);
  const { records: ids, entries = [] } = logins;
  const written = { entries, salt };
  const stores = new EntryStores(opened.text, options.deadline);
  const trusted = { ...opened, journal: leaveOutChanged(opened.journal, written) };
  const dead = await listDead(trusted.journal, ids, options);
  const all = [...dead, ...ids.toReversed()];
  const recorded = await undoRecords(trusted, all, stores, applied);
  const { journal, undone, failures, forget } = await undoUnrecorded(
    trusted,
    written,
    stores,
    recorded,
  );
  if (undone.length > 0 || journal !== opened.journal) {
    const config = { ...opened, journal, text: stores.text };
    const text = textToWrite(config);
    await commit({ config, text, order: 'config-first' });
    await forget();
    const own = undone.filter(({ id }) => ids.includes(id));
    done.push(...own);
    await confirm(config, text, own);
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
  const stores = new EntryStores(opened.text, options.deadline);
  const dead = await listDead(opened.journal, [], options);
  const { journal, undone, forget } = await undoRecords(opened, dead, stores);
  if (undone.length === 0) {
    return opened;
  }
  const config = { ...opened, journal, text: stores.text };
  const cleared = await commit({ config, text: textToWrite(config), order: 'config-first' });
  await forget();
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

/** Reads the config again: a program without our lock may have written its older copy in between. */
async function confirm(
  { disk, journal }: OpenConfig,
  written: string | undefined,
  undone: readonly UndoneLogin[],
): Promise<void> {
  const { text } = decodeConfig(await readIfThere(disk.file));
  // Another program may have written it again in its own format.
  const read = (content: string, host: string): string | undefined =>
    currentFingerprint({ text: content, journal }, host);
  const expected = written === undefined || written.trim() === '' ? '{}' : written;
  const wrong = undone.filter(
    ({ host, store }) =>
      store === undefined && (!isEditable(text) || read(text, host) !== read(expected, host)),
  );
  if (wrong.length > 0) {
    const hosts = wrong.map(({ host }) => host).join(', ');
    throw new Error(
      `${disk.file} was written by another program at the same moment; its login to ${hosts} may still be there.`,
    );
  }
}
