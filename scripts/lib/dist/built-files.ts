import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What is in every build; beside it there are chunks only. */
const NAMES: readonly string[] = [
  'index.js',
  'licenses.txt',
  'logout.js',
  'main.js',
  'package.json',
  'post.js',
  'sweep.js',
];
const CHUNK = /^\d{1,4}\.index\.js$/;
/** Twice what tests allow. */
const LARGEST_BYTES = 1_000_000;

/**
 * Reads a build that was made by code which nobody has looked at yet: nothing in it is run, and it can only be
 * what `dist/` may hold.
 *
 * @throws for a name that is not one of `dist/`, for what is no regular file, and for too much.
 */
export function readBuiltFiles(folder: string): ReadonlyMap<string, Buffer> {
  const entries = readdirSync(folder, { withFileTypes: true });
  const foreign = entries.find(
    (entry) => !entry.isFile() || !(NAMES.includes(entry.name) || CHUNK.test(entry.name)),
  );
  if (foreign !== undefined) {
    throw new Error(`Not a file of dist/: ${JSON.stringify(foreign.name)}`);
  }
  const files = new Map(entries.map(({ name }) => [name, readFileSync(join(folder, name))]));
  const missing = NAMES.find((name) => !files.has(name));
  if (missing !== undefined) {
    throw new Error(`${missing} is missing.`);
  }
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  if (bytes > LARGEST_BYTES) {
    throw new Error(`The files have ${bytes} bytes together, more than ${LARGEST_BYTES}.`);
  }
  return files;
}
