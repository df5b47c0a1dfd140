import { disarm } from '../text/disarm.ts';
import { ActionError } from './action-error.ts';

/**
 * What to print of anything that was thrown. The message of an {@link ActionError} is printed as it is,
 * that of anything else is foreign text and disarmed.
 */
export function describeError(error: unknown): string {
  if (error instanceof ActionError) {
    return error.message;
  }
  return disarm(error instanceof Error ? error.message : String(error));
}

/** The first line only: for a list of several failures. */
export function summarizeError(error: unknown): string {
  return error instanceof ActionError ? error.explanation.problem : describeError(error);
}
