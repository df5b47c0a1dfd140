/**
 * A workflow command that a step printed. Property names are in lower case, because the runner ignores
 * their case.
 */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly data: string;
}

type Escapes = readonly (readonly [escaped: string, character: string])[];

const DATA_ESCAPES: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
];
const PROPERTY_ESCAPES: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
];
const BRACKET_ESCAPES: Escapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
];

/** White space in .NET, which differs from JavaScript: it includes U+0085 but not U+FEFF. */
const LEADING_SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/**
 * Parses a line as a workflow command (ActionCommand.cs, TryParseV2 then TryParse): `::name
 * key=value::data` at the start of the line, or `##[name key=value]data` anywhere in it. Only registered
 * names, in lower case, are commands.
 */
export function parseCommand(
  line: string,
  registered: ReadonlySet<string>,
): WorkflowCommand | undefined {
  return parseColons(line, registered) ?? parseBrackets(line, registered);
}

function parseColons(line: string, registered: ReadonlySet<string>): WorkflowCommand | undefined {
  const message = line.replace(LEADING_SPACE, '');
  const end = message.startsWith('::') ? message.indexOf('::', 2) : -1;
  if (end < 0) {
    return undefined;
  }
  const [name, properties] = splitInfo(message.slice(2, end));
  if (!registered.has(name)) {
    return undefined;
  }
  return {
    name,
    properties: parseProperties(properties.trim(), ',', PROPERTY_ESCAPES),
    data: unescapeText(message.slice(end + 2), DATA_ESCAPES),
  };
}

function parseBrackets(line: string, registered: ReadonlySet<string>): WorkflowCommand | undefined {
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) {
    return undefined;
  }
  const [name, properties] = splitInfo(line.slice(start + 3, end));
  if (!registered.has(name)) {
    return undefined;
  }
  return {
    name,
    properties: parseProperties(properties, ';', BRACKET_ESCAPES),
    data: unescapeText(line.slice(end + 1), BRACKET_ESCAPES),
  };
}

function splitInfo(info: string): readonly [name: string, properties: string] {
  const space = info.indexOf(' ');
  return space < 0
    ? [info.toLowerCase(), '']
    : [info.slice(0, space).toLowerCase(), info.slice(space + 1)];
}

/**
 * Properties without a name or a value are dropped, and `a==b` equals `a=b`, because empty parts do not
 * count.
 */
function parseProperties(
  text: string,
  separator: string,
  escapes: Escapes,
): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const property of text.split(separator)) {
    const match = /^=*([^=]+)=+(.+)$/s.exec(property);
    if (match?.[1] !== undefined && match[2] !== undefined) {
      properties.set(match[1].toLowerCase(), unescapeText(match[2], escapes));
    }
  }
  return properties;
}

function unescapeText(text: string, escapes: Escapes): string {
  return escapes.reduce(
    (unescaped, [escaped, character]) => unescaped.replaceAll(escaped, character),
    text,
  );
}
