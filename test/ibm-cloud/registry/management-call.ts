import type { Identity } from '../identity/identities.ts';
import type { RegistryCall } from './registry-call.ts';
import { NOT_AUTHORIZED, RegistryRefusal } from './registry-refusal.ts';

/** A call of the management API whose caller is known. */
export interface ManagementCall extends RegistryCall {
  readonly caller: Identity;
  /** What follows the resource in the path. */
  readonly id: string | undefined;
}

/** The resource exists, but not for this caller. */
export function notAuthorized(): RegistryRefusal {
  return new RegistryRefusal(403, 'CRG0020E', NOT_AUTHORIZED);
}

/** The resource does not know this verb. */
export function methodNotAllowed(): RegistryRefusal {
  return new RegistryRefusal(405, 'CRG0000E', 'Method not allowed.');
}
