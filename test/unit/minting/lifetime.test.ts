import { describe, expect, it } from 'vitest';
import { parseLifetime } from '../../../src/minting/lifetime.ts';

describe('a lifetime', () => {
  it.each([
    ['1m', 60_000],
    ['90m', 90 * 60_000],
    ['6h', 6 * 60 * 60_000],
    ['7d', 7 * 24 * 60 * 60_000],
    ['007d', 7 * 24 * 60 * 60_000],
    ['9999d', 9999 * 24 * 60 * 60_000],
  ])('of %s is %i milliseconds', (text, milliseconds) => {
    expect(parseLifetime(text)).toEqual({ text, milliseconds });
  });

  it.each([
    '',
    '0h',
    '00m',
    '6',
    'h',
    '6 h',
    '6H',
    '1h30m',
    '-1h',
    '1.5h',
    '12345m',
    '30s',
    'never',
    ' 6h',
    '6h\n',
    '٦h',
    '6constructor',
    '6__proto__',
    '0x10h',
    '1e3m',
  ])('cannot be %j', (text) => {
    expect(parseLifetime(text)).toBeUndefined();
  });
});
