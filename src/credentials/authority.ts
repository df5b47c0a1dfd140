import type { Iam, IamToken } from '../iam/iam.ts';
import type { Source } from './source.ts';

/**
 * Gets the IAM access token of a source, which is needed to mint, to revoke and to fetch registry tokens. All uses in a
 * step share one exchange.
 */
export class Authority {
  readonly #source: Source;
  readonly #iam: Iam;
  readonly #accountId: string | undefined;
  #token: Promise<IamToken> | undefined;

  /** @param accountId lets IAM refuse another account. */
  constructor(source: Source, iam: Iam, accountId: string | undefined) {
    this.#source = source;
    this.#iam = iam;
    this.#accountId = accountId;
  }

  /** Whether the token has been requested. */
  get isUsed(): boolean {
    return this.#token !== undefined;
  }

  /**
   * Gets the token.
   *
   * @throws ActionError if IAM refuses, or cannot be reached in time.
   */
  getToken(): Promise<IamToken> {
    const { label, authorize } = this.#source.kind;
    if (authorize === undefined) {
      throw new TypeError(`A ${label} has no IAM access token.`);
    }
    this.#token ??= authorize(this.#source, this.#iam, this.#accountId);
    return this.#token;
  }
}
