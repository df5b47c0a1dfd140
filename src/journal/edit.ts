import { isOver } from '../runner/job.ts';
import { isEmptyObject, removeEntry, restoreAuths, writeEntry } from '../store/config-text.ts';
import { type EntryChange, undoRecord } from './chain.ts';
import type { JournalRecord } from './journal.ts';
import { currentFingerprint, type OpenConfig } from './open-config.ts';

/** A config after a record was undone, and what that changed. */
export interface Edited {
  readonly config: OpenConfig;
  readonly change: EntryChange;
}

/** Undoes one record in the text of the config and in the journal. Nothing is written yet. */
export function undoInText(config: OpenConfig, record: JournalRecord): Edited {
  const { journal, text } = config;
  const current = currentFingerprint(config, record.host);
  const { records, change } = undoRecord(journal.records, record, current);
  const next = { ...config, journal: { ...journal, records } };
  if (change.kind !== 'restore') {
    return { config: next, change };
  }
  const edited =
    change.entry === undefined
      ? removeEntry(text, record.host)
      : writeEntry(text, record.host, change.entry);
  return { config: { ...next, text: edited }, change };
}

/** Undoes the records of jobs that are over and of credentials that have ended. */
export function undoDead(
  opened: OpenConfig,
  spared: readonly string[],
  now = Date.now(),
): OpenConfig {
  const over = new Map<string, boolean>();
  const isDead = ({ id, job, expiresAt }: JournalRecord): boolean => {
    if (spared.includes(id)) {
      return false;
    }
    const key = `${job.marker}\n${job.id}`;
    over.set(key, over.get(key) ?? isOver(job));
    return over.get(key) === true || (expiresAt !== undefined && Date.parse(expiresAt) <= now);
  };
  let config = opened;
  let dead = config.journal.records.find(isDead);
  while (dead !== undefined) {
    config = undoInText(config, dead).config;
    // Undoing one links those above it anew.
    dead = config.journal.records.find(isDead);
  }
  return config;
}

/**
 * The text to write: once no record is left, what was made for the first login goes again, as far as
 * nothing else is in it.
 *
 * @returns `undefined` for a file that is to be removed.
 */
export function textToWrite({ text, journal, original }: OpenConfig): string | undefined {
  const isMissing = original === undefined && isEmptyObject(text);
  if (journal.records.length > 0) {
    return isMissing ? undefined : text;
  }
  const { created } = journal;
  const restored = created.auths ? restoreAuths(text, created.authsBefore) : text;
  if (!isEmptyObject(restored)) {
    return restored;
  }
  if (created.file || isMissing) {
    return undefined;
  }
  return created.blank ?? restored;
}
