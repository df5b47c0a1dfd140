import type { ClientChoice } from '../clients/client.ts';
import type { Source } from '../credentials/source.ts';
import type { TrustedProfile } from '../iam/trusted-profile.ts';
import type { Lifetime } from '../minting/lifetime.ts';
import type { MintName } from '../minting/minted.ts';
import type { RegistryTokenAccess } from '../registry/registry-tokens.ts';
import type { ResolvedRegistries } from '../registry/resolve-registries.ts';

/** All inputs of the login action. */
export interface Inputs extends ResolvedRegistries {
  /** `undefined` if no credential was given that can be used. */
  readonly source: Source | undefined;
  /** The trusted profile that was given, even if this run must not use it. */
  readonly profile: TrustedProfile | undefined;
  /** An existing registry token whose value is fetched. */
  readonly registryTokenId: string | undefined;
  readonly mint: 'none' | MintName;
  /** The IAM IDs of the service IDs that a key may be created for. */
  readonly serviceIds: readonly string[];
  readonly access: RegistryTokenAccess;
  /** The lifetime of the minted credential, if it can be chosen. */
  readonly lifetime: Lifetime;
  readonly description: string | undefined;
  readonly revoke: boolean;
  readonly client: ClientChoice;
  readonly config: 'shared' | 'isolated';
  readonly logout: boolean;
  readonly onMissingCredentials: 'fail' | 'skip';
  readonly accountId: string | undefined;
  readonly timeoutSeconds: number;
  /** Without a trailing slash. */
  readonly iamUrl: string;
  readonly exportPassword: boolean;
}
