import { type Clock, createClock } from './clock.ts';
import { ApiKeyStore } from './identity/api-key-store.ts';
import { Directory } from './identity/directory.ts';
import { IamTokens } from './identity/iam-tokens.ts';
import type { CertificateAuthority } from './network/certificates.ts';
import { NamespaceStore } from './registry/namespace-store.ts';
import { OauthTokens } from './registry/oauth-tokens.ts';
import { RegistryTokenStore } from './registry/registry-token-store.ts';

/** How the registry behaves where IBM's documentation does not specify it or where it has changed. */
export interface RegistryBehavior {
  /** Whether the challenge quotes its values. Docker clients fail without quotes. */
  challengeQuotes: boolean;
  /** Whether registry tokens are still issued and accepted. */
  registryTokens: 'available' | 'discontinued';
  /** The status of the reply that says they are not. */
  discontinuedStatus: number;
  /** Whether lists of registry tokens include expired ones. */
  listExpiredTokens: boolean;
  /** When a scope that is not granted is refused: when the token is requested, or when it is used. */
  denial: 'token' | 'manifest';
  /**
   * How a wrong user name and password are refused: as IBM documents it, or with 401 and the message from
   * public transcripts of `docker login`.
   */
  refusal: 'documented' | 'transcript';
  /** Status of the documented refusal of a wrong user name and password. */
  badCredentialStatus: 400 | 401 | 403;
  /** Hosts whose challenge names a realm other than their own. */
  readonly realms: Map<string, string>;
}

/** How IAM behaves where IBM's documentation does not specify it. */
export interface IamBehavior {
  /**
   * Whether listing by `iam_id` without `group_id` finds the keys of a service ID that is not in the
   * default group. IBM's API definition says that only the default group is searched. This has not been
   * tried live.
   */
  searchesAllGroups: boolean;
}

/** The state that all services of the double share. */
export interface World {
  readonly clock: Clock;
  readonly directory: Directory;
  readonly keys: ApiKeyStore;
  readonly iamTokens: IamTokens;
  readonly namespaces: NamespaceStore;
  readonly registryTokens: RegistryTokenStore;
  readonly oauthTokens: OauthTokens;
  readonly iam: IamBehavior;
  readonly registry: RegistryBehavior;
}

/** Creates an empty world. */
export async function createWorld(
  authority: CertificateAuthority,
  behavior: Partial<RegistryBehavior>,
): Promise<World> {
  const clock = createClock();
  const directory = new Directory();
  return {
    clock,
    directory,
    keys: new ApiKeyStore(clock),
    iamTokens: new IamTokens(directory, clock),
    namespaces: new NamespaceStore(clock),
    registryTokens: new RegistryTokenStore(clock),
    oauthTokens: new OauthTokens(await authority.sign('registry tokens', []), clock),
    iam: { searchesAllGroups: false },
    registry: {
      challengeQuotes: true,
      registryTokens: 'available',
      discontinuedStatus: 410,
      listExpiredTokens: false,
      denial: 'manifest',
      refusal: 'documented',
      badCredentialStatus: 400,
      realms: new Map(),
      ...behavior,
    },
  };
}
