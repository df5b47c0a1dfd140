import type { Deadline } from '../http/deadline.ts';
import { openCredentialHelper } from '../store/credential-helper.ts';
import type { Store } from '../store/store.ts';
import { findDead, nameOutcome, type UndoneLogin, undoIn } from './edit.ts';
import type { Journal } from './journal.ts';
import { commit, type OpenConfig } from './open-config.ts';

/** What became of logins in credential stores. */
export interface UndoneStored {
  readonly config: OpenConfig;
  readonly undone: readonly UndoneLogin[];
  /** Why some could not be undone. Their records stay: the next use on that home tries again. */
  readonly failures: readonly unknown[];
}

/**
 * Undoes logins in credential stores, and those of jobs that are over, one after the other: what a store
 * has done is done, whatever becomes of the rest.
 *
 * @param ids the records of this step, in the order they were made.
 */
export async function undoStored(
  opened: OpenConfig,
  ids: readonly string[],
  deadline: Deadline,
): Promise<UndoneStored> {
  const isDead = findDead(ids);
  const dead = opened.journal.records.filter(isDead).map(({ id }) => id);
  const undone: UndoneLogin[] = [];
  const failures: unknown[] = [];
  let config = opened;
  for (const id of [...dead, ...ids.toReversed()]) {
    const record = config.journal.records.find((candidate) => candidate.id === id);
    if (record?.store === undefined) {
      continue;
    }
    const isOwn = ids.includes(id);
    try {
      const store = await openCredentialHelper(record.store, deadline);
      const { journal, change } = await undoIn(store, config.journal, record);
      const next = { ...config, journal };
      const forget = (): Promise<void> => forgetKept(store, config.journal, journal);
      if (change.kind === 'covered') {
        // The record above must never name what is not kept any more.
        await commitJournal(next);
        await forget();
      } else {
        // Nothing is to be kept that no record names.
        await forget();
        await commitJournal(next);
      }
      config = next;
      undone.push(...(isOwn ? [nameOutcome(record, change)] : []));
    } catch (error) {
      failures.push(...(isOwn ? [error] : []));
    }
  }
  return { config, undone, failures };
}

/** Writes the journal alone. */
export async function commitJournal(config: OpenConfig): Promise<void> {
  commit({ config, text: config.original, order: 'journal-first' });
}

/** Removes what a store has kept for records that are gone. */
export async function forgetKept(store: Store, before: Journal, after: Journal): Promise<void> {
  const needed = listKept(after);
  for (const name of listKept(before).filter((candidate) => !needed.includes(candidate))) {
    await store.remove(name);
  }
}

function listKept({ records }: Journal): readonly string[] {
  return records.flatMap(({ store, replaced }) =>
    store === undefined ? [] : (replaced.entry ?? []),
  );
}
