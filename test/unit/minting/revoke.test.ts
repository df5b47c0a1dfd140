import { describe, expect, it } from 'vitest';
import { ActionError } from '../../../src/errors/action-error.ts';
import type { Mint } from '../../../src/minting/mint.ts';
import type { MintedRecord } from '../../../src/minting/minted.ts';
import { revokeRecord } from '../../../src/minting/revoke.ts';
import { Deadline } from '../../../src/time/deadline.ts';

const RECORD: MintedRecord = {
  mint: 'api-key',
  place: 'iam-ServiceId-1',
  accountId: undefined,
  mark: 'icr-login …',
  outcome: 'issued',
  id: 'ApiKey-1',
  issuedAt: undefined,
  expiresAt: undefined,
  lostReplies: 0,
};

/** A place that gives these replies, in this order, to requests to revoke. */
function answer(...answers: readonly ('revoked' | 'gone' | Error)[]): Mint {
  const waiting = [...answers];
  return {
    issue: () => Promise.reject(new Error('Nothing is made here.')),
    find: async () => [],
    revoke: async () => {
      const next = waiting.shift() ?? 'gone';
      if (next instanceof Error) {
        throw next;
      }
      return next;
    },
  };
}

function failWith(code: 'timed-out' | 'keys-not-permitted'): ActionError {
  return new ActionError(code, { problem: 'It failed.', fix: 'Fix it.', link: 'https://icr.io' });
}

describe('a credential whose ID is known', () => {
  it.each([
    ['revoked', ['revoked'], 10],
    ['revoked', ['gone', 'revoked'], 10],
    ['gone', ['gone', 'gone'], 10],
    ['unknown', ['gone', 'gone', 'gone'], 0.2],
    ['unknown', ['gone', failWith('timed-out')], 10],
  ] as const)('is %s after %j', async (known, answers, seconds) => {
    const mint = answer(...answers);
    const deadline = new Deadline(seconds);

    await expect(revokeRecord(RECORD, { mint, settleMs: 600, deadline })).resolves.toEqual({
      known,
      isMissing: false,
    });
  });

  it('that was created long ago is immediately considered gone if it is missing', async () => {
    const record = { ...RECORD, issuedAt: '2026-01-01T00:00:00.000Z' };
    const mint = answer('gone', 'revoked');
    const options = { mint, settleMs: 15_000, deadline: new Deadline(10) };

    await expect(revokeRecord(record, options)).resolves.toMatchObject({ known: 'gone' });
  });

  it.each(['timed-out', 'keys-not-permitted'] as const)('cannot be revoked (%s)', async (code) => {
    const options = { mint: answer(failWith(code)), settleMs: 600, deadline: new Deadline(10) };

    await expect(revokeRecord(RECORD, options)).rejects.toMatchObject({ code });
  });
});
