import { setTimeout as sleep } from 'node:timers/promises';

/** A safety limit, not a performance requirement: everything takes longer on a busy machine. */
const LIMIT_MS = 60_000;
const LOOK_MS = 20;

/** Waits until a condition is true. Unlike `expect.poll`, it works in concurrent tests. */
export async function until(holds: () => boolean): Promise<void> {
  const endsAt = Date.now() + LIMIT_MS;
  while (!holds()) {
    if (Date.now() > endsAt) {
      throw new Error(`Waited in vain for: ${holds}`);
    }
    await sleep(LOOK_MS);
  }
}
