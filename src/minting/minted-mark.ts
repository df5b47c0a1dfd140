import * as v from 'valibot';
import { isRegistryHost } from '../registry/registry-host.ts';
import { MARK } from './mark.ts';

/** All of it: a part of one is the mark of others as well. */
const mark = v.pipe(v.string(), v.regex(MARK));

/** What was minted for a login, as the journal names it: enough to find it, and no secret. */
export const MintedMarkSchema = v.variant('mint', [
  v.object({
    mint: v.literal('api-key'),
    /** The IAM ID of its service ID. */
    place: v.pipe(v.string(), v.regex(/^iam-ServiceId-[0-9a-f-]{36}$/i)),
    mark,
  }),
  v.object({
    mint: v.literal('registry-token'),
    /** The host of its registry. */
    place: v.pipe(v.string(), v.check(isRegistryHost)),
    mark,
  }),
]);

/** See {@link MintedMarkSchema}. */
export type MintedMark = Readonly<v.InferOutput<typeof MintedMarkSchema>>;
