import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { info } from '@actions/core';
import type { Login } from '../credentials/credential.ts';
import { inDirectory } from '../files/files.ts';
import { fingerprintTrust, readTrusted, readTrustedByClients } from '../http/trust.ts';
import type { MintedMark } from '../minting/minted.ts';
import { describeRun, type Job } from '../runner/job.ts';
import { explainFileError } from '../stores/config-error.ts';
import { openCredentialHelper } from '../stores/credential-helper.ts';
import type { Store } from '../stores/store.ts';
import { fingerprintEntry } from '../text/fingerprint.ts';
import type { Deadline } from '../time/deadline.ts';
import { findReplaced, isAt, putAtBottom } from './chain.ts';
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

/** A login, and the name under which its credential helper keeps an entry to restore. */
interface NamedLogin {
  readonly login: NewLogin;
  readonly copy: string;
}

/** Chooses the names before the first attempt. All attempts use the same ones, so none leaves a copy behind. */
function nameCopies(logins: readonly NewLogin[]): readonly NamedLogin[] {
  return logins.map((login) => ({ login, copy: nameKept(login.host) }));
}

/** Which job the logins belong to, and how long writing them may take. */
export interface WriteOptions {
  readonly job: Job;
  /** Whether they stay when the job ends (`logout: false`). */
  readonly isToStay: boolean;
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
  const named = nameCopies(logins);
  try {
    return await inDirectory(dirname(path), (made) =>
      withConfig(path, options.deadline, (config) => write(config, named, options, made)),
    );
  } catch (error) {
    throw explainFileError(path, error);
  }
}

async function write(
  opened: OpenConfig,
  logins: readonly NamedLogin[],
  options: WriteOptions,
  made: string | undefined,
): Promise<readonly string[]> {
  const config = await clearDead(opened, options);
  const stores = new EntryStores(config.content, options.deadline, config.disk.lock);
  let journal: Journal = { ...config.journal, created: noteCreated(config, made) };
  const toStores: (() => Promise<void>)[] = [];
  const same: string[] = [];
  const replacing: NewLogin[] = [];
  for (const { login, copy } of logins) {
    const store = await stores.open(login.store);
    const before = await store.read(login.host);
    if (before !== undefined && isSame(journal, before, login.entry)) {
      same.push(login.id);
    } else if (hasLoginOf(journal, login, options.job)) {
      replacing.push(login);
    }
    const kept = login.store === undefined || before === undefined ? before : copy;
    journal = addRecord(journal, login, { job: options.job, before, kept });
    if (login.store === undefined) {
      await store.write(login.host, login.entry);
    } else {
      toStores.push(() => replace(store, login, before, kept));
    }
  }
  await commit({
    config: { ...config, journal },
    text: stores.content.text,
    order: 'journal-first',
  });
  for (const login of replacing) {
    announce(login, options);
  }
  for (const writeEntry of toStores) {
    await writeEntry();
  }
  return same;
}

function isSame({ salt }: Journal, one: string, other: string): boolean {
  return fingerprintEntry(salt, one) === fingerprintEntry(salt, other);
}

function hasLoginOf({ records }: Journal, login: NewLogin, job: Job): boolean {
  return records.filter(isAt(login)).some((record) => record.job.id === job.id);
}

/** If one job logs in to a host twice, that is most often meant for two accounts, but the second login wins. */
function announce({ host }: NewLogin, { isToStay }: WriteOptions): void {
  const end = isToStay
    ? 'and stays when the job ends (`logout: false`)'
    : 'which is restored when the job ends';
  info(
    `${host}: this login replaces the one from an earlier step of this job, ${end}. To use both at the same time, give each step \`config: isolated\`.`,
  );
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
    trust: fingerprintTrust(login.id, { ...readTrusted(), ...readTrustedByClients() }),
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
  const named = nameCopies(logins);
  try {
    await withConfig(path, deadline, (config) => keep(config, named, deadline));
  } catch (error) {
    await removeCopies(named, deadline);
    throw explainFileError(path, error);
  }
}

async function keep(
  config: OpenConfig,
  logins: readonly NamedLogin[],
  deadline: Deadline,
): Promise<void> {
  const stores = new EntryStores(config.content, deadline, config.disk.lock);
  let { journal } = config;
  const forgotten: (() => Promise<void>)[] = [];
  for (const { login, copy } of logins) {
    const store = await stores.open(login.store);
    const others = journal.records.filter(({ id }) => id !== login.id);
    const kept = login.store === undefined ? login.entry : copy;
    const records = putAtBottom(others, login, kept);
    if (login.store !== undefined) {
      const needed = listReplaced(records);
      if (needed.includes(copy)) {
        await store.write(copy, login.entry);
      }
      const names = listReplaced(journal.records.filter(({ store: name }) => name === login.store));
      const unneeded = names.filter((name) => !needed.includes(name));
      forgotten.push(...unneeded.map((name) => () => store.remove(name)));
    }
    journal = { ...journal, records };
  }
  await commit({
    config: { ...config, journal },
    text: config.content.text,
    order: 'journal-first',
  });
  // Not earlier: if the journal cannot be written, its records still need them.
  await Promise.allSettled(forgotten.map((forget) => forget()));
}

function listReplaced(records: readonly JournalRecord[]): readonly string[] {
  return records.flatMap(({ replaced }) => replaced.entry ?? []);
}

/** Removes the copies that were stored for a journal that could not be written. */
async function removeCopies(logins: readonly NamedLogin[], deadline: Deadline): Promise<void> {
  const removals = logins.map(async ({ login: { store }, copy }) => {
    if (store !== undefined) {
      await (await openCredentialHelper(store, deadline)).remove(copy);
    }
  });
  await Promise.allSettled(removals);
}
