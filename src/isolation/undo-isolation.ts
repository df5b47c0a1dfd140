import { info } from '@actions/core';
import { deleteDirectory } from '../client/private-directory.ts';
import type { SavedIsolation } from '../runner/state.ts';
import { restoreVariables } from '../runner/variables.ts';

/** Takes a private config away, with every login in it, and sets back the variables that led to it. */
export function undoIsolation({ directory, variables }: SavedIsolation): void {
  restoreVariables(variables);
  if (deleteDirectory(directory)) {
    info(`Deleted the private config of the job with its logins (${directory}).`);
  }
}
