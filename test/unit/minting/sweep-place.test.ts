import { describe, expect, it } from 'vitest';
import { parseLifetime } from '../../../src/minting/lifetime.ts';
import { readMark } from '../../../src/minting/mark.ts';
import type { Found } from '../../../src/minting/mint.ts';
import { judge } from '../../../src/minting/sweep-place.ts';

const HOUR_MS = 60 * 60_000;
const NOW = Date.parse('2026-11-21T12:00:00Z');

/** A key that was created some hours ago and expires some hours from now. */
function toFound(ageHours: number, endsInHours: number | undefined, lifetime = '6h'): Found {
  const text = `icr-login a/b run 1/1 job c at 2026-11-21T00:00Z lifetime ${lifetime} ${'0'.repeat(32)}`;
  const mark = readMark(text);
  if (mark === undefined) {
    throw new Error('This is no mark.');
  }
  return {
    id: 'ApiKey-1',
    name: 'icr-login-1',
    mark,
    createdAt: new Date(NOW - ageHours * HOUR_MS),
    expiresAt: endsInHours === undefined ? undefined : new Date(NOW + endsInHours * HOUR_MS),
    isLocked: false,
  };
}

const RULES = { now: NOW, olderThan: undefined, ownId: undefined };

describe('the verdict on a credential', () => {
  it.each([
    ['young while it may still be in use', toFound(1, 5), RULES, 'young'],
    ['due when it expires', toFound(6, 0), RULES, 'due'],
    ['due when it expires, however young it is', toFound(0, -0.1), RULES, 'due'],
    ['due after its lifetime, even if it expires later', toFound(6.1, 1), RULES, 'due'],
    ['young in the minute in which its lifetime ends', toFound(6, 1), RULES, 'young'],
    ['young forever', toFound(9000, undefined, 'never'), RULES, 'young'],
  ] as const)('is %s', (_, found, rules, verdict) => {
    expect(judge(found, rules)).toBe(verdict);
  });

  it('depends on `older-than`', () => {
    const olderThan = parseLifetime('2h');

    expect(judge(toFound(1, 5), { ...RULES, olderThan })).toBe('young');
    expect(judge(toFound(3, 3), { ...RULES, olderThan })).toBe('due');
    expect(judge(toFound(3, undefined, 'never'), { ...RULES, olderThan })).toBe('due');
  });

  it('spares locked credentials and the one that the sweep runs with', () => {
    expect(judge({ ...toFound(9, -3), isLocked: true }, RULES)).toBe('locked');
    expect(judge(toFound(9, -3), { ...RULES, ownId: 'ApiKey-1' })).toBe('own');
  });
});
