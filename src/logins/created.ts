import { dirname } from 'node:path';
import { isWithin } from '../files/files.ts';
import { temporaryDirectory } from '../runner/job.ts';
import { homeDirectory } from '../stores/config-path.ts';
import { isEmptyObject, readAuths, restoreAuths } from '../stores/config-text.ts';
import type { Created } from './journal.ts';
import type { OpenConfig } from './open-config.ts';

/** What was not there before the first login of the journal. */
export function noteCreated(
  { disk, text, journal }: OpenConfig,
  made: string | undefined,
): Created {
  const before = journal.created;
  const auths = readAuths(text);
  const hasAuths = auths?.startsWith('{') === true;
  const original = disk.config?.toString('latin1');
  return {
    ...before,
    file: before.file || original === undefined,
    blank: before.blank ?? (original?.trim() === '' ? original : undefined),
    directory: before.directory ?? made,
    auths: before.auths || !hasAuths,
    authsBefore: before.authsBefore ?? (hasAuths ? undefined : auths),
  };
}

/**
 * The text to write: once no record is left, what was made for the first login goes again, as far as
 * nothing else is in it.
 *
 * @returns `undefined` for a file that is to be removed.
 */
export function textToWrite({ text, journal, disk }: OpenConfig): string | undefined {
  const isMissing = disk.config === undefined && isEmptyObject(text);
  if (journal.records.length > 0) {
    return isMissing ? undefined : text;
  }
  const { created } = journal;
  const restored = created.auths ? restoreAuths(text, created.authsBefore) : text;
  if (!isEmptyObject(restored)) {
    return restored;
  }
  if (created.file || isMissing) {
    return undefined;
  }
  return created.blank ?? restored;
}

/**
 * Whether a directory that the journal names may go, when it is empty: it can be one that this action made.
 * Every step of a job can write the journal.
 */
export function mayRemoveDirectory(directory: string, configPath: string): boolean {
  const kept = [
    homeDirectory(),
    temporaryDirectory(),
    process.cwd(),
    process.env['GITHUB_WORKSPACE'],
  ];
  return (
    isWithin(configPath, directory) &&
    kept.every((place) => place === undefined || !isWithin(place, directory))
  );
}

/**
 * The topmost directory above a config that may go, when it is empty: as far up as the one that was made. A home
 * directory that was made as well stays.
 */
export function findTopmost(made: string, configPath: string): string | undefined {
  let topmost: string | undefined;
  let directory = dirname(configPath);
  while (isWithin(directory, made) && mayRemoveDirectory(directory, configPath)) {
    topmost = directory;
    directory = dirname(directory);
  }
  return topmost;
}
