import { expect } from 'vitest';
import type { StepResult } from '../runner/index.ts';

/** For what a phase does that its input `timeout` does not limit, such as starting and writing files. */
const GRACE_SECONDS = 5;

/**
 * Expects that a phase ended within a limit. Under `npm run coverage`, nothing is measured: V8 does not optimize
 * code that it counts, so the action takes several times longer than the build that users run.
 */
export function expectShorter({ durationMs, phase, log }: StepResult, limitMs: number): void {
  if (process.env['NODE_V8_COVERAGE'] === undefined) {
    expect(durationMs, `${phase} takes longer than its time:\n${log}`).toBeLessThan(limitMs);
  }
}

/** Expects that a phase ended within the input `timeout` plus five seconds. */
export function expectInTime(result: StepResult, timeoutSeconds: number): void {
  expectShorter(result, (timeoutSeconds + GRACE_SECONDS) * 1000);
}
