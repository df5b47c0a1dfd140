import { expect, it } from 'vitest';
import { revokeFound } from '../../../src/minting/issue.ts';
import type { Found, Mint } from '../../../src/minting/mint.ts';

const AT = new Date('2026-01-01T00:00:00Z');
const FOUND: Omit<Found, 'id'> = {
  name: 'icr-login-1',
  mark: {
    text: 'the mark',
    repository: 'octo-org/octo-repo',
    run: '1',
    attempt: '1',
    at: AT,
    lifetime: '6h',
    random: '0'.repeat(32),
  },
  createdAt: AT,
  expiresAt: undefined,
  isLocked: false,
};

/** A place with credentials whose revocation ends like this. */
function holding(revocations: Readonly<Record<string, 'revoked' | 'gone' | Error>>): Mint {
  return {
    issue: () => Promise.reject(new Error('Nothing is created here.')),
    find: async () => Object.keys(revocations).map((id) => ({ ...FOUND, id })),
    revoke: async (id) => {
      const revocation = revocations[id] ?? 'gone';
      if (revocation instanceof Error) {
        throw revocation;
      }
      return revocation;
    },
  };
}

it('counts the credentials that were revoked', async () => {
  const done = new Set<string>();
  const mint = holding({ one: 'revoked', two: 'gone', three: 'revoked' });

  await expect(revokeFound(mint, 'the mark', done)).resolves.toBe(2);
  expect([...done]).toEqual(['one', 'three']);
});

it('remembers what was revoked when another revocation fails', async () => {
  const done = new Set<string>();
  const mint = holding({ one: new Error('refused'), two: 'revoked' });

  await expect(revokeFound(mint, 'the mark', done)).rejects.toThrow('refused');
  expect([...done]).toEqual(['two']);
});
