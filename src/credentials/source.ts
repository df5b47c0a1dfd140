import type { Iam, IamToken } from '../iam/iam.ts';
import type { TrustedProfile } from '../iam/trusted-profile.ts';
import type { Credential } from './credential.ts';

/** The inputs for the secret of a source, in the order of `action.yml`. */
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
 * A kind of source. To add one, add a file with its definition, a line in the table of `source-kinds.ts`, and its input
 * in {@link SECRET_INPUTS} and in `action.yml`.
 */
export interface SourceKind {
  /** The input that provides it. */
  readonly input: SourceInput;
  /** Its name in the log: `API key`. */
  readonly label: string;
  /** The Docker username that the registry expects with it. */
  readonly username: string;
  /**
   * Gets an IAM access token, which is needed to mint and to fetch registry tokens. With a trusted profile, this is a
   * token of the profile. `undefined` for a kind that cannot get one.
   *
   * @param accountId lets IAM refuse another account, if no profile is assumed.
   */
  readonly authorize:
    | ((source: Source, iam: Iam, accountId: string | undefined) => Promise<IamToken>)
    | undefined;
  /**
   * The credential for a client if nothing is minted: the secret itself, or (`exchanged`) the access token that IAM
   * returned for it in this step.
   */
  readonly credential: (source: Source) => Given;
}

/** A kind with a secret in its input. */
export interface SecretKind extends SourceKind {
  readonly input: SecretInput;
  /**
   * Undoes what pasting does to a secret, for example a leading `Bearer `.
   *
   * @param text the trimmed input.
   */
  readonly clean: (text: string) => string;
  /**
   * Says what is wrong with the secret, without repeating it. Returns `undefined` if nothing is.
   */
  readonly reject: (secret: string) => Rejection | undefined;
  /** When the credential expires, if it contains its expiry. */
  readonly expiresAt: (secret: string) => Date | undefined;
}

/** The credential of a source: already known, or requested from IAM. */
export type Given =
  | { readonly kind: 'stored'; readonly credential: Credential }
  | { readonly kind: 'exchanged'; readonly label: string };

/** Why a secret cannot be what its input says. */
export interface Rejection {
  readonly problem: string;
  readonly fix: string;
}

/** The source that the user gave. */
export interface Source {
  readonly kind: SourceKind;
  /** Empty for a kind without one. */
  readonly secret: string;
  /** The profile to assume, or to get from the compute resource. */
  readonly profile: TrustedProfile | undefined;
}

/** Makes the credential for a secret that is stored unchanged. */
export function storeGiven({ username, label, expiresAt }: SecretKind, secret: string): Given {
  return {
    kind: 'stored',
    credential: {
      username,
      secret,
      expiresAt: expiresAt(secret),
      label: `the ${label} that you passed in`,
    },
  };
}
