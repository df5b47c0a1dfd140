import type { Readable } from 'node:stream';

/**
 * Calls back for every line of a stream, as split by StreamReader.ReadLine in .NET (ProcessInvoker.cs). LF,
 * CRLF and a lone CR each end a line, so text after a CR can be a workflow command.
 */
export function readLines(stream: Readable, onLine: (line: string) => void): void {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: false });
  let rest = '';
  const take = (text: string, isEnd: boolean): void => {
    rest += text;
    // A CR at the end may be the first half of a CRLF, so wait for more.
    const complete = isEnd || !rest.endsWith('\r') ? rest : rest.slice(0, -1);
    const lines = complete.split(/\r\n|\r|\n/);
    rest = (lines.pop() ?? '') + rest.slice(complete.length);
    for (const line of lines) {
      onLine(line);
    }
  };
  stream.on('data', (chunk: Buffer) => take(decoder.decode(chunk, { stream: true }), false));
  stream.on('end', () => {
    take(decoder.decode(), true);
    if (rest !== '') {
      onLine(rest);
    }
  });
}
