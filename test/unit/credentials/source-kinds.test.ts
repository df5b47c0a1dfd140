import { describe, expect, it } from 'vitest';
import { accessToken } from '../../../src/credentials/access-token.ts';
import { apiKey } from '../../../src/credentials/api-key.ts';
import { refreshToken } from '../../../src/credentials/refresh-token.ts';
import { registryToken } from '../../../src/credentials/registry-token.ts';
import { SOURCE_KINDS } from '../../../src/credentials/source-kinds.ts';

const KEY = 'k'.repeat(44);

/** A token with this payload and a signature that nothing checks. */
function toToken(payload: unknown): string {
  const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'RS256' })}.${encode(payload)}.c2lnbmF0dXJl`;
}

describe('the kinds of credentials', () => {
  it('each have their own input and user name', () => {
    expect(SOURCE_KINDS.map(({ input, username }) => [input, username])).toEqual([
      ['api-key', 'iamapikey'],
      ['access-token', 'iambearer'],
      ['registry-token', 'token'],
      ['refresh-token', 'iamrefresh'],
    ]);
  });
});

describe('an API key', () => {
  it.each([
    [KEY, KEY],
    [JSON.stringify({ name: 'a', apikey: KEY }), KEY],
    [JSON.stringify({ apikey: ` ${KEY}\n` }), KEY],
    [JSON.stringify({ name: 'a' }), JSON.stringify({ name: 'a' })],
    ['{"apikey": ', '{"apikey": '],
  ])('is extracted from %j', (text, key) => {
    expect(apiKey.clean(text)).toBe(key);
  });

  it('has at least 20 characters', () => {
    expect(apiKey.reject('k'.repeat(20))).toBeUndefined();
    expect(apiKey.reject('k'.repeat(19))?.problem).toContain('has 19 characters');
  });

  it.each([
    'ApiKey-01234567-89ab-cdef-0123-456789abcdef',
    'ServiceId-01234567-89ab-cdef-0123-456789abcdef',
    'iam-ServiceId-01234567-89ab-cdef-0123-456789abcdef',
    'Profile-01234567-89ab-cdef-0123-456789abcdef',
  ])('is not the ID %s', (id) => {
    expect(apiKey.reject(id)?.problem).toBe('The input `api-key` has an ID, not an API key.');
  });

  it('is not a token', () => {
    const token = apiKey.clean(`Bearer ${toToken({ exp: 1_800_000_000 })}`);

    expect(apiKey.reject(token)?.problem).toBe('The input `api-key` has a token, not an API key.');
  });

  it('does not say when it expires', () => {
    expect(apiKey.expiresAt(KEY)).toBeUndefined();
  });
});

describe('a token', () => {
  it.each([accessToken, refreshToken, registryToken])('loses a leading Bearer', ({ clean }) => {
    expect(clean('Bearer a.b.c')).toBe('a.b.c');
    expect(clean('bearer   a.b.c')).toBe('a.b.c');
    expect(clean('Bearera.b.c')).toBe('Bearera.b.c');
  });

  it('says when it expires, if it contains that', () => {
    const token = toToken({ exp: 1_800_000_000 });

    expect(accessToken.expiresAt(token)?.toISOString()).toBe('2027-01-15T08:00:00.000Z');
    expect(registryToken.expiresAt(token)?.toISOString()).toBe('2027-01-15T08:00:00.000Z');
    expect(registryToken.expiresAt(toToken({}))).toBeUndefined();
    expect(registryToken.expiresAt('opaque')).toBeUndefined();
    expect(refreshToken.expiresAt(token)).toBeUndefined();
  });

  it.each(['', 'opaque', 'a.b.c', toToken([]), toToken('text')])(
    'is not an access token if it is %j',
    (text) => {
      expect(accessToken.reject(text)?.problem).toContain('is not an IAM access token');
    },
  );

  it('is not a refresh token if IAM returned none', () => {
    expect(refreshToken.reject('not_supported')?.problem).toContain('"not_supported"');
  });

  it('can be any text unless it is an access token', () => {
    expect(accessToken.reject(toToken({}))).toBeUndefined();
    expect(registryToken.reject('opaque')).toBeUndefined();
    expect(refreshToken.reject('opaque')).toBeUndefined();
  });
});
