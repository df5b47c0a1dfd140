import { isJsonObject, type JsonObject, parseJsonObject } from '../text/json.ts';

/*
 * Reading a config needs no more than JSON.parse; the editor of its text is loaded where something is
 * written.
 */

/** A config is edited by its bytes: nobody knows that all of them are UTF-8. */
export const CONFIG_ENCODING = 'latin1';

/** The text of a config as Docker reads it: a missing or blank file is an empty object. */
export function readAsConfig(text: string | undefined): string {
  return text === undefined || text.trim() === '' ? '{}' : text;
}

/** The object in a text, `undefined` where it is none or its `auths` is neither an object nor `null`. */
export function parseConfig(text: string): JsonObject | undefined {
  const config = parseJsonObject(text);
  const auths = config?.['auths'];
  return auths === undefined || auths === null || isJsonObject(auths) ? config : undefined;
}

/** Whether a text is one that {@link parseConfig} understands. */
export function isConfigText(text: string): boolean {
  return parseConfig(text) !== undefined;
}

/** The entry of a host in `auths`, `undefined` where there is none. */
export function findEntry(text: string, host: string): JsonObject | undefined {
  const auths = parseJsonObject(text)?.['auths'];
  const entry = isJsonObject(auths) ? auths[host] : undefined;
  return isJsonObject(entry) ? entry : undefined;
}
