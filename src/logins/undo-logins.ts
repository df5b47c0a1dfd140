import { dirname } from 'node:path';
import { ActionError } from '../errors/action-error.ts';
import { LINKS } from '../errors/links.ts';
import { listMissing, readIfThere, removeEmptyDirectories } from '../files/files.ts';
import { decodeConfig } from '../stores/config-bytes.ts';
import { explainFileError } from '../stores/config-error.ts';
import { ConfigText } from '../stores/config-text.ts';
import { disarm } from '../text/disarm.ts';
import type { Deadline } from '../time/deadline.ts';
import { findTopmost, textToWrite } from './created.ts';
import { isDead } from './dead.ts';
import { EntryStores } from './entry-store.ts';
import { type Journal, NOTHING_CREATED, warnOfDamage } from './journal.ts';
import { commit, currentFingerprint, type OpenConfig, withConfig } from './open-config.ts';
import { type Applied, type Failure, type UndoneLogin, undoRecords } from './undo-records.ts';
import { leaveOutChanged, undoUnrecorded, type WrittenEntry } from './undo-unrecorded.ts';

/** The logins that a step wrote for one config. */
export interface LoginsToUndo {
  /** The real path of the config. */
  readonly path: string;
  /** The IDs of their records, in the order they were made. */
  readonly records: readonly string[];
  /** The topmost directory that did not exist before. */
  readonly missingDirectory?: string | undefined;
  /** What they wrote, except entries that already existed. */
  readonly entries?: readonly WrittenEntry[] | undefined;
}

/** The result of undoing logins. */
export interface UndoneLogins {
  readonly undone: readonly UndoneLogin[];
  /** Why others could not be undone. Their records stay, so the next use of the config tries again. */
  readonly failures: readonly unknown[];
}

/** How long undoing may take, and how to tell whether credentials have expired. */
export interface UndoOptions {
  readonly deadline: Deadline;
  /** How far IBM Cloud's clock is ahead of this machine's, if known. */
  readonly clockOffsetMs: number | undefined;
}

/**
 * Undoes logins, the last one first, and the logins of finished jobs in the same config. A record that is no longer
 * in the journal was undone before and is skipped, unless its entry is still there.
 *
 * @param salt the salt of the fingerprints in `entries`.
 * @returns the result for `logins` alone. A credential helper that fails does not stop the others.
 * @throws ActionError if the config cannot be read or written, or if another program wrote it at the same moment, so
 * that it may still contain a login.
 */
export async function undoLogins(
  logins: LoginsToUndo,
  options: UndoOptions,
  salt = '',
): Promise<UndoneLogins> {
  const { path, missingDirectory } = logins;
  const directory = dirname(path);
  const done: UndoneLogin[] = [];
  const applied: Applied = new Map();
  try {
    if ((await listMissing(directory)).length > 0) {
      return { undone: [], failures: [] };
    }
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

/** What to undo, and what has been undone so far. */
interface Undoing {
  readonly logins: LoginsToUndo;
  readonly salt: string;
  readonly done: UndoneLogin[];
  readonly applied: Applied;
}

interface Undo extends Pick<UndoneLogins, 'failures'> {
  /** The topmost directory to remove if it is empty. */
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
  const stores = new EntryStores(opened.content, options.deadline, opened.disk.lock);
  const trusted = { ...opened, journal: leaveOutChanged(opened.journal, written) };
  const dead = await listDead(trusted.journal, ids, options);
  const { deadline } = options;
  const toUndo = { dead, ids: ids.toReversed(), deadline };
  const recorded = await undoRecords(trusted, toUndo, stores, applied);
  const { journal, undone, failures, forget } = await undoUnrecorded(
    trusted,
    written,
    stores,
    recorded,
  );
  if (undone.length > 0 || journal !== opened.journal) {
    const config = { ...opened, journal, content: stores.content };
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
 * Undoes the dead logins of a config and commits that before anything else is written: if the step is killed
 * midway, the records of what is still in the config must not be lost.
 *
 * @returns the config as it is now.
 */
export async function clearDead(opened: OpenConfig, options: UndoOptions): Promise<OpenConfig> {
  warnOfDamage(opened.path, opened.disk.damage);
  const stores = new EntryStores(opened.content, options.deadline, opened.disk.lock);
  const dead = await listDead(opened.journal, [], options);
  const { journal, undone, forget } = await undoRecords(
    opened,
    { dead, ids: [], deadline: options.deadline },
    stores,
  );
  if (undone.length === 0) {
    return opened;
  }
  const config = { ...opened, journal, content: stores.content };
  const cleared = await commit({ config, text: textToWrite(config), order: 'config-first' });
  await forget();
  const { directory } = journal.created;
  // Without a record, the config is as it was before the first login, so what is created from now on is noted from
  // scratch. Only the directory that was created then still exists.
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

/** Reads the config again: a program that does not use the lock may meanwhile have written its older copy. */
async function confirm(
  { disk, journal }: OpenConfig,
  written: string | undefined,
  undone: readonly UndoneLogin[],
): Promise<void> {
  const { text } = decodeConfig(await readIfThere(disk.file));
  const found = ConfigText.parse(text);
  const expected = ConfigText.parse(written?.trim() || '{}');
  // Another program may have rewritten the same entries in its own format, which is no fault.
  const read = (content: ConfigText | undefined, host: string): string | undefined =>
    content && currentFingerprint({ content, journal }, host);
  const wrong = undone.filter(
    ({ host, store }) =>
      store === undefined && (found === undefined || read(found, host) !== read(expected, host)),
  );
  if (wrong.length > 0) {
    const hosts = wrong.map(({ host }) => host).join(', ');
    const commands = wrong.map(({ host }) => `\`docker logout ${host}\``).join(' and ');
    throw new ActionError('config-busy', {
      problem: `Another program wrote ${disarm(disk.file)} while the login was being removed, so the file may still contain its login to ${hosts}.`,
      fix: `If the file still has it, remove it with ${commands}. To avoid this, use \`config: isolated\`.`,
      link: LINKS.dockerConfig,
    });
  }
}
