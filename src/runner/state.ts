import { getState, saveState } from '@actions/core';

/** The only name in the state file. The runner passes its value to the post step as `STATE_icr-login`. */
const NAME = 'icr-login';

/** Saves text for the post step. The runner keeps it readable on the disk until the job ends. */
export function keepState(text: string): void {
  saveState(NAME, text);
}

/** Reads the text that the main step saved last. Returns `undefined` if there is none. */
export function readState(): string | undefined {
  const text = getState(NAME);
  return text === '' ? undefined : text;
}
