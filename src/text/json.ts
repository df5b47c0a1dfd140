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
  let depth = 0;
  let isInString = false;
  // A single pass, because a regular expression would start again at every quote that is not closed.
  for (let index = 0; index < text.length; index += 1) {
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
    if (depth > DEEPEST) {
      return true;
    }
  }
  return false;
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
