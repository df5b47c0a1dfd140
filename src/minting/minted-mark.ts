import * as v from 'valibot';
import { isRegistryHost } from '../registry/registry-host.ts';
import { MARK } from './mark.ts';
import type { RevocableMint } from './names.ts';

/** Identifies in the journal what was minted for a login: enough to find the credential, without its secret. */
export interface MintedMark {
  readonly mint: RevocableMint;
  /** Where it was created: a registry host, or the IAM ID of the service ID that an API key is for. */
  readonly place: string;
  readonly mark: string;
}

/** A complete mark, because a part of it could match other credentials too. */
const mark = v.pipe(v.string(), v.regex(MARK));

/** Validates a {@link MintedMark}. Members that a newer version has added are kept. */
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
