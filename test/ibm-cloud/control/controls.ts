import type { Replication } from '../identity/api-key.ts';
import type { IamBehavior, RegistryBehavior, World } from '../world.ts';

/** What a test can change about the services while they run. */
export interface Controls {
  /** Changes how the parts of IAM lag behind each other; what is not named stays. */
  setReplication(replication: Partial<Replication>): void;
  /** Changes how IAM behaves where IBM's documentation leaves it open. */
  setIam(change: Partial<IamBehavior>): void;
  /** Makes the challenge of a host name another realm; undefined makes it name its own again. */
  setRealm(host: string, url: string | undefined): void;
  setRegistryTokens(change: {
    readonly mode?: 'available' | 'discontinued';
    /** Status of the reply that says so. */
    readonly status?: number;
    /** Whether lists show tokens that have ended. */
    readonly listExpired?: boolean;
  }): void;
  /** Changes where missing rights are refused, and how a wrong user and password are. */
  setRegistry(
    change: Partial<
      Pick<RegistryBehavior, 'challengeQuotes' | 'denial' | 'refusal' | 'badCredentialStatus'>
    >,
  ): void;
}

/** Makes the means to change the services while they run. */
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
