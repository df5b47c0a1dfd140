import { disarm } from '../text/disarm.ts';
import { ActionError } from './action-error.ts';
import { LINKS } from './links.ts';

/**
 * What to print of anything that was thrown. The message of an {@link ActionError} is printed as it is,
 * that of anything else is foreign text and disarmed.
 */
export function describeError(error: unknown): string {
  const explained = explainSystemError(error);
  return explained instanceof ActionError ? explained.message : quoteError(explained);
}

/** The first line only: for a list of several failures. */
export function summarizeError(error: unknown): string {
  const explained = explainSystemError(error);
  return explained instanceof ActionError ? explained.explanation.problem : quoteError(explained);
}

/** What the system refuses anywhere, and no one has explained: most of all a disk that is full. */
function explainSystemError(error: unknown): unknown {
  if (error instanceof ActionError || !(error instanceof Error && 'syscall' in error)) {
    return error;
  }
  return new ActionError('runner-not-writable', {
    problem: `The machine of the runner did not let this step do its work: ${quoteError(error)}`,
    fix: 'Make room on its disk, and check that the user of the runner may write to RUNNER_TEMP and to what is in it.',
    link: LINKS.runner,
    cause: error,
  });
}

/** What an error says itself, disarmed and without advice. */
export function quoteError(error: unknown): string {
  return disarm(error instanceof Error ? error.message : String(error));
}
