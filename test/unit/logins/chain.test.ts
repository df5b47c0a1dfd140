import { describe, expect, it } from 'vitest';
import { findReplaced, putAtBottom, undoRecord } from '../../../src/logins/chain.ts';
import type { JournalRecord } from '../../../src/logins/journal.ts';

const HOST = 'us.icr.io';

/** A login that replaced an entry, which may belong to another record. */
function login(id: string, entry: string | undefined, record?: string, host = HOST): JournalRecord {
  return {
    id,
    host,
    fingerprint: `fingerprint of ${id}`,
    replaced: { entry, record },
    job: { marker: '/m', id: `job of ${id}` },
    run: '',
    at: '',
    expiresAt: undefined,
    minted: undefined,
  };
}

const FIRST = login('first', '"mine"');
const SECOND = login('second', '"first"', 'first');
const ELSEWHERE = login('elsewhere', undefined, undefined, 'de.icr.io');
const BOTH = [FIRST, ELSEWHERE, SECOND];

describe('undoing a login', () => {
  it('on top restores what it replaced', () => {
    expect(undoRecord(BOTH, SECOND, SECOND.fingerprint)).toEqual({
      records: [FIRST, ELSEWHERE],
      change: { kind: 'restore', entry: '"first"' },
    });
  });

  it('below another one leaves the entry, and passes on what it replaced', () => {
    expect(undoRecord(BOTH, FIRST, SECOND.fingerprint)).toEqual({
      records: [ELSEWHERE, { ...SECOND, replaced: FIRST.replaced }],
      change: { kind: 'covered' },
    });
  });

  it('restores what it replaced even if a login above it was killed before it was written', () => {
    expect(undoRecord(BOTH, FIRST, FIRST.fingerprint)).toEqual({
      records: [ELSEWHERE, { ...SECOND, replaced: FIRST.replaced }],
      change: { kind: 'restore', entry: '"mine"' },
    });
  });

  it('leaves the entry to a later login that wrote the same', () => {
    const same = { ...SECOND, fingerprint: FIRST.fingerprint };

    expect(undoRecord([FIRST, same], FIRST, FIRST.fingerprint).change).toEqual({ kind: 'covered' });
  });

  it('in one store does not affect the logins in another', () => {
    const inStore = { ...login('stored', '"kept"'), store: 'desktop' };
    const all = [FIRST, inStore, SECOND];

    expect(undoRecord(all, SECOND, SECOND.fingerprint).change).toEqual({
      kind: 'restore',
      entry: '"first"',
    });
    expect(undoRecord(all, inStore, inStore.fingerprint)).toEqual({
      records: [FIRST, SECOND],
      change: { kind: 'restore', entry: '"kept"' },
    });
    expect(undoRecord(all, inStore, FIRST.fingerprint).change).toEqual({ kind: 'foreign' });
  });

  it.each([undefined, 'fingerprint of another entry'])(
    'leaves what someone else has done (%s)',
    (current) => {
      expect(undoRecord(BOTH, SECOND, current).change).toEqual({ kind: 'foreign' });
    },
  );
});

describe('a new login', () => {
  it('replaces the login below it if its entry is still there', () => {
    expect(findReplaced(BOTH, { host: HOST }, '"second"', SECOND.fingerprint)).toEqual({
      entry: '"second"',
      record: 'second',
    });
  });

  it('replaces the login that is there, below one that was killed before it was written', () => {
    expect(findReplaced(BOTH, { host: HOST }, '"first"', FIRST.fingerprint)).toEqual({
      entry: '"first"',
      record: 'first',
    });
  });

  it("replaces someone else's entry, or none", () => {
    expect(findReplaced(BOTH, { host: HOST }, '"other"', 'another')).toEqual({
      entry: '"other"',
      record: undefined,
    });
    expect(findReplaced([], { host: HOST }, undefined, undefined)).toEqual({
      entry: undefined,
      record: undefined,
    });
  });

  it('in another store replaces what is there', () => {
    const store = 'desktop';
    expect(findReplaced(BOTH, { host: HOST, store }, 'kept', SECOND.fingerprint)).toEqual({
      entry: 'kept',
      record: undefined,
    });
    expect(putAtBottom(BOTH, { host: HOST, store }, 'kept')).toEqual(BOTH);
  });

  it('that stays is restored in the end', () => {
    const bottom = { ...FIRST, replaced: { entry: '"kept"', record: undefined } };

    expect(putAtBottom(BOTH, { host: HOST }, '"kept"')).toEqual([bottom, ELSEWHERE, SECOND]);
    expect(putAtBottom([ELSEWHERE], { host: HOST }, '"kept"')).toEqual([ELSEWHERE]);
  });
});
