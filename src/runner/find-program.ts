import { accessSync, constants, statSync } from 'node:fs';
import { platform } from 'node:os';
import { delimiter, join } from 'node:path';

/** The extensions that Windows assumes if PATHEXT is not set. */
const WINDOWS_EXTENSIONS = '.COM;.EXE;.BAT;.CMD';

/**
 * Finds a program on the PATH as a shell does, but ignores empty entries, which mean the current directory. The program
 * must be executable. It need not be readable.
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
  // Windows accepts quotes around a directory, and a program's name without its extension.
  const directories = isWindows ? entries.map((entry) => entry.replaceAll('"', '')) : entries;
  const extensions = isWindows ? (environment['PATHEXT'] || WINDOWS_EXTENSIONS).split(';') : [''];
  return directories
    .filter((directory) => directory !== '')
    .flatMap((directory) => extensions.map((extension) => join(directory, `${name}${extension}`)))
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
