import { CHECK_ROW } from './check.ts';
import type { Entry } from './entry.ts';
import { EXCHANGE_ROW } from './exchange.ts';
import { MINT_API_KEY, MINT_REGISTRY_TOKEN } from './mint.ts';
import { RESOLVE } from './resolve.ts';
import { REVOKE_API_KEY, REVOKE_REGISTRY_TOKEN } from './revoke.ts';
import { STORM } from './storm.ts';
import { UNDO } from './undo.ts';
import { WRITE } from './write.ts';

/** All phases of a step, and all faults that can occur in them. */
export const MATRIX: readonly Entry[] = [
  // The slowest entries come first.
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
