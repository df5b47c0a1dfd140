import { dirname } from 'node:path';
import {
  inDirectory,
  readIfThere,
  refuseSticky,
  removeEmptyDirectories,
  resolveLinks,
} from '../files/files.ts';
import {
  type PreparedFile,
  prepareFile,
  prepareRemoval,
  removeLeftovers,
} from '../files/prepared-file.ts';
import { type ConfigContent, decodeConfig } from '../stores/config-bytes.ts';
import { explainFileError, malformedConfig } from '../stores/config-error.ts';
import { isEditable, readEntry } from '../stores/config-text.ts';
import { type Lock, withLock } from '../stores/lock.ts';
import { fingerprintEntry } from '../text/fingerprint.ts';
import type { Deadline } from '../time/deadline.ts';
import {
  formatJournal,
  type Journal,
  journalPath,
  type ReadJournal,
  readJournal,
} from './journal.ts';

/** How often work starts over because another program, which knows nothing of the lock, changed a file. */
const TRIES = 10;

/** Longer than the entries of a few logins. */
const ROOM_BYTES = 16_384;

/** Another program has changed the config or the journal since it was read. */
class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile' as const;
  readonly code = 'ECHANGED';
}

/** A config and its journal, as they are while the lock is held. */
export interface OpenConfig {
  /** Where the config was when it was planned: lock and journal lie beside it. */
  readonly path: string;
  /** The text as it is to be: at first as it was read, `{}` for a missing or blank file. */
  readonly text: string;
  readonly journal: Journal;
  /** As it is on the disk. */
  readonly disk: Disk;
}

/** What was read, and the lock under which it was. */
interface Disk {
  /** Where the config is now: someone may have moved it and left a link. */
  readonly file: string;
  readonly content: ConfigContent;
  /** `undefined` where there is no file. */
  readonly config: Buffer | undefined;
  readonly journal: Buffer | undefined;
  /** What of the journal does not count. */
  readonly damage: ReadJournal['damage'];
  readonly lock: Lock;
}

/**
 * Runs work on a config while no other use of this action touches it. Work may run several times: it starts
 * over where another program, docker itself for example, changes the config before it is written, and where
 * the lock was lost.
 *
 * @param path the real path, with no link in it; its directory must be there.
 * @throws ActionError `config-malformed`, with nothing changed.
 */
export async function withConfig<T>(
  path: string,
  deadline: Deadline,
  work: (config: OpenConfig) => Promise<T>,
): Promise<T> {
  return withLock(`${path}.icr-login-lock`, deadline, async (lock) => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work(await openConfig(path, lock));
      } catch (error) {
        if (!(error instanceof ChangedMeanwhile) || tries === TRIES) {
          throw error;
        }
      }
    }
  });
}

async function openConfig(path: string, lock: Lock): Promise<OpenConfig> {
  const file = await resolveLinks(path);
  // Before anything is read: an earlier holder of the lock may only have slept. What it had prepared while it could
  // prove that the lock was its own, it cannot put in place any more.
  await removeLeftovers(file);
  await removeLeftovers(journalPath(path));
  const config = await readIfThere(file);
  const { journal, damage, bytes } = await readJournal(path);
  const content = decodeConfig(config);
  if (!isEditable(content.text)) {
    throw malformedConfig(path, content.text);
  }
  return {
    path,
    text: content.text,
    journal,
    disk: { file, content, config, journal: bytes, damage, lock },
  };
}

/** The fingerprint of the entry that a host has now in the text. */
export function currentFingerprint(
  { text, journal }: Pick<OpenConfig, 'text' | 'journal'>,
  host: string,
): string | undefined {
  const entry = readEntry(text, host);
  return entry === undefined ? undefined : fingerprintEntry(journal.salt, entry);
}

/** Which of the two files is written first: the one that makes the other true if the machine stops in between. */
export type CommitOrder = 'journal-first' | 'config-first';

/** What the files are to hold. */
export interface Commit {
  readonly config: OpenConfig;
  /** The text of the config, `undefined` for a file that is to be removed. */
  readonly text: string | undefined;
  readonly order: CommitOrder;
}

/**
 * Writes config and journal, each in one step. A journal without records is removed, and what does not change is
 * left alone. Nothing is put in place unless the lock is still this process's own and both files are the ones
 * that were read; else {@link withConfig} starts over.
 *
 * @returns the config as it is now, for more work under the same lock.
 */
export async function commit({ config, text, order }: Commit): Promise<OpenConfig> {
  const { path, journal, disk } = config;
  const bytes = toBytes(config, text);
  const journalBytes =
    journal.records.length === 0 ? undefined : Buffer.from(formatJournal(journal));
  const files: readonly Change[] = [
    {
      path: journalPath(path),
      before: disk.journal,
      after: journalBytes,
      access: { ownerOf: disk.file, keepsMode: false },
    },
    {
      path: disk.file,
      before: disk.config,
      after: bytes,
      access: { ownerOf: disk.file, keepsMode: true },
    },
  ];
  const changes = files.filter(({ before, after }) => !isSame(before, after));
  const steps: { readonly change: Change; readonly file: PreparedFile }[] = [];
  try {
    for (const change of changes) {
      steps.push({ change, file: await prepare(change) });
    }
    for (const file of files) {
      await refuseChanged(file.path, file.before);
    }
    for (const { change, file } of order === 'journal-first' ? steps : steps.toReversed()) {
      await disk.lock.prove();
      // What is left of the race with other programs is the moment between these two lines.
      await refuseChanged(change.path, change.before);
      await file.commit();
    }
  } catch (error) {
    // Where one cannot be written, on a full disk, the other must not stay behind: it holds a login.
    await Promise.allSettled(steps.map(({ file }) => file.discard()));
    // Where the lock was lost, nothing else is wrong.
    await disk.lock.prove();
    throw error;
  }
  const content = decodeConfig(bytes);
  return {
    ...config,
    text: content.text,
    disk: { ...disk, content, config: bytes, journal: journalBytes },
  };
}

/** The bytes of a text; the very ones of before where it has not changed. */
function toBytes({ disk }: OpenConfig, text: string | undefined): Buffer | undefined {
  if (text === undefined) {
    return undefined;
  }
  const isUntouched = text === disk.content.text && (disk.config !== undefined || text === '{}');
  return isUntouched ? disk.config : disk.content.encode(text);
}

interface Change {
  readonly path: string;
  readonly before: Buffer | undefined;
  readonly after: Buffer | undefined;
  readonly access: Parameters<typeof prepareFile>[2];
}

async function prepare({ path, after, access }: Change): Promise<PreparedFile> {
  return after === undefined ? prepareRemoval(path) : prepareFile(path, after, access);
}

async function refuseChanged(path: string, before: Buffer | undefined): Promise<void> {
  if (!isSame(await readIfThere(path), before)) {
    throw new ChangedMeanwhile(`${path} has been changed by another program.`);
  }
}

function isSame(one: Buffer | undefined, other: Buffer | undefined): boolean {
  return one === undefined || other === undefined ? one === other : one.equals(other);
}

/**
 * Makes sure that the config could be written now: makes the directory where it is missing, takes the lock, reads
 * both files, and makes a file beside them that is as long as the config will be. All of that goes again.
 *
 * @throws ActionError as {@link withConfig} and a write would.
 */
export async function tryConfig(path: string, deadline: Deadline): Promise<void> {
  const directory = dirname(path);
  try {
    const topmost = await inDirectory(directory, async (made) => {
      await withConfig(path, deadline, async ({ disk }) => {
        await refuseSticky(disk.file);
        await refuseSticky(journalPath(path));
        const bytes = (disk.config?.length ?? 0) + ROOM_BYTES;
        const { discard } = await prepareFile(disk.file, Buffer.alloc(bytes));
        await discard();
      });
      return made;
    });
    if (topmost !== undefined) {
      await removeEmptyDirectories(directory, topmost);
    }
  } catch (error) {
    throw explainFileError(path, error);
  }
}
