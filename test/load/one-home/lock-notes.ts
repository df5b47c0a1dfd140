import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HOOK = join(import.meta.dirname, 'lock-hook.cjs');

/** The environment in which processes of the action record in a file when they have the lock. */
export function noteLocks(file: string): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--require=${HOOK}`, LOCK_NOTES: file };
}

/**
 * The environment of one login: its name, and the file change under the lock at which its main step is
 * killed.
 */
export function nameLocks(name: string, deathAt?: number): Readonly<Record<string, string>> {
  return { LOCK_NAME: name, LOCK_DEATH_CALL: deathAt === undefined ? '' : String(deathAt) };
}

/** A process took the lock and has not used it yet, or has finished and is about to release it. */
export interface LockNote {
  /** The name of the login. */
  readonly name: string;
  readonly phase: 'main' | 'post';
  readonly event: 'taken' | 'given';
  /** In microseconds, by the clock of {@link readClock}. */
  readonly at: number;
  readonly waited?: number;
  readonly tries?: number;
}

/** The clock that all processes of a machine share, in microseconds. */
export function readClock(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** All notes so far, as text. */
export function readNotes(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Parses notes. */
export function parseNotes(text: string): readonly LockNote[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as LockNote);
}

/** Statistics about how processes took the lock. */
export interface LockReport {
  readonly taken: number;
  /** How often another process had the lock first. */
  readonly waited: number;
  readonly longestWaitMs: number;
  /** How often a process took the lock before another one, still running, had released it. */
  readonly shared: number;
}

/** Computes the statistics of all notes. */
export function reportLocks(notes: readonly LockNote[]): LockReport {
  const taken = notes.filter(({ event }) => event === 'taken');
  const held = taken.flatMap((note) => {
    const given = notes.find(
      ({ event, name, phase }) => event === 'given' && name === note.name && phase === note.phase,
    );
    return given === undefined ? [] : [{ from: note.at, to: given.at }];
  });
  const shared = held.filter(({ from }) =>
    held.some((other) => other.from < from && other.to > from),
  );
  return {
    taken: taken.length,
    waited: taken.filter(({ tries = 0 }) => tries > 1).length,
    longestWaitMs: Math.round(Math.max(0, ...taken.map(({ waited = 0 }) => waited / 1000))),
    shared: shared.length,
  };
}
