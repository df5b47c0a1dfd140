import { setTimeout as sleep } from 'node:timers/promises';

/** The double's own clock: real time plus the time that a test added. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves the clock forward. It never moves back. */
  advance(ms: number): void;
}

/** Creates a clock that shows real time until a test moves it. */
export function createClock(): Clock {
  let addedMs = 0;
  return {
    now: () => Date.now() + addedMs,
    advance: (ms) => {
      if (!(ms >= 0)) {
        throw new RangeError('The clock only moves forward.');
      }
      addedMs += ms;
    },
  };
}

/** Waits in real time, without keeping the process running. */
export async function wait(ms: number): Promise<void> {
  await sleep(ms, undefined, { ref: false });
}

/** Converts milliseconds to seconds since 1970, as used in tokens. */
export function toEpochSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}

/** Formats the minute as IBM's identity API does, for example `2026-11-20T22:48+0000`. */
export function toIamMinute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}+0000`;
}
