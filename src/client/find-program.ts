import { accessSync, constants, statSync } from 'node:fs';
import { platform } from 'node:os';
import { delimiter, join } from 'node:path';

/**
 * Finds a program on the PATH, as a shell would; directories that are not named are passed over.
 *
 * `which` of @actions/io looks into every directory, also when it has found one, and waits for the thread
 * pool of Node.js at each.
 *
 * @returns its path, or `undefined`.
 */
export function findProgram(
  name: string,
  environment: NodeJS.ProcessEnv = process.env,
  system: NodeJS.Platform = platform(),
): string | undefined {
  const directories = (environment['PATH'] ?? '').split(delimiter).filter((path) => path !== '');
  // Windows names a program without its ending, and says here which endings there are.
  const endings = system === 'win32' ? (environment['PATHEXT'] ?? '').split(';') : [''];
  return directories
    .flatMap((directory) => endings.map((ending) => join(directory, `${name}${ending}`)))
    .find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    // Most directories do not have it; that is no error, which would take time to make.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) {
      return false;
    }
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
