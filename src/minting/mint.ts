import type { Credential } from '../credentials/credential.ts';
import type { Http } from '../http/http.ts';
import type { IamToken } from '../iam/iam.ts';
import type { Registry } from '../registry/registry.ts';
import type { RegistryTokenAccess } from '../registry/registry-tokens.ts';
import type { Lifetime } from './lifetime.ts';
import type { Mark } from './mark.ts';
import type { MintedRecord } from './minted.ts';

/** What a workflow asks this action to mint. */
export interface MintRequest {
  readonly registries: readonly Registry[];
  /** The IAM IDs of the service IDs that a key may be created for. */
  readonly serviceIds: readonly string[];
  readonly access: RegistryTokenAccess;
  readonly lifetime: Lifetime;
  /** The user's text for the description. */
  readonly description: string | undefined;
}

/** One credential that is about to be created. */
export interface Intent {
  /** Proves that this step created the credential, see `mark.ts`. */
  readonly mark: string;
  /** The user's text, followed by the mark. */
  readonly description: string;
  readonly access: RegistryTokenAccess;
  /** When it expires, by IBM Cloud's clock; `undefined` if it never does, or if the time cannot be chosen. */
  readonly endsAt: Date | undefined;
}

/** A credential that was created. */
export interface Issued {
  /** Its ID in IBM Cloud; `undefined` if it cannot be read from the reply. */
  readonly id: string | undefined;
  readonly credential: Credential;
}

/** A credential whose mark says that this action minted it. */
export interface Found {
  readonly id: string;
  /** The name that people know it by, if this kind has names as well as IDs. */
  readonly name: string | undefined;
  readonly mark: Mark;
  readonly createdAt: Date;
  /** `undefined` if it never expires. */
  readonly expiresAt: Date | undefined;
  readonly isLocked: boolean;
}

/** Issues credentials in one place. */
export interface Issuer {
  readonly issue: (intent: Intent) => Promise<Issued>;
}

/** Issues, finds and revokes credentials in one place. */
export interface Mint extends Issuer {
  /** Finds the credentials with exactly this mark or, without a mark, all that this action has minted there. */
  readonly find: (mark?: string) => Promise<readonly Found[]>;
  /**
   * Finds the ID of the credential with this secret, if IBM Cloud reveals it. Only a kind whose secret can get an IAM
   * access token has this function.
   */
  readonly identify?: (secret: string) => Promise<string | undefined>;
  /** `gone`: it was revoked or expired earlier, or it is new and IBM Cloud cannot find it yet. */
  readonly revoke: (id: string) => Promise<'revoked' | 'gone'>;
}

/** What a mint needs to send its requests. */
export interface MintContext {
  readonly http: Http;
  /** The IAM endpoint without a trailing slash. */
  readonly iamUrl: string;
  /** Authorizes the mint to issue and to revoke. */
  readonly iamToken: IamToken;
}

/** A plan to create one credential. */
export interface MintPlan {
  /** The first of these that has room for the credential is used. */
  readonly places: readonly [string, ...string[]];
  /** The registries to log in to with it. */
  readonly registries: readonly Registry[];
}

/** A kind of credential that can be minted. A new kind is one file, a name in `minted.ts`, a line in `mint-kinds.ts`. */
export interface MintKind {
  /** Its name in the log: `registry token`. */
  readonly label: string;
  /** @param iamUrl the IAM endpoint without a trailing slash. */
  readonly plan: (request: MintRequest, iamUrl: string) => readonly MintPlan[];
  readonly open: (place: string, context: MintContext) => Issuer;
}

/** What identifies a minted credential to a person. */
export type MintedReference = Pick<MintedRecord, 'place' | 'accountId' | 'id' | 'mark'>;

/** A kind whose credentials can be found by their mark and revoked. */
export interface RevocableMintKind extends MintKind {
  readonly open: (place: string, context: MintContext) => Mint;
  /** When a credential that is created now expires, by IBM Cloud's clock; `undefined` if it never does. */
  readonly endOf: (lifetimeMs: number | undefined, now: number) => Date | undefined;
  /** Whether `endOf` must be exact, so that IBM Cloud's time is requested first if it is not known. */
  readonly needsClock: boolean;
  /** How long the service may not find a new credential, in milliseconds. */
  readonly settleMs: number;
  /** Whether expired credentials disappear and no longer count toward a limit. */
  readonly vanishes: boolean;
  /** Describes a place for a sentence: `at us.icr.io`. */
  readonly locate: (place: string) => string;
  /** Explains, with a command, how to revoke a credential by hand. */
  readonly explainByHand: (minted: MintedReference) => string;
}
