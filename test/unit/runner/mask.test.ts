import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { containsSecret, encodeBasic, mask, redact } from '../../../src/runner/mask.ts';

const written: string[] = [];

beforeEach(() => {
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  written.length = 0;
});

describe('a mask', () => {
  it('covers a secret and its forms with user names, each once', () => {
    mask('a-secret-of-the-test', 'iamapikey', 'token');
    mask('a-secret-of-the-test', 'token');

    expect(written.join('').trimEnd().split(/\r?\n/)).toEqual([
      '::add-mask::a-secret-of-the-test',
      `::add-mask::${encodeBasic('iamapikey', 'a-secret-of-the-test')}`,
      `::add-mask::${encodeBasic('token', 'a-secret-of-the-test')}`,
    ]);
    expect(redact('cut: a-secret-of-the-test.')).toBe('cut: ***.');
    expect(containsSecret('<a-secret-of-the-test>')).toBe(true);
  });

  it('is not made for less than eight characters, which would turn up everywhere', () => {
    mask('example', 'token');

    expect(written).toEqual([]);
    expect(redact('an example')).toBe('an example');
    expect(containsSecret('an example')).toBe(false);
  });
});
