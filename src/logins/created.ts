import { dirname } from 'node:path';
import { isWithin } from '../files/files.ts';
import { temporaryDirectory } from '../runner/job.ts';
import { homeDirectory } from '../stores/config-path.ts';
import type { Created } from './journal.ts';
import type { OpenConfig } from './open-config.ts';

/**
 * Notes what did not exist before the first login in the journal, so that undoing the last one removes it.
 *
 * @param made the topmost directory that was created for this login, if any.
 */
export function noteCreated(
  { disk, content, journal }: OpenConfig,
  made: string | undefined,
): Created {
  const before = journal.created;
  const { auths } = content;
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
 * The text to write. Once no record is left, it lacks what was created for the first login, unless someone else
 * has added something to that.
 *
 * @returns `undefined` if there must be no file.
 */
export function textToWrite({ content, journal, disk }: OpenConfig): string | undefined {
  const isMissing = disk.config === undefined && content.isEmpty;
  if (journal.records.length > 0) {
    return isMissing ? undefined : content.text;
  }
  const { created } = journal;
  const restored = created.auths ? content.restoreAuths(created.authsBefore) : content;
  if (!restored.isEmpty) {
    return restored.text;
  }
  if (created.file || isMissing) {
    return undefined;
  }
  return created.blank ?? restored.text;
}

/**
 * Whether a directory that the journal names may be removed once it is empty. Every step of a job can write the
 * journal, so only a directory that this action could have created qualifies. It is above the config, and contains
 * neither the home, temporary or working directory, nor the workspace.
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
 * The topmost directory above a config that may be removed once it is empty, `undefined` for none. A home
 * directory stays, even if it was created for the login.
 *
 * @param made the topmost directory that was created; nothing above it is removed.
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
