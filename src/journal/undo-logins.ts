import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Deadline } from '../http/deadline.ts';
import { explainFileError } from '../store/config-error.ts';
import { readIfThere, removeEmptyDirectories } from '../store/files.ts';
import { CONFIG_ENCODING, isConfigText, readAsConfig } from '../store/read-config.ts';
import { nameOutcome, textToWrite, type UndoneLogin, undoDead, undoInText } from './edit.ts';
import { commit, currentFingerprint, type OpenConfig, withConfig } from './open-config.ts';
import { undoInStores } from './undo-in-stores.ts';

/** The logins of one config that a step made. */
export interface LoginsToUndo {
  /** The real path of the config. */
  readonly path: string;
  /** The IDs of their records, in the order they were made. */
  readonly records: readonly string[];
  /** The topmost directory that was not there before. */
  readonly missingDirectory: string | undefined;
}

/** What became of logins. */
export interface UndoneLogins {
  readonly undone: readonly UndoneLogin[];
  /** Why others could not be undone, `undefined` where there are none. */
  readonly failure: unknown;
}

/**
 * Undoes logins, and nothing else; the last one first. A record that is not in the journal any more has
 * been undone before and is passed over.
 *
 * @returns what became of them, and the first failure of a credential store, which hinders no other.
 * @throws ActionError where the config cannot be read or written; or `Error` where it holds, when read
 * again, what it should not.
 */
export async function undoLogins(
  { path, records, missingDirectory }: LoginsToUndo,
  deadline: Deadline,
): Promise<UndoneLogins> {
  const directory = dirname(path);
  if (!existsSync(directory)) {
    return { undone: [], failure: undefined };
  }
  // Work starts over where the config changes meanwhile; what a store has done is done.
  const stored: UndoneLogin[] = [];
  try {
    const { topmost, ...result } = await withConfig(path, deadline, (config) =>
      undo(config, records, deadline, stored),
    );
    const made = topmost ?? missingDirectory;
    if (made !== undefined) {
      removeEmptyDirectories(directory, made);
    }
    return result;
  } catch (error) {
    throw explainFileError(path, error);
  }
}

interface Undo extends UndoneLogins {
  /** The topmost directory that goes, when it is empty. */
  readonly topmost: string | undefined;
}

async function undo(
  opened: OpenConfig,
  ids: readonly string[],
  deadline: Deadline,
  stored: UndoneLogin[],
): Promise<Undo> {
  const inStores = await undoInStores(opened, ids, deadline);
  stored.push(...inStores.undone);
  let config = await undoDead(inStores.config, ids);
  const undone: UndoneLogin[] = [];
  for (const id of ids.toReversed()) {
    const record = config.journal.records.find((candidate) => candidate.id === id);
    if (record !== undefined && record.store === undefined) {
      const { config: next, change } = await undoInText(config, record);
      config = next;
      undone.push(nameOutcome(record, change));
    }
  }
  const { journal } = config;
  if (journal.records.length < opened.journal.records.length) {
    const text = textToWrite(config);
    commit({ config, text, order: 'config-first' });
    confirm(config, readAsConfig(text), undone);
  }
  const topmost = journal.records.length === 0 ? journal.created.directory : undefined;
  return { undone: [...stored, ...undone], failure: inStores.failures[0], topmost };
}

/** Reads the config again: a program without our lock may have written its older copy in between. */
function confirm(config: OpenConfig, written: string, undone: readonly UndoneLogin[]): void {
  const { path } = config;
  const now = readAsConfig(readIfThere(path, CONFIG_ENCODING));
  // Another program may have written it anew in its own format.
  const read = (text: string, host: string): string | undefined =>
    currentFingerprint({ ...config, text }, host);
  const wrong = undone.filter(
    ({ host }) => !isConfigText(now) || read(now, host) !== read(written, host),
  );
  if (wrong.length > 0) {
    const hosts = wrong.map(({ host }) => host).join(', ');
    throw new Error(
      `${path} was written by another program at the same moment; its login to ${hosts} may still be there.`,
    );
  }
}
