import type { LoginCost } from './costs.ts';
import type { Fact } from './facts.ts';
import type { Series } from './measure.ts';

/** Everything that one run of the benchmark has found out. */
export interface Results {
  readonly facts: readonly Fact[];
  /** Without an added round-trip time. */
  readonly near: Series;
  readonly far: Series;
  readonly costs: readonly LoginCost[];
  readonly distBytes: number;
}
