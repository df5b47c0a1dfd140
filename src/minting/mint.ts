import type { Credential } from '../credentials/credential.ts';
import type { Http } from '../http/http.ts';
import type { IamToken } from '../iam/iam.ts';
import type { Registry } from '../registry/registry.ts';
import type { RegistryTokenAccess } from '../registry/registry-tokens.ts';
import type { Lifetime } from './lifetime.ts';
import type { Mark } from './mark.ts';
import type { MintedRecord } from './minted-record.ts';

/** What a workflow wants to have made. */
export interface MintRequest {
  readonly registries: readonly Registry[];
  /** The IAM IDs of the service IDs that a key may be made for. */
  readonly serviceIds: readonly string[];
  readonly access: RegistryTokenAccess;
  readonly lifetime: Lifetime;
  /** The user's words for the description. */
  readonly description: string | undefined;
}

/** One credential that is about to be made. */
export interface Intent {
  /** Proves that the credential is this step's: see `mark.ts`. */
  readonly mark: string;
  /** The user's words, and the mark at their end. */
  readonly description: string;
  readonly access: RegistryTokenAccess;
  /** By IBM Cloud's clock; `undefined` for never, and where it cannot be chosen. */
  readonly endsAt: Date | undefined;
}

/** What was made. */
export interface Issued {
  /** IBM Cloud's ID of it, `undefined` where it cannot be read. */
  readonly id: string | undefined;
  readonly credential: Credential;
}

/** A credential whose mark says that this action made it. */
export interface Found {
  readonly id: string;
  /** What a person knows it by, where it has a name beside its ID. */
  readonly name: string | undefined;
  readonly mark: Mark;
  readonly createdAt: Date;
  /** `undefined` for never. */
  readonly expiresAt: Date | undefined;
  readonly isLocked: boolean;
}

/** Makes credentials in one place. */
export interface Issuer {
  readonly issue: (intent: Intent) => Promise<Issued>;
}

/** Makes credentials in one place, finds them, and revokes them. */
export interface Mint extends Issuer {
  /** What carries exactly this mark; without one, everything there that this action has made. */
  readonly find: (mark?: string) => Promise<readonly Found[]>;
  /**
   * The ID of the credential with this secret, where that may be known; only for a kind that can get an IAM
   * access token.
   */
  readonly identify?: (secret: string) => Promise<string | undefined>;
  /** `gone`: it had been revoked, or had ended, before; or is not known there yet. */
  readonly revoke: (id: string) => Promise<'revoked' | 'gone'>;
}

/** What a mint works with. */
export interface MintContext {
  readonly http: Http;
  /** IAM's endpoint without a slash at its end. */
  readonly iamUrl: string;
  /** The authority to make and to revoke. */
  readonly iamToken: IamToken;
}

/** One credential to be made. */
export interface MintPlan {
  /** Where: in the first of these that has room for it. */
  readonly places: readonly [string, ...string[]];
  /** What is logged in to with it. */
  readonly registries: readonly Registry[];
}

/** A kind of credential that can be made. A new kind is one file, and a line in `mint-kinds.ts`. */
export interface MintKind {
  /** What the log calls it: `registry token`. */
  readonly label: string;
  /** @param iamUrl IAM's endpoint without a slash at its end. */
  readonly plan: (request: MintRequest, iamUrl: string) => readonly MintPlan[];
  readonly open: (place: string, context: MintContext) => Issuer;
}

/** What tells a person which credential is meant. */
export type MintedReference = Pick<MintedRecord, 'place' | 'accountId' | 'id' | 'mark'>;

/** A kind that can be found by its mark and revoked. */
export interface RevocableMintKind extends MintKind {
  readonly open: (place: string, context: MintContext) => Mint;
  /** When one ends that is made now, by IBM Cloud's clock; `undefined` for never. */
  readonly endOf: (lifetimeMs: number | undefined, now: number) => Date | undefined;
  /** Whether `endOf` has to be exact: IBM Cloud is asked for its time. */
  readonly needsClock: boolean;
  /** For how long the service may say of a new one that it does not know it. */
  readonly settleMs: number;
  /** Whether one that has ended is gone by itself, and uses up no limit any more. */
  readonly vanishes: boolean;
  /** `at us.icr.io`. */
  readonly locate: (place: string) => string;
  /** The command that revokes it by hand. */
  readonly explainByHand: (minted: MintedReference) => string;
}
