import { describe, expect, it } from 'vitest';
import { decodeConfig } from '../../../src/stores/config-bytes.ts';
import { parseConfig } from '../../support/config-text.ts';

const TEXT = '{"auths": {"a.io": {"auth": "eDp5"}}}\r\n';
const HOST = 'us.icr.io';
const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** UTF-16 with the higher byte first. */
function toUtf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16();
}

describe('the bytes of a config', () => {
  it('become text with one character per byte', () => {
    const bytes = Buffer.from([0x7b, 0xc3, 0xbc, 0xe9, 0xff, 0x00, 0x7d]);
    const { text, isForeign, encode } = decodeConfig(bytes);

    expect(text).toBe('{\xc3\xbc\xe9\xff\0}');
    expect(isForeign).toBe(false);
    expect(encode(text)).toEqual(bytes);
  });

  it.each([
    ['a missing file', undefined],
    ['a file of no bytes', Buffer.alloc(0)],
    ['a file with only white space', Buffer.from(' \t\r\n\n')],
    ['only a byte order mark', UTF8_MARK],
    ['only a UTF-16 byte order mark', Buffer.from('\ufeff', 'utf16le')],
    ['a line break in UTF-16', Buffer.from('\ufeff\r\n', 'utf16le')],
  ])('of %s are an empty object', (_, bytes) => {
    expect(decodeConfig(bytes).text).toBe('{}');
  });

  it.each([
    ['a byte order mark', Buffer.concat([UTF8_MARK, Buffer.from(TEXT)])],
    ['UTF-16, the lower byte first', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16, the higher byte first', toUtf16be(`\ufeff${TEXT}`)],
    ['UTF-16 without a mark, the lower byte first', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 without a mark, the higher byte first', toUtf16be(TEXT)],
  ])('with %s can be edited without changing the rest', (_, bytes) => {
    const { text, isForeign, encode } = decodeConfig(bytes);
    expect(isForeign).toBe(true);
    expect(text).toBe(TEXT);

    const edited = encode(parseConfig(text).write(HOST, '{}').text);
    expect(edited).not.toEqual(bytes);
    const again = decodeConfig(edited);
    const config = parseConfig(again.text);
    expect(config.read(HOST)).toBe('{}');
    expect(again.encode(config.remove(HOST).text)).toEqual(bytes);
  });

  it.each(['{}', 'x', '\0\0\0', '\n# comment {'])('keep %j after the object', (rest) => {
    const bytes = Buffer.from(`{"a": "}"}${rest}`);
    const { text, isForeign, encode } = decodeConfig(bytes);

    expect(text).toBe('{"a": "}"}');
    expect(isForeign).toBe(true);
    expect(encode(text)).toEqual(bytes);
  });

  it('keep a UTF-16 character that is longer than one byte', () => {
    const bytes = toUtf16be('\ufeff{"\u00fc\u20ac\ud83d\ude00": 1}');
    const { text, encode } = decodeConfig(bytes);

    expect(text).toBe('{"\u00fc\u20ac\ud83d\ude00": 1}');
    expect(encode(text)).toEqual(bytes);
  });

  it.each([
    [Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00, 0x0a]), '{}'],
    [Buffer.from([0xfe, 0xff, 0x00, 0x7b, 0x00, 0x7d, 0x0a]), '{}'],
  ])('can end in the middle of a character: %j', (bytes, text) => {
    expect(decodeConfig(bytes).text).toBe(text);
  });

  it('with an incomplete byte order mark have none', () => {
    expect(decodeConfig(Buffer.from([0xef, 0xbb]))).toMatchObject({
      text: '\xef\xbb',
      isForeign: false,
    });
    expect(decodeConfig(Buffer.from([0xff]))).toMatchObject({ text: '\xff', isForeign: false });
  });
});
