import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HOOK = join(import.meta.dirname, 'lock-hook.cjs');

/** Environment in which processes of the action note in a file when they have the lock. */
export function noteLocks(file: string): Readonly<Record<string, string>> {
  return { NODE_OPTIONS: `--require=${HOOK}`, LOCK_NOTES: file };
}

/** Environment of one login: its name, and at which change of files under the lock its main step is killed. */
export function nameLocks(name: string, deathAt?: number): Readonly<Record<string, string>> {
  return { LOCK_NAME: name, LOCK_DEATH_CALL: deathAt === undefined ? '' : String(deathAt) };
}

/** A process got the lock, before it did anything with it; or gives it back, when all is done. */
export interface LockNote {
  /** Of the login. */
  readonly name: string;
  readonly phase: 'main' | 'post';
  readonly event: 'taken' | 'given';
  /** Microseconds, by the clock of {@link readClock}. */
  readonly at: number;
  readonly waited?: number;
  readonly tries?: number;
}

/** The clock that all processes of a machine have in common, in microseconds. */
export function readClock(): number {
  return Number(process.hrtime.bigint() / 1000n);
}

/** The text of all notes so far. */
export function readNotes(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Reads what was noted. */
export function parseNotes(text: string): readonly LockNote[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as LockNote);
}

/** How processes came by the lock. */
export interface LockReport {
  readonly taken: number;
  /** How often somebody else had it first. */
  readonly waited: number;
  readonly longestWaitMs: number;
  /** How often one got it before another, still alive, had given it back. */
  readonly shared: number;
}

/** Adds up what was noted. */
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
