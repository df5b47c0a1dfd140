import { UnsecuredJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { readClaims } from '../../../src/iam/claims.ts';

function toToken(payload: Record<string, unknown>): string {
  return new UnsecuredJWT(payload).encode();
}

describe('the claims of a token', () => {
  it('are its ID, its account, its identity and its expiry', () => {
    const token = toToken({
      jti: 'a1',
      iam_id: 'iam-ServiceId-1',
      account: { valid: true, bss: 'b2' },
      exp: 1_800_000_000,
    });

    expect(readClaims(token)).toEqual({
      id: 'a1',
      accountId: 'b2',
      iamId: 'iam-ServiceId-1',
      expiresAt: new Date('2027-01-15T08:00:00Z'),
    });
  });

  it.each([undefined, 0, -1, 1e300, '1800000000', null])('have no expiry if exp is %j', (exp) => {
    expect(readClaims(toToken({ exp }))?.expiresAt).toBeUndefined();
  });

  it.each([undefined, 'b2', null, ['b2'], {}, { bss: 2 }, { bss: '' }])(
    'have no account if it is %j',
    (account) => {
      expect(readClaims(toToken({ account }))?.accountId).toBeUndefined();
    },
  );
});
