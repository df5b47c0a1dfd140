import type { World } from '../world.ts';
import { arrangeCredentials, type CredentialArrangement } from './arrange-credentials.ts';
import { arrangeIdentities, type IdentityArrangement } from './arrange-identities.ts';

/** What a test can put into the world, and change in it, without a request. */
export type Arrangement = IdentityArrangement & CredentialArrangement;

/** Makes the means to arrange a world. */
export function createArrangement(world: World): Arrangement {
  return { ...arrangeIdentities(world), ...arrangeCredentials(world) };
}
