import * as v from 'valibot';
import { isRegistryHost } from '../registry/registry-host.ts';
import { MARK } from './mark.ts';

/** The kinds of credential that the input `mint` can name. */
export const MINT_NAMES = ['api-key', 'access-token', 'registry-token'] as const;

/** The name of a kind of credential that can be minted. */
export type MintName = (typeof MINT_NAMES)[number];

/** The kinds that can be found and revoked. IAM cannot revoke an access token. */
export const REVOCABLE_MINTS = ['api-key', 'registry-token'] as const satisfies readonly MintName[];

/** The name of a kind that leaves a record in the state, see {@link MintedRecord}. */
export type RevocableMint = (typeof REVOCABLE_MINTS)[number];

/** Whether what the input `mint` asks for can be revoked when the job ends. */
export function isRevocable(mint: 'none' | MintName): mint is RevocableMint {
  return REVOCABLE_MINTS.some((name) => name === mint);
}

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

/** What the post step must know about a credential that was, or may have been, created. */
export interface MintedRecord {
  readonly mint: RevocableMint;
  /** Where it was created: a registry host, or the IAM ID of the service ID that an API key is for. */
  readonly place: string;
  /** The account that it belongs to, if known. */
  readonly accountId?: string | undefined;
  /** The mark in its description, by which it is found even if the reply was lost. */
  readonly mark: string;
  /**
   * `intended`: the request may have been sent. `issued`: the credential was created. `refused`: the request failed,
   * and only one whose reply was lost can have created something. `revoked`: the credential was created and revoked.
   */
  readonly outcome: 'intended' | 'issued' | 'refused' | 'revoked';
  readonly id?: string | undefined;
  /** When the reply arrived, by this machine's clock (ISO 8601). */
  readonly issuedAt?: string | undefined;
  /** The latest time at which it can expire (ISO 8601); `undefined` if it never expires. */
  readonly expiresAt?: string | undefined;
  /** How many replies were lost, minus those whose credential was found and deleted. */
  readonly lostReplies: number;
}

/** Whether a credential of this record may still be valid. */
export function mayBeValid({ outcome, lostReplies }: MintedRecord): boolean {
  return outcome === 'intended' || outcome === 'issued' || lostReplies > 0;
}
