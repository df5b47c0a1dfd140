import type { BasicCredential, Registry } from '../registry/registry.ts';

/**
 * What a container client logs in with. The username is `iamapikey`, `iambearer`, `iamrefresh`, `token` or the ID of a
 * trusted profile.
 */
export interface Credential extends BasicCredential {
  /** When it expires, if known. */
  readonly expiresAt: Date | undefined;
  /** Its description in the log: `the API key that you passed in`. */
  readonly label: string;
  /** Whether it was just created, so that it may take seconds until every registry accepts it. */
  readonly isNew?: boolean;
  /** Its mark in IBM Cloud, if it was minted and can be revoked. */
  readonly mark?: string;
}

/** What to log in to, and with what. */
export interface Login {
  readonly registry: Registry;
  readonly credential: Credential;
}
