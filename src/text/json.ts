/** A JSON object whose members have not been checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object, not an array or `null`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deeper than any JSON that this action needs. A recursive function would run out of stack on much deeper JSON. */
const DEEPEST = 500;

/** Whether the brackets of a text are nested deeper than in any JSON that this action needs. */
export function isTooDeep(text: string): boolean {
  return findDepth(text, 0, (depth) => depth > DEEPEST) !== undefined;
}

/** How many braces of a text are tried as the start of an object: each try may read the whole text. */
const MOST_TRIES = 100;

/** Finds the JSON objects in a text that may have other words before, between and after them. */
export function* findObjects(text: string): Generator<JsonObject> {
  let start = text.indexOf('{');
  for (let tries = 0; start !== -1 && tries < MOST_TRIES; tries += 1) {
    const end = findEnd(text, start);
    const object = end === undefined ? undefined : parseJsonObject(text.slice(start, end));
    if (object !== undefined) {
      yield object;
    }
    start = text.indexOf('{', object === undefined ? start + 1 : end);
  }
}

/** Returns the position after the bracket that closes the one at the start. */
export function findEnd(text: string, start: number): number | undefined {
  return findDepth(text, start, (depth) => depth === 0);
}

/** Returns the position after the first character at which the depth of the brackets outside strings matches. */
function findDepth(
  text: string,
  start: number,
  matches: (depth: number) => boolean,
): number | undefined {
  let depth = 0;
  let isInString = false;
  // A single pass, because a regular expression would start again at every quote that is not closed.
  for (let index = start; index < text.length; index += 1) {
    const character = text[index];
    if (character === '"') {
      isInString = !isInString;
    } else if (isInString) {
      index += character === '\\' ? 1 : 0;
    } else if (character === '{' || character === '[') {
      depth += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
    }
    if (matches(depth)) {
      return index + 1;
    }
  }
  return undefined;
}

/** Parses JSON text. Returns `undefined` if the text is not JSON, or is nested too deeply. */
export function parseJson(text: string): unknown {
  try {
    return isTooDeep(text) ? undefined : JSON.parse(text);
  } catch {
    // The caller decides what it means that the text is not JSON.
    return undefined;
  }
}

/** Parses a JSON object. Returns `undefined` if the text is not JSON, or is not an object. */
export function parseJsonObject(text: string): JsonObject | undefined {
  const value = parseJson(text);
  return isJsonObject(value) ? value : undefined;
}
