import type { RevocableMint } from './names.ts';

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
