import type { Iam, IamToken } from '../iam/iam.ts';

/** The inputs that carry a source's secret. */
export type SourceInput = 'api-key' | 'access-token' | 'registry-token' | 'refresh-token';

/**
 * A kind of credential that a caller can give. A new kind is one file with one of these, and a line in
 * the table of `source-kinds.ts`.
 */
export interface SourceKind {
  /** The input that carries the secret. */
  readonly input: SourceInput;
  /** What the log calls it: `API key`. */
  readonly label: string;
  /** The Docker user name that the registry expects with it. */
  readonly username: string;
  /**
   * Undoes what pasting does to a secret, for instance a `Bearer ` in front.
   *
   * @param text the trimmed input.
   */
  readonly clean: (text: string) => string;
  /**
   * Says what is wrong with the secret, without repeating it; `undefined` when nothing is.
   */
  readonly reject: (secret: string) => Rejection | undefined;
  /** When the credential ends, where it says so itself. */
  readonly expiresAt: (secret: string) => Date | undefined;
  /**
   * Gets an IAM access token, which minting and looking up registry tokens need. `undefined` for a kind
   * that cannot have one.
   *
   * @param accountId lets IAM refuse another account.
   */
  readonly authorize:
    | ((secret: string, iam: Iam, accountId: string | undefined) => Promise<IamToken>)
    | undefined;
}

/** Why a secret cannot be what its input says. */
export interface Rejection {
  readonly problem: string;
  readonly fix: string;
}

/** What the caller gave. */
export interface Source {
  readonly kind: SourceKind;
  readonly secret: string;
}
