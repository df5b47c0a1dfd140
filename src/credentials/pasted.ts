import * as v from 'valibot';
import { parseJson } from '../text/json.ts';

/** The file that IBM Cloud's console offers for a new key: `{"name": …, "apikey": …}`. */
const KeyFileSchema = v.object({ apikey: v.pipe(v.string(), v.trim(), v.nonEmpty()) });

/**
 * An API key as it was pasted: alone, with `Bearer ` in front, or as the whole file that the console offers.
 */
export function cleanApiKey(text: string): string {
  const file = v.safeParse(KeyFileSchema, parseJson(text));
  return file.success ? file.output.apikey : cleanToken(text);
}

/** Removes the `Bearer ` of a token that was copied from a header or from the CLI. */
export function cleanToken(text: string): string {
  return text.replace(/^bearer\s+/i, '');
}
