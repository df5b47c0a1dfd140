import { isJsonObject, type JsonObject, parseJson, parseJsonObject } from '../text/json.ts';

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

/** Whether a text is a JSON object whose `auths`, where it has one, is an object or `null`. */
export function isConfigText(text: string): boolean {
  const value = parseJson(text);
  if (!isJsonObject(value)) {
    return false;
  }
  const auths = value['auths'];
  return auths === undefined || auths === null || isJsonObject(auths);
}

/** The entry of a host in `auths`, `undefined` where there is none. */
export function findEntry(text: string, host: string): JsonObject | undefined {
  const auths = parseJsonObject(text)?.['auths'];
  const entry = isJsonObject(auths) ? auths[host] : undefined;
  return isJsonObject(entry) ? entry : undefined;
}
