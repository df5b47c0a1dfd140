import { describe, expect, it } from 'vitest';
import { parseTrustedProfile } from '../../../src/iam/trusted-profile.ts';

const ID = 'Profile-01234567-89ab-cdef-0123-456789abcdef';
const ACCOUNT = '0123456789abcdef0123456789abcdef';
const CRN = `crn:v1:bluemix:public:iam-identity::a/${ACCOUNT}::profile:${ID}`;

describe('a trusted profile', () => {
  it('can be named by its ID or its IAM ID', () => {
    const profile = { id: ID, crn: undefined, accountId: undefined };

    expect(parseTrustedProfile(ID)).toEqual(profile);
    expect(parseTrustedProfile(`iam-${ID}`)).toEqual(profile);
  });

  it('has the same ID however it is capitalized, because the ID is a Docker username', () => {
    for (const text of [ID.toLowerCase(), ID.toUpperCase(), CRN.toLowerCase()]) {
      expect(parseTrustedProfile(text)?.id).toBe(ID);
    }
  });

  it('can be named by its CRN, which contains its account', () => {
    expect(parseTrustedProfile(CRN)).toEqual({ id: ID, crn: CRN, accountId: ACCOUNT });
    const upper = CRN.replace(ACCOUNT, ACCOUNT.toUpperCase());
    expect(parseTrustedProfile(upper)?.accountId).toBe(ACCOUNT);
  });

  it.each([
    '',
    'my-profile',
    'Profile-1',
    `${ID}/..`,
    ` ${ID}`,
    ID.replace('Profile', 'ServiceId'),
    CRN.replace('profile:', 'serviceid:'),
    CRN.replace(ACCOUNT, 'a1'),
    `${CRN}\n`.repeat(2),
  ])('cannot be named by %j', (text) => {
    expect(parseTrustedProfile(text)).toBeUndefined();
  });
});
