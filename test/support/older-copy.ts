import { join } from 'node:path';

/**
 * Environment of a step in which another program, which knows of no lock, writes the file that it had read
 * before over each one that the step puts in its place.
 */
export function writeOlderCopy(path: string): Readonly<Record<string, string>> {
  const script = join(import.meta.dirname, 'write-older-copy.cjs');
  return { NODE_OPTIONS: `--require ${script}`, OLDER_COPY: path };
}
