import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readLines } from '../../runner/line-reader.ts';

async function read(chunks: readonly (string | Buffer)[]): Promise<readonly string[]> {
  const stream = new PassThrough();
  const lines: string[] = [];
  readLines(stream, (line) => lines.push(line));
  for (const chunk of chunks) {
    stream.write(chunk);
    await new Promise(setImmediate);
  }
  stream.end();
  await once(stream, 'end');
  return lines;
}

describe('readLines', () => {
  it('splits at LF, CRLF and CR, and returns the rest at the end', async () => {
    expect(await read(['a\nb\r\nc\rd\n\ne'])).toEqual(['a', 'b', 'c', 'd', '', 'e']);
  });

  it('treats a CRLF in two chunks as one line break', async () => {
    expect(await read(['a\r', '\nb\r', 'c\r'])).toEqual(['a', 'b', 'c']);
  });

  it('joins a character that arrives in two chunks', async () => {
    const bytes = Buffer.from('ü\n');
    expect(await read([bytes.subarray(0, 1), bytes.subarray(1)])).toEqual(['ü']);
  });
});
