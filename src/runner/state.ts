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
/** More than all steps of a job save. */
const MOST_BYTES = 64 * 1024 * 1024;

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
  let length = 0;
  for (const name of files) {
    // The runner creates only readable files.
    const bytes = await readIfThere(join(folder, name)).catch(() => undefined);
    length += bytes?.length ?? 0;
    if (length > MOST_BYTES) {
      break;
    }
    states.push(...findLast(String(bytes ?? '')));
  }
  return states;
}

/** Finds what was saved last. The text is not split into lines, because there can be millions of them. */
function findLast(text: string): readonly string[] {
  const saved = `\n${text}`;
  const head = saved.lastIndexOf(`\n${NAME}<<`);
  if (head === -1) {
    return [];
  }
  const start = saved.indexOf('\n', head + 1);
  const end = saved.indexOf('\n', start + 1);
  // Someone may have cut the file off.
  return [start === -1 || end === -1 ? '' : saved.slice(start + 1, end).replace(/\r$/, '')];
}
