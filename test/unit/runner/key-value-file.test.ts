import { describe, expect, it } from 'vitest';
import { readPairs } from '../../runner/key-value-file.ts';

function read(text: string): unknown {
  return [...readPairs(text)];
}

describe('readPairs', () => {
  it('reads NAME=value lines and skips empty ones', () => {
    expect(read('a=1\n\nb=x=y<<z\nc=')).toEqual([
      ['a', '1'],
      ['b', 'x=y<<z'],
      ['c', ''],
    ]);
  });

  it('reads blocks and keeps their line breaks', () => {
    expect(read('a<<EOF\none\r\ntwo\n\nEOF\nb<<E\nE\nc<<D=\nx\nD=')).toEqual([
      ['a', 'one\r\ntwo\n'],
      ['b', ''],
      ['c', 'x'],
    ]);
  });

  it('ends a block only at a line that equals the delimiter', () => {
    expect(read('a<<EOF\nEOF \n EOF\nEOFEOF\nEOF\n')).toEqual([['a', 'EOF \n EOF\nEOFEOF']]);
  });

  it.each([
    ['no separator', 'line', /Invalid format 'line'/],
    ['no name', '<<EOF\nEOF\n', /Name must not be empty/],
    ['no delimiter', 'a<<\n', /delimiter must not be empty/],
    ['no end', 'a<<EOF\nx\n', /Matching delimiter not found 'EOF'/],
    ['an end without its line break before it', 'a<<EOF\nx', /EOF marker missing new line/],
  ])('refuses a file with %s', (_name, text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it('returns the pairs before a malformed line', () => {
    const pairs = readPairs('a=1\nbad\n');
    expect(pairs.next().value).toEqual(['a', '1']);
    expect(() => pairs.next()).toThrow('Invalid format');
  });
});
