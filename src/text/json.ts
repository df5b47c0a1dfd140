/** A JSON object whose members have not been looked at yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object literal; false for `null`, arrays and everything else. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Deeper than anything that this action reads; what descends into it would run out of stack. */
const DEEPEST = 500;

/** Whether the brackets of a text nest deeper than those of anything that this action reads. */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let isInString = false;
  // One look at each character: an expression would look again and again from every quote that is not closed.
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

/** The value of JSON text, or `undefined` where the text is not JSON, or nests too deeply. */
export function parseJson(text: string): unknown {
  try {
    return isTooDeep(text) ? undefined : JSON.parse(text);
  } catch {
    // The caller decides what text that is not JSON means.
    return undefined;
  }
}

/** The object in JSON text, or `undefined` where the text is not JSON or not an object. */
export function parseJsonObject(text: string): JsonObject | undefined {
  const value = parseJson(text);
  return isJsonObject(value) ? value : undefined;
}
