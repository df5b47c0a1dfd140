import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

/** How long one scenario may keep the others waiting: their steps wait for replies from this process. */
const TURN_MS = 50;

/** A place where a secret could have been left, and its content. */
export interface Place {
  readonly where: string;
  readonly content: string | Buffer;
}

/**
 * Lists everything below a folder. Names count as well as contents. Files that disappear in the meantime
 * are skipped.
 */
export function* listFiles(
  folder: string,
  isWanted: (path: string) => boolean = () => true,
): Generator<Place> {
  for (const name of ignoreMissing(() => readdirSync(folder)) ?? []) {
    const path = join(folder, name);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined || !isWanted(path)) {
      continue;
    }
    yield { where: `name of ${path}`, content: name };
    if (stat.isDirectory()) {
      yield* listFiles(path, isWanted);
    } else if (stat.isSymbolicLink()) {
      yield { where: `link ${path}`, content: ignoreMissing(() => readlinkSync(path)) ?? '' };
    } else if (stat.isFile()) {
      yield { where: `file ${path}`, content: ignoreMissing(() => readFileSync(path)) ?? '' };
    }
  }
}

/** Passes items on, and lets other scenarios in this process have their turn in between. */
export async function* inTurns<T>(items: Iterable<T>): AsyncGenerator<T> {
  let endsAt = performance.now() + TURN_MS;
  for (const item of items) {
    yield item;
    if (performance.now() > endsAt) {
      await setImmediate();
      endsAt = performance.now() + TURN_MS;
    }
  }
}

function ignoreMissing<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error: unknown) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
