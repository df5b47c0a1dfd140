import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { info } from '@actions/core';
import type { Login } from '../credentials/credential.ts';
import { inDirectory } from '../files/files.ts';
import { readClientTrust, readTrust } from '../http/trust.ts';
import type { MintedMark } from '../minting/minted-mark.ts';
import { describeRun, type Job } from '../runner/job.ts';
import { explainFileError } from '../stores/config-error.ts';
import type { Store } from '../stores/store.ts';
import { fingerprintEntry } from '../text/fingerprint.ts';
import type { Deadline } from '../time/deadline.ts';
import { findReplaced, putAtBottom } from './chain.ts';
import { noteCreated } from './created.ts';
import { EntryStores, formatEntry } from './entry-store.ts';
import type { Journal, JournalRecord } from './journal.ts';
import { nameKept } from './kept.ts';
import { commit, type OpenConfig, withConfig } from './open-config.ts';
import { clearDead } from './undo-logins.ts';

/** One entry to write. */
export interface NewLogin {
  /** The ID of its record. */
  readonly id: string;
  readonly host: string;
  /** The credential helper that the entry goes to, `undefined` for the config file. */
  readonly store: string | undefined;
  /** JSON text, in the format of its store. */
  readonly entry: string;
  readonly expiresAt: Date | undefined;
  /** What was minted for it. */
  readonly minted: MintedMark | undefined;
}

/** Which job the logins belong to, and how long writing them may take. */
export interface WriteOptions {
  readonly job: Job;
  readonly deadline: Deadline;
  /** How far IBM Cloud's clock is ahead of this machine's, if known. */
  readonly clockOffsetMs: number | undefined;
}

/**
 * The entry to write for a login, with a new ID for its record.
 *
 * @param store the credential helper that the entry goes to, `undefined` for the config file.
 */
export function newLogin(
  { registry, credential }: Login,
  store: string | undefined,
  minted: MintedMark | undefined,
): NewLogin {
  return {
    id: randomUUID(),
    host: registry.host,
    store,
    entry: formatEntry(store, credential),
    expiresAt: credential.expiresAt,
    minted,
  };
}

/**
 * Writes the entries of one config, to its file or to the credential helpers that it names, each with a record in
 * the journal. The journal is written first, so that no login is ever without a record. Also undoes dead logins.
 *
 * @param path a real path, without symbolic links.
 * @returns the IDs of those logins whose entry already existed.
 * @throws ActionError `config-malformed`, `config-not-writable`, `config-busy` or `credential-store`. Whatever was
 * written before that has a record.
 */
export async function writeLogins(
  path: string,
  logins: readonly NewLogin[],
  options: WriteOptions,
): Promise<readonly string[]> {
  try {
    return await inDirectory(dirname(path), (made) =>
      withConfig(path, options.deadline, (config) => write(config, logins, options, made)),
    );
  } catch (error) {
    throw explainFileError(path, error);
  }
}

async function write(
  opened: OpenConfig,
  logins: readonly NewLogin[],
  options: WriteOptions,
  made: string | undefined,
): Promise<readonly string[]> {
  const config = await clearDead(opened, options);
  const stores = new EntryStores(config.text, options.deadline);
  let journal: Journal = { ...config.journal, created: noteCreated(config, made) };
  const toStores: (() => Promise<void>)[] = [];
  const same: string[] = [];
  for (const login of logins) {
    const store = await stores.open(login.store);
    const before = await store.read(login.host);
    if (before !== undefined && isSame(journal, before, login.entry)) {
      same.push(login.id);
    } else {
      announce(journal, login, options.job);
    }
    const kept = login.store === undefined || before === undefined ? before : nameKept(login.host);
    journal = addRecord(journal, login, { job: options.job, before, kept });
    if (login.store === undefined) {
      await store.write(login.host, login.entry);
    } else {
      toStores.push(() => replace(store, login, before, kept));
    }
  }
  await commit({ config: { ...config, journal }, text: stores.text, order: 'journal-first' });
  for (const writeEntry of toStores) {
    await writeEntry();
  }
  return same;
}

function isSame({ salt }: Journal, one: string, other: string): boolean {
  return fingerprintEntry(salt, one) === fingerprintEntry(salt, other);
}

/** If one job logs in to a host twice, that is most often meant for two accounts, but the second login wins. */
function announce({ records }: Journal, { host, store }: NewLogin, job: Job): void {
  const isReplaced = records.some(
    (record) => record.host === host && record.store === store && record.job.id === job.id,
  );
  if (isReplaced) {
    info(
      `${host}: this login replaces the one from an earlier step of this job, which is restored when the job ends. To use both at the same time, give each step \`config: isolated\`.`,
    );
  }
}

/** A credential helper keeps its previous entry itself, so that the secret in it is never written to disk. */
async function replace(
  store: Store,
  { host, entry }: NewLogin,
  before: string | undefined,
  kept: string | undefined,
): Promise<void> {
  if (before !== undefined && kept !== undefined) {
    await store.write(kept, before);
  }
  await store.write(host, entry);
}

/** What a new login finds in its store. */
interface Found {
  readonly job: Job;
  /** The current entry. */
  readonly before: string | undefined;
  /** That entry in the form that the record keeps, see `Replaced`. */
  readonly kept: string | undefined;
}

/** The journal with a record of the login. */
function addRecord(journal: Journal, login: NewLogin, { job, before, kept }: Found): Journal {
  const { salt } = journal;
  // If the write starts over, the record of the first attempt may already exist.
  const others = journal.records.filter(({ id }) => id !== login.id);
  const current = before === undefined ? undefined : fingerprintEntry(salt, before);
  const record: JournalRecord = {
    id: login.id,
    host: login.host,
    store: login.store,
    fingerprint: fingerprintEntry(salt, login.entry),
    replaced: findReplaced(others, login, kept, current),
    job,
    run: describeRun(),
    at: new Date().toISOString(),
    expiresAt: login.expiresAt?.toISOString(),
    trust: { ...readTrust(login.id), ...readClientTrust(login.id) },
    minted: login.minted,
  };
  return { ...journal, records: [...others, record] };
}

/**
 * Makes written logins permanent (`logout: false`): removes their records, so that nothing undoes them. Undoing
 * earlier logins to the same hosts then restores these.
 *
 * @throws ActionError as {@link writeLogins}.
 */
export async function keepLogins(
  path: string,
  logins: readonly NewLogin[],
  deadline: Deadline,
): Promise<void> {
  try {
    await withConfig(path, deadline, (config) => keep(config, logins, deadline));
  } catch (error) {
    throw explainFileError(path, error);
  }
}

async function keep(
  config: OpenConfig,
  logins: readonly NewLogin[],
  deadline: Deadline,
): Promise<void> {
  const stores = new EntryStores(config.text, deadline);
  let { journal } = config;
  for (const login of logins) {
    const store = await stores.open(login.store);
    const kept = login.store === undefined ? login.entry : nameKept(login.host);
    const others = journal.records.filter(({ id }) => id !== login.id);
    const records = putAtBottom(others, login, kept);
    if (login.store !== undefined) {
      if (records.some(({ replaced }) => replaced.entry === kept)) {
        await store.write(kept, login.entry);
      }
      const needed = records.map(({ replaced }) => replaced.entry);
      const forgotten = journal.records
        .filter(({ store: name }) => name === login.store)
        .flatMap(({ replaced }) => replaced.entry ?? []);
      for (const name of forgotten.filter((entry) => !needed.includes(entry))) {
        await store.remove(name);
      }
    }
    journal = { ...journal, records };
  }
  await commit({ config: { ...config, journal }, text: config.text, order: 'journal-first' });
}
