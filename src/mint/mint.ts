import type { Credential } from '../credential/credential.ts';
import type { RegistryTokenAccess } from '../registry/registry-tokens.ts';

/** What is to be made. */
export interface Intent {
  /** Proves that the credential is this step's: see `mark.ts`. */
  readonly mark: string;
  /** The user's words, and the mark at their end. */
  readonly description: string;
  readonly access: RegistryTokenAccess;
  readonly permanent: boolean;
}

/** What was made. */
export interface Issued {
  /** IBM Cloud's ID of it, `undefined` where it cannot be read. */
  readonly id: string | undefined;
  readonly credential: Credential;
}

/** Makes credentials, finds them by their mark, and revokes them. */
export interface Mint {
  readonly issue: (intent: Intent) => Promise<Issued>;
  /** The IDs of all living credentials whose description ends with the mark. */
  readonly find: (mark: string) => Promise<readonly string[]>;
  /** `gone`: it had been revoked, or had ended, before. */
  readonly revoke: (id: string) => Promise<'revoked' | 'gone'>;
}
