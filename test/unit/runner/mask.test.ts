import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { containsSecret, encodeBasic, hide, mask, redact } from '../../../src/runner/mask.ts';

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

  it('is not created for fewer than eight characters, which would occur everywhere', () => {
    mask('example', 'token');

    expect(written).toEqual([]);
    expect(redact('an example')).toBe('an example');
    expect(containsSecret('an example')).toBe(false);
  });

  it('covers base64 text that contains the secret at any position', () => {
    const secret = 'a-secret+of/the "base64" test';
    hide(secret);
    for (let before = 0; before < 7; before += 1) {
      for (let after = 0; after < 7; after += 1) {
        const text = `${'u'.repeat(before)}${secret}${'v'.repeat(after)}`;
        for (const encoding of ['base64', 'base64url'] as const) {
          const encoded = Buffer.from(text).toString(encoding);
          expect(containsSecret(`{"auth": "${encoded}"}`), `${before}, ${after}`).toBe(true);
        }
      }
    }
  });

  it('covers a secret of only eight characters', () => {
    const secret = 'eight-8!';
    hide(secret);
    for (const before of ['', 'u', 'us', 'use', 'user:']) {
      expect(containsSecret(Buffer.from(`${before}${secret}`).toString('base64'))).toBe(true);
      expect(containsSecret(Buffer.from(`${before}8-eight!`).toString('base64'))).toBe(false);
    }
  });

  it('covers the secret in a URL and in JSON', () => {
    const secret = 'a "secret"\twith\\ & =ü';
    hide(secret);

    expect(containsSecret(`https://x/?apikey=${encodeURIComponent(secret)}&y`)).toBe(true);
    expect(containsSecret(JSON.stringify({ apikey: secret }))).toBe(true);
    expect(containsSecret(Buffer.from(`u:${secret}`, 'utf8').toString('base64'))).toBe(true);
    expect(containsSecret('a secret')).toBe(false);
  });

  it('is not sent to the runner if the secret is only hidden from programs', () => {
    hide('a-secret-that-is-hidden');

    expect(written).toEqual([]);
    expect(redact('a-secret-that-is-hidden')).toBe('a-secret-that-is-hidden');
    hide('short');
    expect(containsSecret('short')).toBe(false);
  });
});
