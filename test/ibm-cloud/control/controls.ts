import type { Replication } from '../identity/api-key.ts';
import type { IamBehavior, RegistryBehavior, World } from '../world.ts';

/** What a test can change about the services while they run. */
export interface Controls {
  /** Changes the replication delays between the parts of IAM. Omitted values stay as they are. */
  setReplication(replication: Partial<Replication>): void;
  /** Changes how IAM behaves where IBM's documentation does not specify it. */
  setIam(change: Partial<IamBehavior>): void;
  /** Makes the challenge of a host name a different realm. With `undefined`, it names its own realm again. */
  setRealm(host: string, url: string | undefined): void;
  setRegistryTokens(change: {
    readonly mode?: 'available' | 'discontinued';
    /** The status of the reply that reports this. */
    readonly status?: number;
    /** Whether lists include expired tokens. */
    readonly listExpired?: boolean;
  }): void;
  /**
   * Changes when the registry reports missing permissions, and how it refuses a wrong user name and
   * password.
   */
  setRegistry(
    change: Partial<
      Pick<RegistryBehavior, 'challengeQuotes' | 'denial' | 'refusal' | 'badCredentialStatus'>
    >,
  ): void;
}

/** Creates the functions to change the services while they run. */
export function createControls({ keys, iam, registry }: World): Controls {
  return {
    setReplication: (replication) => {
      keys.replication = { ...keys.replication, ...replication };
    },
    setIam: (change) => {
      Object.assign(iam, change);
    },
    setRealm: (host, url) => {
      registry.realms.delete(host);
      if (url !== undefined) {
        registry.realms.set(host, url);
      }
    },
    setRegistryTokens: ({ mode, status, listExpired }) => {
      registry.registryTokens = mode ?? registry.registryTokens;
      registry.discontinuedStatus = status ?? registry.discontinuedStatus;
      registry.listExpiredTokens = listExpired ?? registry.listExpiredTokens;
    },
    setRegistry: (change) => {
      Object.assign(registry, change);
    },
  };
}
