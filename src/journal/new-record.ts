import type { MintedMark } from '../mint/minted-mark.ts';
import { describeRun, type Job } from '../runner/job.ts';
import { findReplaced } from './chain.ts';
import { fingerprintEntry } from './fingerprint.ts';
import type { Journal, JournalRecord } from './journal.ts';

/** One entry to write. */
export interface NewLogin {
  /** The ID of its record. */
  readonly id: string;
  readonly host: string;
  /** The credential store that it goes to, `undefined` for the config file. */
  readonly store?: string | undefined;
  /** JSON text, in the words of its store. */
  readonly entry: string;
  readonly expiresAt: Date | undefined;
  /** What was minted for it. */
  readonly minted: MintedMark | undefined;
}

/** What a new login finds. */
export interface Found {
  readonly job: Job;
  /** The entry that is there now. */
  readonly before: string | undefined;
  /** How the record says it, see {@link Replaced}. */
  readonly kept: string | undefined;
}

/** The journal with a record of the login. */
export function addRecord(
  journal: Journal,
  login: NewLogin,
  { job, before, kept }: Found,
): Journal {
  const { salt } = journal;
  // Where the write starts over, the record of the first try may be there already.
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
    minted: login.minted,
  };
  return { ...journal, records: [...others, record] };
}
