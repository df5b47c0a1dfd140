import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder from which container clients read their config. */
export function findConfigFolder(): string {
  return process.env['DOCKER_CONFIG'] || join(homedir(), '.docker');
}

/**
 * Describes the content of a folder for a comparison: names and digests, because a config may contain
 * someone's login.
 */
export function describeFolder(folder: string): string {
  if (!existsSync(folder)) {
    return 'there is none';
  }
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries
    .map((entry) =>
      entry.isFile() ? `${entry.name} ${digest(join(folder, entry.name))}` : entry.name,
    )
    .toSorted()
    .join(', ');
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
