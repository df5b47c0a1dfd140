import { randomBytes } from 'node:crypto';
import { warning } from '@actions/core';
import { readIfThere } from '../store/files.ts';
import { type Journal, NOTHING_CREATED, parseJournal } from './journal.ts';

/** The journal of a config. */
export function journalPath(configPath: string): string {
  return `${configPath}.icr-login-journal`;
}

/** Reads the journal of a config; an empty one where there is none yet, or where it is damaged. */
export function readJournal(configPath: string): Journal {
  const path = journalPath(configPath);
  const text = readIfThere(path);
  const journal = text === undefined ? emptyJournal() : parseJournal(text);
  if (journal !== undefined) {
    return journal;
  }
  warning(
    `${path} is damaged and starts anew. Logins that were still to be undone stay in ${configPath}; \`docker logout\` removes them.`,
  );
  return emptyJournal();
}

function emptyJournal(): Journal {
  return {
    version: 1,
    salt: randomBytes(16).toString('hex'),
    created: NOTHING_CREATED,
    records: [],
  };
}

/** Whether the journal of a config may have one of these records; it can be asked without the lock. */
export function hasRecords(configPath: string, ids: readonly string[]): boolean {
  try {
    const text = readIfThere(journalPath(configPath));
    const records = text === undefined ? [] : parseJournal(text)?.records;
    return records === undefined || records.some(({ id }) => ids.includes(id));
  } catch {
    // What cannot be read may have them.
    return true;
  }
}
