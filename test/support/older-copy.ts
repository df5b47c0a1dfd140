import { join } from 'node:path';

/**
 * The environment of a step in which another program ignores the lock: each time the step replaces the
 * file, that program writes back the content that it had read before.
 */
export function writeOlderCopy(path: string): Readonly<Record<string, string>> {
  const script = join(import.meta.dirname, 'write-older-copy.cjs');
  return { NODE_OPTIONS: `--require ${script}`, OLDER_COPY: path };
}
