import type { BasicCredential, Registry } from '../registry/registry.ts';

/**
 * What a container client is given. The username is `iamapikey`, `iambearer`, `iamrefresh`, `token` or the ID
 * of a trusted profile.
 */
export interface Credential extends BasicCredential {
  /** When it expires, where that is known. */
  readonly expiresAt: Date | undefined;
  /** How the log calls it, with what it may do: `API key (the one that was given)`. */
  readonly label: string;
  /** Made a moment ago: it may take seconds until it is known everywhere. */
  readonly isNew?: boolean;
  /** What identifies it in IBM Cloud, where it was minted and can be revoked. */
  readonly mark?: string;
}

/** What to log in to, and with what. */
export interface Login {
  readonly registry: Registry;
  readonly credential: Credential;
}
