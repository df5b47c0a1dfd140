import { describe, expect, it } from 'vitest';
import { SecretMasker } from '../../runner/masker.ts';

function maskWith(secrets: readonly string[], text: string): string {
  const masker = new SecretMasker();
  for (const secret of secrets) {
    masker.addSecret(secret);
  }
  return masker.mask(text);
}

const SECRET = 'p"a\'s&s<w>o/r d+1';

describe('SecretMasker', () => {
  it('masks every occurrence and leaves other text alone', () => {
    expect(maskWith(['abc'], 'abc x abcabc abd')).toBe('*** x *** abd');
    expect(maskWith([], 'abc')).toBe('abc');
  });

  it('masks overlapping secrets as one', () => {
    expect(maskWith(['abcd', 'cdef'], '-abcdef-')).toBe('-***-');
    expect(maskWith(['aa'], 'aaa')).toBe('***');
  });

  it('has no minimum length', () => {
    expect(maskWith(['a'], 'banana')).toBe('b***n***n***');
    expect(maskWith([''], 'banana')).toBe('banana');
  });

  it.each([0, 1, 2, 3, 4])('masks the base64 of the secret after %i other bytes', (count) => {
    const encoded = Buffer.from(`${'u'.repeat(count)}longer secret value`).toString('base64');
    expect(maskWith(['longer secret value'], encoded)).toMatch(/^.{0,8}\*\*\*$/);
  });

  it.each([
    ['JSON', JSON.stringify(SECRET)],
    ['a URL', encodeURIComponent(SECRET).replaceAll("'", '%27')],
    ['XML', 'p&quot;a&apos;s&amp;s&lt;w&gt;o/r d+1'],
    ['a command line', SECRET.replaceAll('"', '\\"')],
    ['an expression', SECRET.replaceAll("'", "''")],
  ])('masks the secret in the form of %s', (_name, text) => {
    const masked = maskWith([SECRET], text);
    expect(masked).toContain('***');
    expect(masked).not.toMatch(/w.{0,4}o/);
  });

  it('masks a secret without its quotes, and its parts around an ampersand', () => {
    expect(maskWith(['"quoted secret"'], 'quoted secret')).toBe('***');
    expect(maskWith(['first-part&second-part'], 'first-part& / second-part')).toBe('*** / ***');
    expect(maskWith(['first-part&+second'], 'first-part&+ / econd / s')).toBe('*** / econd / s');
  });

  it('masks each line of a secret', () => {
    expect(maskWith(['one\r\n  two \n'], 'one|two|')).toBe('***|***|');
  });
});
