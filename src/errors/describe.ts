import { disarm } from '../text/disarm.ts';
import { ActionError } from './action-error.ts';
import { LINKS } from './links.ts';

/**
 * Describes anything that was thrown, so that it can be printed. The message of an {@link ActionError} is used
 * unchanged. Any other message is not trusted, so it is disarmed.
 */
export function describeError(error: unknown): string {
  const explained = explainSystemError(error);
  return (explained instanceof ActionError ? explained : explainUnexpected(explained)).message;
}

/** Describes an error on one line, for a list of several failures. */
export function summarizeError(error: unknown): string {
  const explained = explainSystemError(error);
  return explained instanceof ActionError ? explained.explanation.problem : quoteError(explained);
}

/** Explains errors of the operating system that nothing else has explained, in most cases a full disk. */
function explainSystemError(error: unknown): unknown {
  if (error instanceof ActionError || !(error instanceof Error && 'syscall' in error)) {
    return error;
  }
  return new ActionError('runner-not-writable', {
    problem: `A file operation on the runner failed: ${quoteError(error)}`,
    fix: "Free some disk space, and check that the runner's user can write to RUNNER_TEMP and to everything in it.",
    link: LINKS.runner,
    cause: error,
  });
}

/** Explains an error that this action does not expect, in most cases because of a fault in its code. */
function explainUnexpected(error: unknown): ActionError {
  return new ActionError('unexpected-error', {
    problem: `Something unexpected happened: ${quoteError(error)}`,
    fix: 'Run the job again. If that does not help, open an issue in the repository of icr-login, with the log of a run with step debug logging.',
    link: LINKS.debugLogging,
    cause: error,
  });
}

/** Quotes the message of an error, disarmed and without advice. */
export function quoteError(error: unknown): string {
  return disarm(readMessage(error));
}

/** If a host has several addresses, the error of Node.js has no message, but contains the error of each address. */
function readMessage(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(readMessage).join('; ');
  }
  return error instanceof Error ? error.message : String(error);
}
