import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { getState, saveState } from '@actions/core';
import { readIfThere } from '../files/files.ts';

/** The only name in the state file. The runner passes its value to the post step as `STATE_icr-login`. */
const NAME = 'icr-login';

/** The start of the name of the file that the runner gives a step for its state. Source: actions/runner, `FileCommandManager.cs`. */
const FILE_PREFIX = 'save_state_';
/** More than a job has steps. More files can only be there to slow this action down. */
const MOST_FILES = 1_000;

/** Saves text for the post step. The runner keeps it readable on the disk until the job ends. */
export function keepState(text: string): void {
  saveState(NAME, text);
}

/** Reads the text that the main step saved last. Returns `undefined` if there is none. */
export function readState(): string | undefined {
  const text = getState(NAME);
  return text === '' ? undefined : text;
}

/**
 * Lists the text that each step of this job saved last under the name of this action, as far as it is still on the disk.
 * The runner itself sets GITHUB_STATE for each step, so no other step can change where this looks.
 */
export async function listKeptStates(): Promise<readonly string[]> {
  const own = process.env['GITHUB_STATE'];
  if (!own) {
    return [];
  }
  const folder = dirname(own);
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.startsWith(FILE_PREFIX)).slice(0, MOST_FILES);
  const states: string[] = [];
  for (const name of files) {
    // The runner creates only readable files.
    const bytes = await readIfThere(join(folder, name)).catch(() => undefined);
    const lines = String(bytes ?? '').split(/\r?\n/);
    const start = lines.findLastIndex((line) => line.startsWith(`${NAME}<<`));
    if (start !== -1) {
      states.push(lines[start + 1] ?? '');
    }
  }
  return states;
}
