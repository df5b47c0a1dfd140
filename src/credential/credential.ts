/** What a container client is given. */
export interface Credential {
  /** The Docker user name: `iamapikey`, `iambearer`, `iamrefresh`, `token` or the ID of a trusted profile. */
  readonly username: string;
  readonly secret: string;
  /** When it ends, where that is known. */
  readonly expiresAt: Date | undefined;
  /** How the log calls it, with what it may do: `API key (the one that was given)`. */
  readonly label: string;
  /** Made a moment ago: it may take seconds until it is known everywhere. */
  readonly isNew?: boolean;
  /** What identifies it in IBM Cloud, where it was minted and can be revoked. */
  readonly mark?: string;
}
