import type { IbmCloud, RequestMatch } from '../ibm-cloud/index.ts';
import { arrangeKeys, MINT } from '../support/minting.ts';
import type { Stage } from '../support/scenario.ts';
import { CREATION, KEY_CREATION, KEY_DELETION, REMOVAL } from '../support/traffic.ts';

/** A kind of credential that can be minted and revoked. */
export interface MintedKind {
  /** Its name in the log. */
  readonly label: string;
  readonly creation: RequestMatch;
  readonly removal: RequestMatch;
  /** The host that creates it. */
  readonly host: string;
  /** Inputs that mint one without a container client. */
  readonly arrange: (stage: Stage) => Readonly<Record<string, string>>;
}

/** An API key of a service ID. */
export const API_KEY: MintedKind = {
  label: 'API key',
  creation: KEY_CREATION,
  removal: KEY_DELETION,
  host: 'iam.cloud.ibm.com',
  arrange: (stage) => arrangeKeys(stage).inputs,
};

/** A token of a registry. */
export const REGISTRY_TOKEN: MintedKind = {
  label: 'registry token',
  creation: CREATION,
  removal: REMOVAL,
  host: 'us.icr.io',
  arrange: () => MINT,
};

const VERBS: Readonly<Record<string, string>> = { POST: 'make', GET: 'list', DELETE: 'delete' };

/** The requests to a host about credentials so far: `make`, `list`, `delete`. */
export function listManaged({ requestsTo }: IbmCloud, host: string): readonly string[] {
  return requestsTo(host)
    .filter(({ path }) => /^\/(?:v1\/apikeys|api\/v1\/tokens)/.test(path))
    .map(({ method }) => VERBS[method] ?? method);
}
