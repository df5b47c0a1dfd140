import type { Identity } from '../identity/identities.ts';
import type { RegistryCall } from './registry-call.ts';
import { NOT_AUTHORIZED, RegistryRefusal } from './registry-refusal.ts';

/** A call of the management API by a known caller. */
export interface ManagementCall extends RegistryCall {
  readonly caller: Identity;
  /** The rest of the path after the resource. */
  readonly id: string | undefined;
}

/** The resource exists, but the caller has no access. */
export function notAuthorized(): RegistryRefusal {
  return new RegistryRefusal(403, 'CRG0020E', NOT_AUTHORIZED);
}

/** The resource does not support this method. */
export function methodNotAllowed(): RegistryRefusal {
  return new RegistryRefusal(405, 'CRG0000E', 'Method not allowed.');
}
