import { expect } from 'vitest';
import type { StepResult } from '../runner/index.ts';

/** What a failed step tells the user. */
export interface StepError {
  /** The error code in the log. */
  readonly code: string;
  /** Cause, fix and links. */
  readonly message: string;
}

const SHAPE =
  /^(?:\S.*\n){2,}More: (?:https:\/\/\S+\/)?docs\/troubleshooting\.md#([a-z-]+)(?: in the repository of icr-login)? \(icr-login: \1\)(?:\nSee also: https:\/\/\S+)?(?:\nIBM transaction ID: \S+)?$/;

/** Reads the only error of a failed step, and checks it like {@link readErrors}. */
export function readError(result: StepResult): StepError {
  const [only, ...others] = readErrors(result);
  expect(others).toEqual([]);
  return only as StepError;
}

/**
 * Reads the errors of a failed step, and checks that each has a cause, a fix and a link to its entry in the
 * documentation.
 */
export function readErrors({ conclusion, annotations }: StepResult): readonly StepError[] {
  expect(conclusion).toBe('failure');
  const errors = annotations.filter(({ level }) => level === 'error');
  expect(errors).not.toEqual([]);
  return errors.map(({ message }) => {
    expect(message).toMatch(SHAPE);
    return { code: SHAPE.exec(message)?.[1] ?? '', message };
  });
}

/** The messages of a step's warnings or notices. */
export function readMessages(
  { annotations }: StepResult,
  level: 'warning' | 'notice',
): readonly string[] {
  return annotations.filter((entry) => entry.level === level).map(({ message }) => message);
}
