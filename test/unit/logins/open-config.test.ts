import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type JournalRecord, NOTHING_CREATED } from '../../../src/logins/journal.ts';
import { journalPath } from '../../../src/logins/journal-file.ts';
import { commit, type OpenConfig } from '../../../src/logins/open-config.ts';

const BEFORE = '{"auths": {}}';
const RECORD: JournalRecord = {
  id: 'r1',
  host: 'us.icr.io',
  fingerprint: 'f1',
  replaced: { entry: undefined, record: undefined },
  job: { marker: '/m', id: 'j1' },
  run: '',
  at: '',
  expiresAt: undefined,
  minted: undefined,
};

let root: string;
let path: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'open-'));
  path = join(root, 'config.json');
  writeFileSync(path, BEFORE);
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** A config with its journal, as it is opened. */
function open(records: readonly JournalRecord[], text = BEFORE): OpenConfig {
  const journal = { version: 1, salt: 's1', created: NOTHING_CREATED, records } as const;
  return { path, text, original: text, journal };
}

describe('config and journal', () => {
  it('are both put in place, and the journal goes with its last record', () => {
    const text = '{"auths": {"us.icr.io": {}}}';
    commit({ config: open([RECORD]), text, order: 'journal-first' });
    expect(readFileSync(path, 'utf8')).toBe(text);
    expect(readdirSync(root)).toHaveLength(2);

    commit({ config: open([], text), text: undefined, order: 'config-first' });
    expect(readdirSync(root)).toEqual([]);
  });

  it.each([BEFORE, '{"auths": {"us.icr.io": {}}}'])(
    'are what they were where the journal cannot be put in place, with nothing beside them: %s',
    (text) => {
      mkdirSync(journalPath(path));

      expect(() => commit({ config: open([RECORD]), text, order: 'journal-first' })).toThrow(
        'EISDIR',
      );
      expect(readdirSync(root)).toEqual(['config.json', 'config.json.icr-login-journal']);
      expect(readFileSync(path, 'utf8')).toBe(BEFORE);
    },
  );
});
