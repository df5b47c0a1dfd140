import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder that container clients read their config from. */
export function findConfigFolder(): string {
  return process.env['DOCKER_CONFIG'] || join(homedir(), '.docker');
}

/** What is in a folder, to be compared: names and digests, for a config may hold somebody's login. */
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
