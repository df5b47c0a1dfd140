import * as v from 'valibot';
import { isRegistryHost } from '../registry/registry-host.ts';
import { MARK } from './mark.ts';
import type { RevocableMint } from './names.ts';

/** What was minted for a login, as the journal names it: enough to find it, and no secret. */
export interface MintedMark {
  readonly mint: RevocableMint;
  /** Where it was made: the host of a registry, or the IAM ID of a key's service ID. */
  readonly place: string;
  readonly mark: string;
}

/** All of it: a part of one is the mark of others as well. */
const mark = v.pipe(v.string(), v.regex(MARK));

/** See {@link MintedMark}. Members that a newer version has added are kept. */
export const MintedMarkSchema = v.variant('mint', [
  v.looseObject({
    mint: v.literal('api-key'),
    place: v.pipe(v.string(), v.regex(/^iam-ServiceId-[\w-]{1,64}$/i)),
    mark,
  }),
  v.looseObject({
    mint: v.literal('registry-token'),
    place: v.pipe(v.string(), v.check(isRegistryHost)),
    mark,
  }),
]);
