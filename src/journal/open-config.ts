import { rmSync } from 'node:fs';
import type { Deadline } from '../http/deadline.ts';
import { malformedConfig } from '../store/config-error.ts';
import { readEntry } from '../store/config-text.ts';
import { readIfThere } from '../store/files.ts';
import { withLock } from '../store/lock.ts';
import { type PreparedFile, prepareFile, removeLeftovers } from '../store/prepared-file.ts';
import { CONFIG_ENCODING, isConfigText, readAsConfig } from '../store/read-config.ts';
import { fingerprintEntry } from './fingerprint.ts';
import { formatJournal, type Journal } from './journal.ts';
import { journalPath, readJournal } from './journal-file.ts';

/** How often work starts over because another program, which knows nothing of the lock, changed the config. */
const TRIES = 10;

/** Another program has changed the config since it was read. */
class ChangedMeanwhile extends Error {
  readonly code = 'ECHANGED';
}

/** A config and its journal, as they are while the lock is held. */
export interface OpenConfig {
  readonly path: string;
  /** The text as it is read: `{}` for a missing or blank file. */
  readonly text: string;
  /** The text as it is on the disk, `undefined` where there is no file. */
  readonly original: string | undefined;
  readonly journal: Journal;
}

/**
 * Runs work on a config while no other use of this action touches it. Work may run several times: it starts
 * over where another program, docker itself for instance, changes the config before it is written.
 *
 * @param path the real path, with no link in it; its directory must be there.
 * @throws ActionError `config-malformed`, with nothing changed.
 */
export async function withConfig<T>(
  path: string,
  deadline: Deadline,
  work: (config: OpenConfig) => T | Promise<T>,
): Promise<T> {
  return withLock(`${path}.icr-login-lock`, deadline, async () => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work(await openConfig(path));
      } catch (error) {
        if (!(error instanceof ChangedMeanwhile) || tries === TRIES) {
          throw error;
        }
      }
    }
  });
}

async function openConfig(path: string): Promise<OpenConfig> {
  removeLeftovers(path);
  removeLeftovers(journalPath(path));
  const original = readIfThere(path, CONFIG_ENCODING);
  const journal = readJournal(path);
  const text = readAsConfig(original);
  if (!isConfigText(text)) {
    throw await malformedConfig(path, text);
  }
  return { path, text, original, journal };
}

/** The fingerprint of the entry that a host has now. */
export function currentFingerprint(
  { text, journal }: OpenConfig,
  host: string,
): string | undefined {
  const entry = readEntry(text, host);
  return entry === undefined ? undefined : fingerprintEntry(journal.salt, entry);
}

/** Which of the two files is written first: the one that makes the other true if the machine stops in between. */
export type CommitOrder = 'journal-first' | 'config-first';

/** What the files are to hold. */
export interface Commit {
  readonly config: OpenConfig;
  /** The text of the config, `undefined` for one that is to be removed. */
  readonly text: string | undefined;
  readonly order: CommitOrder;
}

/**
 * Writes config and journal, each in one step. A journal without records is removed, a config that does
 * not change is left alone, and one that has changed since it was read is never overwritten: an error then
 * makes {@link withConfig} start over.
 */
export function commit({ config, text, order }: Commit): void {
  const { path, original, journal } = config;
  const steps: PreparedFile[] = [];
  try {
    steps.push(prepareJournal(journalPath(path), journal));
    steps.push(prepareConfig(path, original, text));
    for (const step of order === 'journal-first' ? steps : steps.toReversed()) {
      step.commit();
    }
  } catch (error) {
    // Where one cannot be written, on a full disk, the other must not stay behind: it holds a login.
    for (const step of steps) {
      step.discard();
    }
    throw error;
  }
}

function prepareJournal(path: string, journal: Journal): PreparedFile {
  return journal.records.length === 0 ? removal(path) : prepareFile(path, formatJournal(journal));
}

function prepareConfig(
  path: string,
  original: string | undefined,
  text: string | undefined,
): PreparedFile {
  if (text === original) {
    return NOTHING;
  }
  const prepared = text === undefined ? removal(path) : prepareFile(path, text, CONFIG_ENCODING);
  return {
    ...prepared,
    commit: () => {
      // What is left of the race with other programs is the moment between these two lines.
      if (readIfThere(path, CONFIG_ENCODING) !== original) {
        throw new ChangedMeanwhile(`${path} has been changed by another program.`);
      }
      prepared.commit();
    },
  };
}

const NOTHING: PreparedFile = { commit: () => undefined, discard: () => undefined };

function removal(path: string): PreparedFile {
  return { ...NOTHING, commit: () => rmSync(path, { force: true }) };
}
