/** .NET splits the lines of a file-command file at CRLF on Windows only. */
function lineEnd(platform: NodeJS.Platform): RegExp {
  return platform === 'win32' ? /\r?\n/g : /\n/g;
}

interface Line {
  readonly text: string;
  readonly start: number;
  /** The end of the line's text, before the line break. */
  readonly end: number;
  readonly hasBreak: boolean;
}

/**
 * Reads `NAME=value` lines and `NAME<<delimiter` blocks (EnvFileKeyValuePairs in FileCommandManager.cs).
 * This is a generator because the runner reads lazily: pairs before a malformed line still count.
 */
export function* readPairs(
  text: string,
  platform: NodeJS.Platform = process.platform,
): Generator<readonly [string, string]> {
  const lines = splitLines(text, lineEnd(platform));
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]?.text ?? '';
    if (line === '') {
      continue;
    }
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      yield [line.slice(0, equals), line.slice(equals + 1)];
    } else if (heredoc >= 0) {
      const block = readBlock(text, lines, index);
      index = block.end;
      yield [block.name, block.value];
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
}

/** The value is the text between the outer line breaks. The line breaks inside it stay as they are. */
function readBlock(
  text: string,
  lines: readonly Line[],
  first: number,
): { readonly name: string; readonly value: string; readonly end: number } {
  const line = lines[first]?.text ?? '';
  const heredoc = line.indexOf('<<');
  const name = line.slice(0, heredoc);
  const delimiter = line.slice(heredoc + 2);
  if (name === '' || delimiter === '') {
    throw new Error(
      `Invalid format '${line}'. Name must not be empty and delimiter must not be empty`,
    );
  }
  for (let index = first + 1; index < lines.length; index++) {
    if (lines[index]?.text === delimiter) {
      const start = lines[first + 1]?.start ?? 0;
      const end = index === first + 1 ? start : (lines[index - 1]?.end ?? start);
      return { name, value: text.slice(start, end), end: index };
    }
    if (lines[index]?.hasBreak === false) {
      throw new Error('Invalid value. EOF marker missing new line.');
    }
  }
  throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
}

function splitLines(text: string, end: RegExp): readonly Line[] {
  const lines: Line[] = [];
  let start = 0;
  for (const match of text.matchAll(end)) {
    lines.push({ text: text.slice(start, match.index), start, end: match.index, hasBreak: true });
    start = match.index + match[0].length;
  }
  if (start < text.length) {
    lines.push({ text: text.slice(start), start, end: text.length, hasBreak: false });
  }
  return lines;
}
