import { setTimeout as sleep } from 'node:timers/promises';

/** The double's own clock: real time, plus what a test has added. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Moves the clock forward; it never goes back. */
  advance(ms: number): void;
}

/** Makes a clock that shows real time until it is moved. */
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

/** Waits in real time, without keeping the process alive. */
export async function wait(ms: number): Promise<void> {
  await sleep(ms, undefined, { ref: false });
}

/** Seconds since 1970, as tokens count them. */
export function toEpochSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}

/** The minute as IBM's identity API writes it, for example `2026-11-20T22:48+0000`. */
export function toIamMinute(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 16)}+0000`;
}
