import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { warning } from '@actions/core';
import type { Deadline } from '../http/deadline.ts';
import { malformedConfig } from '../store/config-error.ts';
import { isConfigText, readAsConfig, readEntry } from '../store/config-text.ts';
import { type PreparedFile, prepareFile, readIfThere } from '../store/files.ts';
import { withLock } from '../store/lock.ts';
import { fingerprintEntry } from './fingerprint.ts';
import { formatJournal, type Journal, NOTHING_CREATED, parseJournal } from './journal.ts';

const SUFFIX = '.icr-login-';

/** The journal of a config. */
export function journalPath(configPath: string): string {
  return `${configPath}${SUFFIX}journal`;
}

function lockPath(configPath: string): string {
  return `${configPath}${SUFFIX}lock`;
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
 * Runs work on a config while no other use of this action touches it.
 *
 * @param path the real path, with no link in it; its directory must be there.
 * @throws ActionError `config-malformed`, with nothing changed.
 */
export async function withConfig<T>(
  path: string,
  deadline: Deadline,
  work: (config: OpenConfig) => Promise<T>,
): Promise<T> {
  return withLock(lockPath(path), deadline, async () => {
    const [original, journal] = await Promise.all([
      readIfThere(path),
      readJournal(journalPath(path)),
      removeLeftovers(path),
    ]);
    const text = readAsConfig(original);
    if (!isConfigText(text)) {
      throw malformedConfig(path);
    }
    return work({ path, text, original, journal: journal ?? emptyJournal() });
  });
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
 * not change is left alone.
 */
export async function commit({ config, text, order }: Commit): Promise<void> {
  const { path, original, journal } = config;
  const journalFile = journalPath(path);
  const steps = await Promise.all([
    journal.records.length === 0
      ? removal(journalFile)
      : prepareFile(journalFile, formatJournal(journal)),
    prepareConfig(path, original, text),
  ]);
  const ordered = order === 'journal-first' ? steps : steps.toReversed();
  try {
    for (const step of ordered) {
      await step.commit();
    }
  } finally {
    await Promise.all(steps.map((step) => step.discard()));
  }
}

function prepareConfig(
  path: string,
  original: string | undefined,
  text: string | undefined,
): PreparedFile | Promise<PreparedFile> {
  if (text === original) {
    return NOTHING;
  }
  return text === undefined ? removal(path) : prepareFile(path, text);
}

const NOTHING: PreparedFile = { commit: async () => undefined, discard: async () => undefined };

function removal(path: string): PreparedFile {
  return { ...NOTHING, commit: () => rm(path, { force: true }) };
}

function emptyJournal(): Journal {
  return {
    version: 1,
    salt: randomBytes(16).toString('hex'),
    created: NOTHING_CREATED,
    records: [],
  };
}

async function readJournal(path: string): Promise<Journal | undefined> {
  const text = await readIfThere(path);
  const journal = text === undefined ? undefined : parseJournal(text);
  if (text !== undefined && journal === undefined) {
    warning(
      `${path} is damaged and starts anew. Logins of other jobs that were still to be undone stay in the config beside it.`,
    );
  }
  return journal;
}

/** What a killed process left between writing a file and putting it in place holds a login: it goes. */
async function removeLeftovers(path: string): Promise<void> {
  const directory = dirname(path);
  const prefix = `${basename(path)}${SUFFIX}`;
  const names = await readdir(directory);
  const leftovers = names.filter(
    (name) => name.startsWith(prefix) && isTemporaryName(name.slice(prefix.length)),
  );
  await Promise.all(leftovers.map((name) => rm(join(directory, name), { force: true })));
}

/** Of the config itself, or of its journal. */
function isTemporaryName(rest: string): boolean {
  return /^(?:journal\.icr-login-)?[0-9a-f]{12}$/.test(rest);
}
