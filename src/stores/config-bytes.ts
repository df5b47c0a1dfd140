/** The content of a config as text that can be edited, and the way back to its bytes. */
export interface ConfigContent {
  /** The text as Docker reads it: a missing or blank file is an empty object. */
  readonly text: string;
  /** Whether there is a byte order mark in front, or an encoding that Docker cannot read. */
  readonly isForeign: boolean;
  /** The bytes of another text, written like this one. */
  readonly encode: (text: string) => Buffer;
}

/** What editors of Windows put in front of a file, and what follows in which encoding. */
const MARKS = [
  { mark: Buffer.from([0xef, 0xbb, 0xbf]), encoding: 'latin1' },
  { mark: Buffer.from([0xff, 0xfe]), encoding: 'utf16le' },
  { mark: Buffer.from([0xfe, 0xff]), encoding: 'utf16be' },
] as const;

type Encoding = (typeof MARKS)[number]['encoding'];

/**
 * Reads the bytes of a config. A character is a byte: no one knows that all of them are UTF-8, and those that
 * are not edited have to stay as they are.
 */
export function decodeConfig(bytes: Buffer | undefined): ConfigContent {
  const marked = MARKS.find(({ mark }) => bytes?.subarray(0, mark.length).equals(mark));
  const { mark, encoding } = marked ?? { mark: Buffer.alloc(0), encoding: 'latin1' };
  const text = bytes === undefined ? '' : decode(bytes.subarray(mark.length), encoding);
  return {
    text: text.trim() === '' ? '{}' : text,
    isForeign: marked !== undefined,
    encode: (next) => Buffer.concat([mark, encode(next, encoding)]),
  };
}

function decode(bytes: Buffer, encoding: Encoding): string {
  return encoding === 'utf16be' ? swap(bytes).toString('utf16le') : bytes.toString(encoding);
}

function encode(text: string, encoding: Encoding): Buffer {
  return encoding === 'utf16be' ? swap(Buffer.from(text, 'utf16le')) : Buffer.from(text, encoding);
}

/** The other order of bytes; half a character at the end is not one. */
function swap(bytes: Buffer): Buffer {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16();
}
