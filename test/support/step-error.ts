import { expect } from 'vitest';
import type { StepResult } from '../runner/index.ts';

/** What a user reads of a step that has failed. */
export interface StepError {
  /** The name of the error in the log. */
  readonly code: string;
  /** Cause, fix and links. */
  readonly message: string;
}

const SHAPE =
  /^(?:\S.*\n){2,}More: (?:https:\/\/\S+\/)?docs\/troubleshooting\.md#([a-z-]+)(?: in the repository of icr-login)? \(icr-login: \1\)(?:\nSee also: https:\/\/\S+)?(?:\nIBM transaction ID: \S+)?$/;

/** Reads the one error of a step that has failed: it names a cause, a fix and its entry in the documentation. */
export function readError({ conclusion, annotations }: StepResult): StepError {
  expect(conclusion).toBe('failure');
  const errors = annotations.filter(({ level }) => level === 'error');
  expect(errors).toHaveLength(1);
  const message = errors[0]?.message ?? '';
  expect(message).toMatch(SHAPE);
  return { code: SHAPE.exec(message)?.[1] ?? '', message };
}

/** The messages of a step's warnings, or of its notices. */
export function readMessages(
  { annotations }: StepResult,
  level: 'warning' | 'notice',
): readonly string[] {
  return annotations.filter((entry) => entry.level === level).map(({ message }) => message);
}
