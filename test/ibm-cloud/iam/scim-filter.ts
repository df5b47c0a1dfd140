import { invalidProperty } from './iam-refusal.ts';

/** The properties that a filter can refer to. */
export interface Filterable {
  readonly name: string;
  readonly description: string | undefined;
}

/** Whether an entity matches. */
export type Filter = (entity: Filterable) => boolean;

const TOKEN = /\s*(\(|\)|"(?:[^"\\]|\\.)*"|[A-Za-z_]+)/y;

type Comparison = (actual: string, expected: string) => boolean;

const COMPARISONS: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['sw', (actual, expected) => actual.startsWith(expected)],
  ['ew', (actual, expected) => actual.endsWith(expected)],
  ['co', (actual, expected) => actual.includes(expected)],
]);

/**
 * Parses a filter such as `name sw "a" and (description co "b" or description ew_ci "C")`. `and` takes
 * precedence over `or`. Throws IAM's refusal for anything else.
 */
export function parseFilter(text: string): Filter {
  const tokens = tokenize(text);
  const filter = readAlternatives(tokens, text);
  if (tokens.length > 0) {
    throw malformed(text);
  }
  return filter;
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const source = text.trimEnd();
  TOKEN.lastIndex = 0;
  let end = 0;
  while (end < source.length) {
    const token = TOKEN.exec(source)?.[1];
    if (token === undefined) {
      throw malformed(text);
    }
    tokens.push(token);
    end = TOKEN.lastIndex;
  }
  return tokens;
}

function readAlternatives(tokens: string[], text: string): Filter {
  const filters = [readConjunction(tokens, text)];
  while (takeWord(tokens, 'or')) {
    filters.push(readConjunction(tokens, text));
  }
  return (entity) => filters.some((filter) => filter(entity));
}

function readConjunction(tokens: string[], text: string): Filter {
  const filters = [readTerm(tokens, text)];
  while (takeWord(tokens, 'and')) {
    filters.push(readTerm(tokens, text));
  }
  return (entity) => filters.every((filter) => filter(entity));
}

function readTerm(tokens: string[], text: string): Filter {
  const first = tokens.shift();
  if (first === '(') {
    const inner = readAlternatives(tokens, text);
    if (tokens.shift() !== ')') {
      throw malformed(text);
    }
    return inner;
  }
  const operator = tokens.shift() ?? '';
  const literal = tokens.shift() ?? '';
  const compare = COMPARISONS.get(operator.replace(/_ci$/, ''));
  if ((first !== 'name' && first !== 'description') || compare === undefined) {
    throw malformed(text);
  }
  if (!literal.startsWith('"')) {
    throw malformed(text);
  }
  const expected = literal.slice(1, -1).replace(/\\(.)/g, '$1');
  return operator.endsWith('_ci')
    ? (entity) => compare((entity[first] ?? '').toLowerCase(), expected.toLowerCase())
    : (entity) => compare(entity[first] ?? '', expected);
}

function takeWord(tokens: string[], word: string): boolean {
  if (tokens[0]?.toLowerCase() !== word) {
    return false;
  }
  tokens.shift();
  return true;
}

function malformed(text: string): Error {
  return invalidProperty('filter', text, 'a SCIM filter on name and description');
}
