import type { World } from '../world.ts';
import { arrangeCredentials, type CredentialArrangement } from './arrange-credentials.ts';
import { arrangeIdentities, type IdentityArrangement } from './arrange-identities.ts';

/** What a test can create and change without a request. */
export type Arrangement = IdentityArrangement & CredentialArrangement;

/** Creates the functions to arrange a world. */
export function createArrangement(world: World): Arrangement {
  return { ...arrangeIdentities(world), ...arrangeCredentials(world) };
}
