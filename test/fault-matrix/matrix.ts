import { CHECK_ROW } from './check.ts';
import type { Entry } from './entry.ts';
import { EXCHANGE_ROW } from './exchange.ts';
import { MINT_API_KEY, MINT_REGISTRY_TOKEN } from './mint.ts';
import { RESOLVE } from './resolve.ts';
import { REVOKE_API_KEY, REVOKE_REGISTRY_TOKEN } from './revoke.ts';
import { STORM } from './storm.ts';
import { UNDO } from './undo.ts';
import { WRITE } from './write.ts';

/** Every phase of a step, and every fault that it can meet. */
export const MATRIX: readonly Entry[] = [
  // What waits longest comes first.
  ...UNDO,
  ...WRITE,
  ...STORM,
  ...REVOKE_REGISTRY_TOKEN,
  ...MINT_REGISTRY_TOKEN,
  ...MINT_API_KEY,
  ...REVOKE_API_KEY,
  ...RESOLVE,
  ...EXCHANGE_ROW,
  ...CHECK_ROW,
];
