import { setTimeout as sleep } from 'node:timers/promises';

/** A guard, no measure: on a machine that is busy, everything takes its time. */
const LIMIT_MS = 60_000;
const LOOK_MS = 20;

/** Waits until a condition is true. `expect.poll` does not know its test where tests run at the same time. */
export async function until(holds: () => boolean): Promise<void> {
  const endsAt = Date.now() + LIMIT_MS;
  while (!holds()) {
    if (Date.now() > endsAt) {
      throw new Error(`Waited in vain for: ${holds}`);
    }
    await sleep(LOOK_MS);
  }
}
