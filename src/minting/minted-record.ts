import type { RevocableMint } from './names.ts';

/** A credential that was to be made, as far as the post step has to know. */
export interface MintedRecord {
  readonly mint: RevocableMint;
  /** Where it was made: the host of a registry, or the IAM ID of a key's service ID. */
  readonly place: string;
  /** The account that it belongs to, where that is known. */
  readonly accountId?: string | undefined;
  /** What the credential carries, so that it is found even if its reply was lost. */
  readonly mark: string;
  /**
   * `intended`: the request may have been sent; `issued`: there is an ID; `refused`: nothing was made;
   * `revoked`: it is gone again.
   */
  readonly outcome: 'intended' | 'issued' | 'refused' | 'revoked';
  readonly id?: string | undefined;
  /** When its reply came, ISO 8601, by the clock of this machine. */
  readonly issuedAt?: string | undefined;
  /** When it expires at the latest, ISO 8601; `undefined` for never. */
  readonly expiresAt?: string | undefined;
  /** Replies that were lost, less those whose credential was found and deleted. */
  readonly lostReplies: number;
}

/** Whether there may be something alive that was made for this record. */
export function isToRevoke({ outcome, lostReplies }: MintedRecord): boolean {
  return outcome === 'intended' || outcome === 'issued' || lostReplies > 0;
}
