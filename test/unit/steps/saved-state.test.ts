import { afterEach, describe, expect, it, vi } from 'vitest';
import { readSavedState } from '../../../src/runner/state.ts';

const MINTED = {
  mint: 'registry-token',
  place: 'us.icr.io',
  accountId: 'a1',
  mark: 'icr-login …',
  outcome: 'issued',
  id: 't1',
  issuedAt: '2027-01-15T07:00:00.000Z',
  expiresAt: '2027-01-15T08:00:00.000Z',
  lostReplies: 1,
};

const LOGINS = { path: '/home/me/.docker/config.json', records: ['r1'], missingDirectory: '/home' };

const STATE = {
  version: 1,
  skipped: false,
  timeoutSeconds: 60,
  iamUrl: 'https://iam.cloud.ibm.com',
  accountId: 'a1',
  salt: 's1',
  sourceInput: 'api-key',
  sourceFingerprint: 'f1',
  profile: 'Profile-1',
  accessToken: 'e.y.J',
  clockOffsetMs: -1000,
  revoke: true,
  minted: [MINTED],
  logins: [LOGINS],
  isolation: {
    directory: '/tmp/icr-login-1',
    variables: [{ name: 'DOCKER_CONFIG', value: '/tmp/icr-login-1', before: '/home/me/.docker' }],
  },
};

/** Reads a state as the runner hands it over. */
function read(state: unknown) {
  const text = typeof state === 'string' ? state : JSON.stringify(state);
  vi.stubEnv('STATE_icr-login', text);
  return readSavedState();
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the state of a step', () => {
  it('is read as it was saved', () => {
    expect(read(STATE)).toEqual(STATE);
  });

  it('is none where the main step did nothing', () => {
    expect(read('')).toBeUndefined();
  });

  it('may lack what was never known', () => {
    const { mint, place, mark, outcome } = MINTED;
    const least = { version: 1, timeoutSeconds: 60, iamUrl: 'https://i', salt: 's1' };
    const minted = [{ mint, place, mark, outcome }];

    expect(read({ ...least, minted, logins: [{ path: '/c', records: [] }] })).toMatchObject({
      skipped: false,
      revoke: true,
      accessToken: undefined,
      minted: [{ id: undefined, expiresAt: undefined, lostReplies: 0 }],
      logins: [{ missingDirectory: undefined }],
    });
  });

  it.each([
    { directory: '' },
    { variables: undefined },
    { variables: [{ name: 'DOCKER_CONFIG' }] },
  ])('has no private config where that cannot be read: %j', (change) => {
    const isolation = { ...STATE.isolation, ...change };

    expect(read({ ...STATE, isolation })?.isolation).toBeUndefined();
  });

  it('has a variable that was not set before', () => {
    const variables = [{ name: 'DOCKER_CONFIG', value: '/tmp/icr-login-1' }];
    const isolation = { directory: '/tmp/icr-login-1', variables };

    expect(read({ ...STATE, isolation })?.isolation?.variables[0]?.before).toBe('');
  });

  const damaged: Readonly<Record<string, unknown>> = {
    'text that is no JSON': '{"version": 1,',
    'a list': [STATE],
    'another version': { ...STATE, version: 2 },
    'no time': { ...STATE, timeoutSeconds: '60' },
    'no address of IAM': { ...STATE, iamUrl: '' },
    'no salt': { ...STATE, salt: undefined },
    'no list of what was minted': { ...STATE, minted: undefined },
    'something minted that is none': { ...STATE, minted: [MINTED, 'text'] },
    'something minted by another mint': { ...STATE, minted: [{ ...MINTED, mint: 'access-token' }] },
    'something minted nowhere': { ...STATE, minted: [{ ...MINTED, place: undefined }] },
    'something minted without a mark': { ...STATE, minted: [{ ...MINTED, mark: '' }] },
    'a fate that nobody knows': { ...STATE, minted: [{ ...MINTED, outcome: 'lost' }] },
    'no list of logins': { ...STATE, logins: {} },
    'a login that is none': { ...STATE, logins: [null] },
    'a login in no file': { ...STATE, logins: [{ ...LOGINS, path: undefined }] },
    'a login without records': { ...STATE, logins: [{ ...LOGINS, records: 'r1' }] },
  };
  it.each(Object.entries(damaged))('with %s is refused', (_, state) => {
    expect(() => read(state)).toThrow('is damaged, or another version saved it');
  });
});
