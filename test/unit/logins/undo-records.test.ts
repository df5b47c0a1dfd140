import { describe, expect, it } from 'vitest';
import { EntryStores } from '../../../src/logins/entry-store.ts';
import { emptyJournal, type JournalRecord } from '../../../src/logins/journal.ts';
import { undoRecords } from '../../../src/logins/undo-records.ts';
import { decodeConfig } from '../../../src/stores/config-bytes.ts';
import { fingerprintEntry } from '../../../src/text/fingerprint.ts';
import { Deadline } from '../../../src/time/deadline.ts';
import { parseConfig } from '../../support/config-text.ts';

const ENTRY = '{"auth": "eDp5"}';
const CONTENT = parseConfig(`{"auths": {"us.icr.io": ${ENTRY}, "de.icr.io": ${ENTRY}}}`);
const EMPTY = emptyJournal();

/** The record of a login that replaced nothing. */
function record(id: string, host: string): JournalRecord {
  return {
    id,
    host,
    fingerprint: fingerprintEntry(EMPTY.salt, ENTRY),
    replaced: { entry: undefined, record: undefined },
    job: { marker: '/m', id: 'j1' },
    run: '',
    at: '',
    expiresAt: undefined,
  };
}

const RECORDS = [record('dead', 'us.icr.io'), record('own', 'de.icr.io')];

/** Undoes the dead login of another job, and then the one of this job. */
async function undo(seconds: number): Promise<{ readonly text: string; readonly left: unknown }> {
  const lock = { prove: async (): Promise<void> => undefined };
  const deadline = new Deadline(seconds);
  const stores = new EntryStores(CONTENT, deadline, lock);
  const decoded = decodeConfig(Buffer.from(CONTENT.text));
  const { journal } = await undoRecords(
    {
      path: '/config.json',
      content: CONTENT,
      journal: { ...EMPTY, records: RECORDS },
      disk: {
        file: '/config.json',
        decoded,
        config: undefined,
        journal: undefined,
        damage: 'none',
        lock,
      },
    },
    { dead: ['dead'], ids: ['own'], deadline },
    stores,
  );
  return { text: stores.content.text, left: journal.records.map(({ id }) => id) };
}

describe('the dead login of another job', () => {
  it('is undone together with the one of this job', async () => {
    await expect(undo(20)).resolves.toEqual({ text: '{"auths": {}}', left: [] });
  });

  it('is left to the next use of the config if there is no time for it', async () => {
    await expect(undo(0)).resolves.toEqual({
      text: `{"auths": {"us.icr.io": ${ENTRY}}}`,
      left: ['dead'],
    });
  });
});
