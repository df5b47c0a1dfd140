import { dirname } from 'node:path';
import type { Deadline } from '../http/deadline.ts';
import type { Job } from '../runner/job.ts';
import { explainFileError } from '../store/config-error.ts';
import { ConfigFile } from '../store/config-file.ts';
import { readAuths } from '../store/config-text.ts';
import { isFileError, makeDirectory, removeEmptyDirectories } from '../store/files.ts';
import { readAsConfig } from '../store/read-config.ts';
import { putAtBottom } from './chain.ts';
import { textToWrite, undoDead } from './edit.ts';
import { type Created, type Journal, NOTHING_CREATED } from './journal.ts';
import { addRecord, type NewLogin } from './new-record.ts';
import { commit, type OpenConfig, withConfig } from './open-config.ts';
import { undoInStores } from './undo-in-stores.ts';

/** How often a directory is made anew that another job removes at the same moment. */
const DIRECTORY_TRIES = 5;

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

async function write(
  opened: OpenConfig,
  logins: readonly NewLogin[],
  options: WriteOptions,
  made: string | undefined,
): Promise<void> {
  const config = await clearDead(opened, options.deadline);
  const created = noteCreated(config, made);
  let edited: OpenConfig = { ...config, journal: { ...config.journal, created } };
  for (const login of logins) {
    edited = await add(edited, login, options);
  }
  commit({ config: edited, text: edited.text, order: 'journal-first' });
}

/** A step of its own: a stop in the middle must not lose the records of what is still in the config. */
async function clearDead(opened: OpenConfig, deadline: Deadline): Promise<OpenConfig> {
  const stored = await undoInStores(opened, [], deadline);
  const cleared = await undoDead(stored.config, []);
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

/** Adds a login to the text and to the journal. */
async function add(
  config: OpenConfig,
  login: NewLogin,
  { job, keep }: WriteOptions,
): Promise<OpenConfig> {
  const file = new ConfigFile(config.text);
  const before = await file.read(login.host);
  const { journal } = config;
  const next = keep
    ? { ...journal, records: putAtBottom(journal.records, login, login.entry) }
    : addRecord(journal, login, { job, before, kept: before });
  await file.write(login.host, login.entry);
  return { ...config, text: file.text, journal: next };
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
