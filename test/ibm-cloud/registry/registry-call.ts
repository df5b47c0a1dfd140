import type { RegistryHosts } from '../hosts.ts';
import type { BackendFinder } from '../images/backend.ts';
import type { ReceivedRequest } from '../network/http-message.ts';
import type { World } from '../world.ts';

/** A request to one registry. */
export interface RegistryCall {
  readonly world: World;
  readonly request: ReceivedRequest;
  readonly registry: RegistryHosts;
  /** Whether it came over the private network. */
  readonly isPrivate: boolean;
  readonly findBackend: BackendFinder;
}
