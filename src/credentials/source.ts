import type { Iam, IamToken } from '../iam/iam.ts';
import type { TrustedProfile } from '../iam/trusted-profile.ts';
import type { Credential } from './credential.ts';

/** The inputs that carry a source's secret, in the order of `action.yml`. */
export const SECRET_INPUTS = [
  'api-key',
  'access-token',
  'registry-token',
  'refresh-token',
] as const;

/** The name of such an input. */
export type SecretInput = (typeof SECRET_INPUTS)[number];

/** The inputs that can name a source. */
export type SourceInput = SecretInput | 'trusted-profile';

/**
 * A kind of source. A new one is one file with one of these, a line in the table of `source-kinds.ts`, and its
 * input in `secret-inputs.ts` and in `action.yml`.
 */
export interface SourceKind {
  /** The input that it is given in. */
  readonly input: SourceInput;
  /** What the log calls it: `API key`. */
  readonly label: string;
  /** The Docker username that the registry expects with it. */
  readonly username: string;
  /** Whether the input `trusted-profile` can be added: IAM lets the identity assume it. */
  readonly takesProfile: boolean;
  /**
   * Gets an IAM access token, which minting and looking up registry tokens need; with a trusted profile, one
   * of the profile. `undefined` for a kind that cannot have one.
   *
   * @param accountId lets IAM refuse another account, where no profile is assumed.
   */
  readonly authorize:
    | ((source: Source, iam: Iam, accountId: string | undefined) => Promise<IamToken>)
    | undefined;
  /**
   * What a client is given where nothing is minted: the secret itself, or (`exchanged`) the access token that
   * IAM gave for it in this step.
   */
  readonly credential: (source: Source) => Given;
}

/** A kind whose secret is given in its input. */
export interface SecretKind extends SourceKind {
  readonly input: SecretInput;
  /**
   * Undoes what pasting does to a secret, for example a leading `Bearer `.
   *
   * @param text the trimmed input.
   */
  readonly clean: (text: string) => string;
  /**
   * Says what is wrong with the secret, without repeating it; `undefined` when nothing is.
   */
  readonly reject: (secret: string) => Rejection | undefined;
  /** When the credential expires, where it says so itself. */
  readonly expiresAt: (secret: string) => Date | undefined;
}

/** The credential of a source: known already, or requested from IAM. */
export type Given =
  | { readonly kind: 'stored'; readonly credential: Credential }
  | { readonly kind: 'exchanged'; readonly label: string };

/** Why a secret cannot be what its input says. */
export interface Rejection {
  readonly problem: string;
  readonly fix: string;
}

/** What the caller gave. */
export interface Source {
  readonly kind: SourceKind;
  /** Empty for a kind without one. */
  readonly secret: string;
  /** The profile to assume, or to get from the compute resource. */
  readonly profile: TrustedProfile | undefined;
}

/** A secret that is stored as it is. */
export function storeGiven({ username, label, expiresAt }: SecretKind, secret: string): Given {
  return {
    kind: 'stored',
    credential: {
      username,
      secret,
      expiresAt: expiresAt(secret),
      label: `the ${label} that was given`,
    },
  };
}
