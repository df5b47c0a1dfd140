import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { apiKey } from '../../../src/credentials/api-key.ts';
import { makeMark } from '../../../src/minting/mark.ts';
import {
  isSealedWith,
  listSavedTrust,
  readSavedState,
  StateKeeper,
  saveNothing,
} from '../../../src/steps/saved-state.ts';
import { fingerprint } from '../../../src/text/fingerprint.ts';

const MARK = makeMark('24h');
/** RUNNER_TEMP. */
const TEMP = join(tmpdir(), 'runner-temp');
const PRIVATE = join(TEMP, 'icr-login-1');

const MINTED = {
  mint: 'registry-token',
  place: 'us.icr.io',
  accountId: 'a1',
  mark: MARK,
  outcome: 'issued',
  id: 't1',
  issuedAt: '2027-01-15T07:00:00.000Z',
  expiresAt: '2027-01-15T08:00:00.000Z',
  lostReplies: 1,
};

const LOGINS = {
  path: '/home/me/.docker/config.json',
  records: ['r1'],
  missingDirectory: '/home',
  entries: [{ id: 'r1', host: 'us.icr.io', store: 'desktop', fingerprint: 'f1' }],
};

const STATE = {
  version: 1,
  skipped: false,
  timeoutSeconds: 60,
  iamUrl: 'https://iam.cloud.ibm.com',
  accountId: 'a1',
  salt: 's1',
  sourceInput: 'api-key',
  profile: 'Profile-1',
  accessToken: 'e.y.J',
  trust: { HTTPS_PROXY: 'f1' },
  clockOffsetMs: -1000,
  revoke: true,
  minted: [MINTED],
  logins: [LOGINS],
  isolation: {
    directory: PRIVATE,
    variables: [{ name: 'DOCKER_CONFIG', value: PRIVATE, before: '/home/me/.docker' }],
  },
};

/** Reads a state as the runner passes it. */
function read(state: unknown) {
  const text = typeof state === 'string' ? state : JSON.stringify(state);
  vi.stubEnv('STATE_icr-login', text);
  return readSavedState();
}

beforeEach(() => {
  vi.stubEnv('RUNNER_TEMP', TEMP);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the state of a step', () => {
  it('is read as it was saved', () => {
    expect(read(STATE)).toEqual(STATE);
  });

  it('is none if the main step did nothing', () => {
    expect(read('')).toBeUndefined();
  });

  it('can omit what was never known', () => {
    const { mint, place, mark, outcome } = MINTED;
    const iamUrl = 'https://private.iam.cloud.ibm.com';
    const least = { version: 1, timeoutSeconds: 60, iamUrl, salt: 's1', trust: {} };
    const minted = { mint, place, mark, outcome };
    const logins = [{ path: '/c', records: [] }];

    expect(read({ ...least, minted: [minted], logins })).toEqual({
      ...least,
      skipped: false,
      revoke: true,
      minted: [{ ...minted, lostReplies: 0 }],
      logins,
    });
  });

  const { accountId: _, ...BARE } = { ...MINTED, mint: 'api-key', place: 'iam-ServiceId-1' };
  it.each([
    { skipped: true, minted: [], logins: [], isolation: undefined },
    { minted: [{ ...BARE, outcome: 'intended', id: undefined }], clockOffsetMs: undefined },
    { minted: [{ ...MINTED, place: 'registry.ng.bluemix.net', outcome: 'revoked' }] },
    { logins: [{ path: '/c', records: [] }], timeoutSeconds: 3600 },
    { iamUrl: 'https://iam.test.cloud.ibm.com', timeoutSeconds: 1, trust: {} },
  ])('can also be: %j', (members) => {
    expect(read({ ...STATE, ...members })).toEqual({ ...STATE, ...members });
  });

  // What earlier commits of version 1 saved, character by character.
  it.each([
    '{"version":1,"skipped":true,"timeoutSeconds":60,"iamUrl":"https://iam.cloud.ibm.com","salt":"0123456789abcdef0123456789abcdef","clockOffsetMs":0,"revoke":true,"minted":[],"logins":[]}',
    `{"version":1,"skipped":false,"timeoutSeconds":3600,"iamUrl":"https://eu-de.iam.cloud.ibm.com","accountId":"a1","salt":"s","sourceInput":"access-token","sourceFingerprint":"f","clockOffsetMs":1000,"revoke":false,"minted":[{"mint":"api-key","place":"iam-ServiceId-1","mark":"${MARK}","outcome":"intended","expiresAt":"2027-01-15T08:00:00.000Z","lostReplies":0}],"logins":[{"path":"/home/me/.docker/config.json","records":["r1","r2"]}]}`,
    `{"version":1,"skipped":false,"timeoutSeconds":1,"iamUrl":"https://iam.test.cloud.ibm.com","salt":"s","sourceInput":"trusted-profile","clockOffsetMs":0,"revoke":true,"minted":[{"mint":"registry-token","place":"registry.ng.bluemix.net","mark":"${MARK}","outcome":"revoked","id":"t1","lostReplies":0}],"logins":[],"isolation":{"directory":${JSON.stringify(PRIVATE)},"variables":[{"name":"DOCKER_CONFIG","value":${JSON.stringify(PRIVATE)},"before":""}]}}`,
  ])('is read if an earlier version saved it: %s', (text) => {
    expect(JSON.parse(JSON.stringify(read(text)))).toEqual(JSON.parse(text));
  });

  it('is read if a later version has added something', () => {
    expect(read({ ...STATE, added: 1, minted: [{ ...MINTED, added: 1 }] })).toMatchObject(STATE);
  });

  it.each([
    { directory: '' },
    { directory: '/home/me' },
    { directory: join(TEMP, 'mine', 'icr-login-1') },
    { directory: join(TEMP, '..') },
    { variables: undefined },
    { variables: [{ name: 'DOCKER_CONFIG' }] },
    { variables: [{ name: 'PATH', value: '/evil' }] },
  ])('has no private config if that is not one of ours: %j', (change) => {
    const isolation = { ...STATE.isolation, ...change };

    expect(read({ ...STATE, isolation })?.isolation).toBeUndefined();
  });

  it('can have a variable that was not set before', () => {
    const { directory } = STATE.isolation;
    const variables = [{ name: 'DOCKER_CONFIG', value: directory }];

    expect(read({ ...STATE, isolation: { directory, variables } })?.isolation).toEqual({
      directory,
      variables: [{ name: 'DOCKER_CONFIG', value: directory, before: '' }],
    });
  });

  const damaged: Readonly<Record<string, unknown>> = {
    'text that is not JSON': '{"version": 1,',
    'a list': [STATE],
    'another version': { ...STATE, version: 2 },
    'an invalid time limit': { ...STATE, timeoutSeconds: '60' },
    'no time': { ...STATE, timeoutSeconds: 0 },
    'more time than a step can have': { ...STATE, timeoutSeconds: 1e9 },
    'no URL of IAM': { ...STATE, iamUrl: '' },
    'no salt': { ...STATE, salt: undefined },
    'no list of what was minted': { ...STATE, minted: undefined },
    'an invalid minted credential': { ...STATE, minted: [MINTED, 'text'] },
    'a credential of a kind that is not saved': {
      ...STATE,
      minted: [{ ...MINTED, mint: 'access-token' }],
    },
    'a minted credential without a place': { ...STATE, minted: [{ ...MINTED, place: undefined }] },
    'a minted credential without a mark': { ...STATE, minted: [{ ...MINTED, mark: '' }] },
    'an unknown outcome': { ...STATE, minted: [{ ...MINTED, outcome: 'lost' }] },
    'no list of logins': { ...STATE, logins: {} },
    'an invalid login': { ...STATE, logins: [null] },
    'a login without a file': { ...STATE, logins: [{ ...LOGINS, path: undefined }] },
    'a login without records': { ...STATE, logins: [{ ...LOGINS, records: 'r1' }] },
    'a login in a file with a relative path': { ...STATE, logins: [{ ...LOGINS, path: 'c.json' }] },
    'an invalid ID': { ...STATE, minted: [{ ...MINTED, id: '../../v2/' }] },
  };
  it.each(Object.entries(damaged))('with %s is refused', (_, state) => {
    expect(() => read(state)).toThrow('is damaged, or another version of this action saved it');
  });

  // Secrets are sent to IAM, and an IAM access token to the registry.
  it.each([
    'https://iam.cloud.ibm.com.evil.com',
    'https://evil.com',
    'http://iam.cloud.ibm.com',
    'https://iam.cloud.ibm.com/',
    'https://iam.cloud.ibm.com/evil',
    'https://iam.cloud.ibm.com:8443',
    'https://user@iam.cloud.ibm.com',
    'https://IAM.cloud.ibm.com',
    'iam.cloud.ibm.com',
    'file:///etc/passwd',
  ])('is refused with IAM at %s', (iamUrl) => {
    expect(() => read({ ...STATE, iamUrl })).toThrow('is damaged');
  });

  it.each([
    'us.icr.io.evil.com',
    'evil.com',
    'us.icr.io/evil',
    'us.icr.io:8443',
    'user@us.icr.io',
    'us-south',
    'cp.icr.io',
  ])('is refused with a registry token of %s', (place) => {
    expect(() => read({ ...STATE, minted: [{ ...MINTED, place }] })).toThrow('is damaged');
  });

  // Everything that this action has minted contains part of a mark.
  it.each(['icr-login', 'icr-login ', MARK.slice(0, -1), MARK.slice(1), `${MARK} `, `x ${MARK}`])(
    'is refused with the mark %j',
    (mark) => {
      expect(() => read({ ...STATE, minted: [{ ...MINTED, mark }] })).toThrow('is damaged');
    },
  );
});

describe('the saved state', () => {
  /** Runs something, and reads all states that it saved, in order. */
  function save(work: () => void): readonly unknown[] {
    const root = mkdtempSync(join(tmpdir(), 'state-'));
    const file = join(root, 'state');
    writeFileSync(file, '');
    vi.stubEnv('GITHUB_STATE', file);
    try {
      work();
      const lines = readFileSync(file, 'utf8').split(/\r?\n/);
      return lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line));
    } finally {
      rmSync(root, { recursive: true });
    }
  }

  const START = {
    timeoutSeconds: 30,
    iamUrl: 'https://iam.cloud.ibm.com',
    accountId: undefined,
    source: { kind: apiKey, secret: 'k'.repeat(44), profile: undefined },
  };

  it('says first that nothing was done', () => {
    const [state, ...others] = save(saveNothing);

    expect(others).toEqual([]);
    expect(read(state)).toMatchObject({ skipped: true, minted: [], logins: [] });
  });

  it('contains no secret', () => {
    const [state] = save(() => new StateKeeper(START));

    expect(JSON.stringify(state)).not.toContain(START.source.secret.slice(0, 8));
    expect(read(state)?.salt).toMatch(/^[0-9a-f]{32}$/);
    // Nothing has been done yet.
    expect(state).toMatchObject({ skipped: true, timeoutSeconds: 30, revoke: true });
  });

  it('is sealed with the secret', () => {
    const [state] = save(() => new StateKeeper(START)) as readonly Record<string, unknown>[];
    read(state);
    expect(isSealedWith(START.source.secret)).toBe(true);
    expect(isSealedWith(`${START.source.secret}k`)).toBe(false);
    expect(isSealedWith('')).toBe(false);
    for (const change of [{ timeoutSeconds: 31 }, { added: 1 }, { seal: undefined }]) {
      read({ ...state, ...change });
      expect(isSealedWith(START.source.secret)).toBe(false);
    }
  });

  it('has a fingerprint of the secret instead of a seal if an earlier version saved it', () => {
    const old = { ...STATE, sourceFingerprint: fingerprint('s1', 'the secret of then') };
    read(old);

    expect(isSealedWith('the secret of then')).toBe(true);
    expect(isSealedWith('another one')).toBe(false);
    expect(isSealedWith('')).toBe(false);
    // If there is a seal, nothing else counts.
    read({ ...old, seal: 'x' });
    expect(isSealedWith('the secret of then')).toBe(false);
  });

  it('of a step without a secret has a seal that no one can reproduce', () => {
    const [state] = save(saveNothing);
    read(state);

    expect(isSealedWith('')).toBe(false);
  });

  it('is updated with every change, immediately', () => {
    const record = {
      mint: 'api-key',
      place: 'iam-ServiceId-1',
      mark: MARK,
      outcome: 'intended',
      lostReplies: 0,
    } as const;
    const other = { ...record, mark: makeMark('6h') };
    const states = save(() => {
      const keeper = new StateKeeper(START);
      keeper.intend([record, other], 1000);
      keeper.note(MARK, { outcome: 'issued', id: 'ApiKey-1' });
      keeper.update({ logins: [LOGINS] });
    }).map(read);

    expect(states).toHaveLength(4);
    expect(states.map((state) => state?.skipped)).toEqual([true, false, false, false]);
    expect(states[1]).toMatchObject({ clockOffsetMs: 1000, minted: [record, other] });
    expect(states[2]?.minted).toMatchObject([
      { ...record, outcome: 'issued', id: 'ApiKey-1' },
      other,
    ]);
    expect(states[3]).toMatchObject({ logins: [LOGINS], minted: states[2]?.minted });
  });
});

it('tells what earlier logins trusted, but not for damaged states or logins that failed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'states-'));
  vi.stubEnv('GITHUB_STATE', join(folder, 'save_state_own'));
  const trust = { HTTPS_PROXY: 'f1' };
  const states = [
    'damaged',
    JSON.stringify({ ...STATE, trust: undefined }),
    JSON.stringify({ ...STATE, trust }),
    JSON.stringify({ ...STATE, trust, logins: [], minted: [], isolation: undefined }),
  ];
  for (const [index, state] of states.entries()) {
    writeFileSync(join(folder, `save_state_${index}`), `icr-login<<x\n${state}\nx\n`);
  }

  await expect(listSavedTrust()).resolves.toEqual([{ trust, salt: STATE.salt }]);
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});
