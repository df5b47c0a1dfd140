import * as v from 'valibot';
import { MARK } from './mark.ts';
import { REVOCABLE_MINTS } from './names.ts';

/** What was minted for a login, as the journal names it: enough to find it, and no secret. */
export const MintedMarkSchema = v.object({
  mint: v.picklist(REVOCABLE_MINTS),
  /** The host of a registry, or the IAM ID of a key's service ID. */
  place: v.pipe(v.string(), v.nonEmpty()),
  /** All of it: a part of one is the mark of others as well. */
  mark: v.pipe(v.string(), v.regex(MARK)),
});

/** See {@link MintedMarkSchema}. */
export type MintedMark = Readonly<v.InferOutput<typeof MintedMarkSchema>>;
