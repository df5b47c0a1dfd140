import { findEnd, parseJson } from '../text/json.ts';

/** The content of a config as text that can be edited, and how to turn such text into bytes again. */
export interface ConfigContent {
  /** The text. For a missing or blank file it is an empty object, as it is for Docker. */
  readonly text: string;
  /**
   * Whether the file is more than JSON in UTF-8. Docker cannot read a byte order mark or UTF-16, but ignores what follows
   * the object. Podman does not ignore it.
   */
  readonly isForeign: boolean;
  /** Encodes another text in the same way as this one. */
  readonly encode: (text: string) => Buffer;
}

/** The byte order marks that Windows editors write, and the encoding of what follows. */
const MARKS = [
  { mark: Buffer.from([0xef, 0xbb, 0xbf]), encoding: 'latin1' },
  { mark: Buffer.from([0xff, 0xfe]), encoding: 'utf16le' },
  { mark: Buffer.from([0xfe, 0xff]), encoding: 'utf16be' },
] as const;

type Encoding = (typeof MARKS)[number]['encoding'];

/**
 * Decodes the bytes of a config. Except in UTF-16, each byte becomes one character: they need not be valid UTF-8,
 * and those that are not edited must stay as they are.
 */
export function decodeConfig(bytes: Buffer = Buffer.alloc(0)): ConfigContent {
  const marked = MARKS.find(({ mark }) => bytes.subarray(0, mark.length).equals(mark));
  const { mark, encoding } = marked ?? { mark: Buffer.alloc(0), encoding: guessEncoding(bytes) };
  const whole = decode(bytes.subarray(mark.length), encoding);
  const { text, rest } = splitRest(whole);
  return {
    text: text.trim() === '' ? '{}' : text,
    isForeign: marked !== undefined || encoding !== 'latin1' || rest !== '',
    encode: (next) => Buffer.concat([mark, encode(next + rest, encoding)]),
  };
}

/** In UTF-16, one byte of each ASCII character is zero. A config starts with two of them. */
function guessEncoding([first, second]: Buffer): Encoding {
  if (first === 0 && second !== 0) {
    return 'utf16be';
  }
  return first !== undefined && second === 0 ? 'utf16le' : 'latin1';
}

/** Splits a text into its JSON object and the rest, such as a second object, or zero bytes after a crash. */
function splitRest(text: string): { readonly text: string; readonly rest: string } {
  const start = text.indexOf('{');
  const end = start === -1 || parseJson(text) !== undefined ? undefined : findEnd(text, start);
  const object = text.slice(0, end);
  return end !== undefined && parseJson(object) !== undefined
    ? { text: object, rest: text.slice(end) }
    : { text, rest: '' };
}

function decode(bytes: Buffer, encoding: Encoding): string {
  return encoding === 'utf16be' ? swap(bytes).toString('utf16le') : bytes.toString(encoding);
}

function encode(text: string, encoding: Encoding): Buffer {
  return encoding === 'utf16be' ? swap(Buffer.from(text, 'utf16le')) : Buffer.from(text, encoding);
}

/** Swaps the two bytes of each UTF-16 code unit, without an incomplete one at the end. */
function swap(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}
