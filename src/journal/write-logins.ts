import { dirname } from 'node:path';
import type { Deadline } from '../http/deadline.ts';
import type { MintedMark } from '../mint/minted-mark.ts';
import { describeRun, type Job } from '../runner/job.ts';
import { explainFileError } from '../store/config-error.ts';
import { readAuths, readEntry, writeEntry } from '../store/config-text.ts';
import { isFileError, makeDirectory, removeEmptyDirectories } from '../store/files.ts';
import { readAsConfig } from '../store/read-config.ts';
import { findReplaced, putAtBottom } from './chain.ts';
import { textToWrite, undoDead } from './edit.ts';
import { fingerprintEntry } from './fingerprint.ts';
import { type Created, type Journal, type JournalRecord, NOTHING_CREATED } from './journal.ts';
import { commit, currentFingerprint, type OpenConfig, withConfig } from './open-config.ts';

/** How often a directory is made anew that another job removes at the same moment. */
const DIRECTORY_TRIES = 5;

/** One entry to write. */
export interface NewLogin {
  /** The ID of its record. */
  readonly id: string;
  readonly host: string;
  /** JSON text for `auths`. */
  readonly entry: string;
  readonly expiresAt: Date | undefined;
  /** What was minted for it. */
  readonly minted: MintedMark | undefined;
}

/** Where logins go, and whether they stay. */
export interface WriteOptions {
  readonly job: Job;
  /** `logout: false`: the entry stays and leaves no record. */
  readonly keep: boolean;
  readonly deadline: Deadline;
}

/**
 * Writes one entry per host into a config, all in one step, each with a record in the journal beside it.
 * Logins of jobs that are over are undone on the way.
 *
 * @param path a real path, see {@link planConfigs}.
 * @throws ActionError `config-malformed`, `config-not-writable` or `config-busy`, with nothing changed.
 */
export async function writeLogins(
  path: string,
  logins: readonly NewLogin[],
  options: WriteOptions,
): Promise<void> {
  const directory = dirname(path);
  let made: string | undefined;
  for (let tries = 1; ; tries += 1) {
    try {
      made = makeDirectory(directory) ?? made;
      await withConfig(path, options.deadline, (config) => write(config, logins, options, made));
      return;
    } catch (error) {
      // Another job's last undo has removed the directory between the two steps.
      if (isFileError(error, 'ENOENT') && tries < DIRECTORY_TRIES) {
        continue;
      }
      if (made !== undefined) {
        removeEmptyDirectories(directory, made);
      }
      throw explainFileError(path, error);
    }
  }
}

function write(
  opened: OpenConfig,
  logins: readonly NewLogin[],
  options: WriteOptions,
  made: string | undefined,
): void {
  const config = clearDead(opened);
  const created = noteCreated(config, made);
  const edited = logins.reduce(
    (before, login) =>
      options.keep ? addLasting(before, login) : addRecorded(before, login, options),
    { ...config, journal: { ...config.journal, created } },
  );
  commit({ config: edited, text: edited.text, order: 'journal-first' });
}

/** A step of its own: a stop in the middle must not lose the records of what is still in the config. */
function clearDead(opened: OpenConfig): OpenConfig {
  const cleared = undoDead(opened, []);
  if (cleared.journal.records.length === opened.journal.records.length) {
    return opened;
  }
  const text = textToWrite(cleared);
  commit({ config: cleared, text, order: 'config-first' });
  const { journal } = cleared;
  const { directory } = journal.created;
  // With the last record gone, the config is what it was: what this step makes is noted afresh.
  const created =
    journal.records.length === 0 ? { ...NOTHING_CREATED, directory } : journal.created;
  return { ...cleared, text: readAsConfig(text), original: text, journal: { ...journal, created } };
}

function addRecorded(config: OpenConfig, login: NewLogin, { job }: WriteOptions): OpenConfig {
  const { text } = config;
  // Where the write starts over, the record of the first try may be there already.
  const others = config.journal.records.filter(({ id }) => id !== login.id);
  const journal = { ...config.journal, records: others };
  const current = currentFingerprint(config, login.host);
  const record: JournalRecord = {
    id: login.id,
    host: login.host,
    fingerprint: fingerprintEntry(journal.salt, login.entry),
    replaced: findReplaced(journal.records, login.host, readEntry(text, login.host), current),
    job,
    run: describeRun(),
    at: new Date().toISOString(),
    expiresAt: login.expiresAt?.toISOString(),
    minted: login.minted,
  };
  return {
    ...config,
    text: writeEntry(text, login.host, login.entry),
    journal: { ...journal, records: [...journal.records, record] },
  };
}

function addLasting(config: OpenConfig, { host, entry }: NewLogin): OpenConfig {
  const records = putAtBottom(config.journal.records, host, entry);
  return {
    ...config,
    text: writeEntry(config.text, host, entry),
    journal: { ...config.journal, records },
  };
}

/** What was not there before the first login of the journal. */
function noteCreated({ original, text, journal }: OpenConfig, made: string | undefined): Created {
  const before: Journal['created'] = journal.created;
  const auths = readAuths(text);
  const hasAuths = auths?.startsWith('{') === true;
  return {
    file: before.file || original === undefined,
    blank: before.blank ?? (original?.trim() === '' ? original : undefined),
    directory: before.directory ?? made,
    auths: before.auths || !hasAuths,
    authsBefore: before.authsBefore ?? (hasAuths ? undefined : auths),
  };
}
