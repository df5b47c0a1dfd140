import { accessSync, constants, statSync } from 'node:fs';
import { platform } from 'node:os';
import { delimiter, join } from 'node:path';

/** What Windows itself assumes where the variable is not set. */
const WINDOWS_ENDINGS = '.COM;.EXE;.BAT;.CMD';

/**
 * Finds a program on the PATH, as a shell would; directories that are not named are passed over. A program
 * has to be executable, and need not be readable.
 *
 * @returns its path, or `undefined`.
 */
export function findProgram(
  name: string,
  environment: NodeJS.ProcessEnv = process.env,
  system: NodeJS.Platform = platform(),
): string | undefined {
  const isWindows = system === 'win32';
  const entries = (environment['PATH'] ?? '').split(delimiter);
  // Windows takes quotes around a directory, and names a program without its ending.
  const directories = isWindows ? entries.map((entry) => entry.replaceAll('"', '')) : entries;
  const endings = isWindows ? (environment['PATHEXT'] || WINDOWS_ENDINGS).split(';') : [''];
  return directories
    .filter((directory) => directory !== '')
    .flatMap((directory) => endings.map((ending) => join(directory, `${name}${ending}`)))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
