import { getState, saveState } from '@actions/core';

/** The one name in the state file; the runner hands it to the post step as STATE_icr-login. */
const NAME = 'icr-login';

/** Keeps text for the post step. The runner leaves it readable on the disk until the job is over. */
export function keepState(text: string): void {
  saveState(NAME, text);
}

/** The text that the main step kept last, `undefined` where there is none. */
export function readState(): string | undefined {
  const text = getState(NAME);
  return text === '' ? undefined : text;
}
