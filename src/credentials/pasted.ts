import * as v from 'valibot';
import { parseJson } from '../text/json.ts';

/** The file that the IBM Cloud console offers to download for a new key: `{"name": …, "apikey": …}`. */
const KeyFileSchema = v.object({ apikey: v.pipe(v.string(), v.trim(), v.nonEmpty()) });

/** What `ibmcloud iam oauth-tokens --output json` prints, or IAM's reply to a request for a token. */
const TokenFileSchema = v.union([
  v.object({ iam_token: v.pipe(v.string(), v.trim(), v.nonEmpty()) }),
  v.object({ access_token: v.pipe(v.string(), v.trim(), v.nonEmpty()) }),
]);

/** Reads a pasted API key: the key itself, with or without a leading `Bearer `, or the file from the console. */
export function cleanApiKey(text: string): string {
  const file = v.safeParse(KeyFileSchema, parseJson(text));
  return file.success ? file.output.apikey : cleanToken(text);
}

/** Reads a pasted access token: the token itself, the line that the CLI prints, or the JSON of the CLI or of IAM. */
export function cleanAccessToken(text: string): string {
  const { success, output } = v.safeParse(TokenFileSchema, parseJson(text));
  if (!success) {
    return cleanToken(text);
  }
  return cleanToken('iam_token' in output ? output.iam_token : output.access_token);
}

/** Removes the prefix that a token has in a header (`Bearer `) or in the output of the CLI (`IAM token:  Bearer `). */
export function cleanToken(text: string): string {
  return text.replace(/^iam token:\s*/i, '').replace(/^bearer\s+/i, '');
}
