import { expect } from 'vitest';
import type { JobOptions, StepResult } from '../runner/index.ts';
import type { Stage } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { ELSEWHERE } from './weather.ts';

type With = Readonly<Record<string, string>>;

/**
 * Runs a main step that must fail with an error before there is anything to undo or to revoke. Its post
 * step is skipped.
 *
 * @returns the step, and the error with cause, fix and link.
 */
export async function fail(
  stage: Stage,
  code: string,
  inputs: With,
  options: JobOptions = {},
): Promise<{ readonly main: StepResult; readonly message: string }> {
  const job = stage.startJob(options);
  const main = await stage.step(job, inputs).main();
  await job.abandon();
  const error = readError(main);
  expect(error.code).toBe(code);
  expect(main.outputs['logged-in'] ?? 'false').toBe('false');
  expectNothingElsewhere(stage);
  return { main, message: error.message };
}

/** Expects that a redirect was not followed. */
export function expectNothingElsewhere({ cloud }: Stage): void {
  expect(cloud.connections.filter(({ target }) => target.startsWith(ELSEWHERE))).toEqual([]);
}
