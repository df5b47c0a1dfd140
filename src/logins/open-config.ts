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
import { ConfigText } from '../stores/config-text.ts';
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

/** How often work is tried while other programs, which do not use the lock, keep changing a file. */
const TRIES = 10;

/** More than the entries of a few logins need. */
const ROOM_BYTES = 16_384;

/** Another program has changed the config or the journal since it was read. */
class ChangedMeanwhile extends Error {
  override readonly name = 'ChangedMeanwhile' as const;
  readonly code = 'ECHANGED';
}

/** A config and its journal while the lock is held. */
export interface OpenConfig {
  /** Where the config was when it was planned. The lock and the journal are next to this path. */
  readonly path: string;
  /** The text of the config: as it was read, `{}` for a missing or blank file, or with changes to commit. */
  readonly content: ConfigText;
  readonly journal: Journal;
  /** What is on disk. */
  readonly disk: Disk;
}

/** What was read, and the lock that was held meanwhile. */
interface Disk {
  /** Where the config is now: someone may have moved it and left a symbolic link. */
  readonly file: string;
  readonly decoded: ConfigContent;
  /** The bytes of the config, `undefined` if there is no file. */
  readonly config: Buffer | undefined;
  /** The bytes of the journal, `undefined` if there is no file. */
  readonly journal: Buffer | undefined;
  /** How much of the journal is ignored. */
  readonly damage: ReadJournal['damage'];
  readonly lock: Lock;
}

/**
 * Runs work on a config while no other use of this action changes it. Work can run several times: it starts over
 * if another program, such as Docker, changes the config before it is written, and if the lock was lost.
 *
 * @param path the real path, without symbolic links. Its directory must exist.
 * @throws ActionError `config-malformed`, with nothing changed; or an error with the code ELOCKED or ECHANGED if
 * the config stays locked or keeps changing, see `explainFileError`.
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
  // Before anything is read: an earlier holder of the lock may only have been suspended. When it resumes, it must
  // not put in place what it prepared while it held the lock.
  await removeLeftovers(file);
  await removeLeftovers(journalPath(path));
  const config = await readIfThere(file);
  const { journal, damage, bytes } = await readJournal(path);
  const decoded = decodeConfig(config);
  return {
    path,
    content: parseConfig(path, decoded),
    journal,
    disk: { file, decoded, config, journal: bytes, damage, lock },
  };
}

function parseConfig(path: string, { text }: ConfigContent): ConfigText {
  const content = ConfigText.parse(text);
  if (content === undefined) {
    throw malformedConfig(path, text);
  }
  return content;
}

/** The fingerprint of a host's entry in the text, `undefined` if there is none. */
export function currentFingerprint(
  { content, journal }: Pick<OpenConfig, 'content' | 'journal'>,
  host: string,
): string | undefined {
  const entry = content.read(host);
  return entry === undefined ? undefined : fingerprintEntry(journal.salt, entry);
}

/** Which file is written first. If the machine stops before the second, no login may be left without a record. */
export type CommitOrder = 'journal-first' | 'config-first';

/** What to write. */
export interface Commit {
  readonly config: OpenConfig;
  /** The text of the config, `undefined` to remove the file. */
  readonly text: string | undefined;
  readonly order: CommitOrder;
}

/**
 * Writes the config and the journal, each atomically. A journal without records is removed, and a file that does
 * not change is left alone. Nothing is put in place unless this process still holds the lock and both files are as
 * they were read; otherwise, {@link withConfig} starts over.
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
      // The only race left with other programs is between these two calls.
      await refuseChanged(change.path, change.before);
      await file.commit();
    }
  } catch (error) {
    // If one file cannot be written, to a full disk for example, the other must not stay behind: it has a login.
    await Promise.allSettled(steps.map(({ file }) => file.discard()));
    // A lost lock explains any other failure, and lets the work start over.
    await disk.lock.prove();
    throw error;
  }
  const decoded = decodeConfig(bytes);
  return {
    ...config,
    content: parseConfig(path, decoded),
    disk: { ...disk, decoded, config: bytes, journal: journalBytes },
  };
}

/** The bytes of a text: exactly those that were read, if it has not changed. */
function toBytes({ disk }: OpenConfig, text: string | undefined): Buffer | undefined {
  if (text === undefined) {
    return undefined;
  }
  const isUntouched = text === disk.decoded.text && (disk.config !== undefined || text === '{}');
  return isUntouched ? disk.config : disk.decoded.encode(text);
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
 * Checks that the config can be written: creates its directory if it is missing, takes the lock, reads both files,
 * and writes a temporary file of the size that the config will have. Then removes everything that it created.
 *
 * @throws ActionError `config-malformed`, `config-not-writable` or `config-busy`, as writing would.
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
