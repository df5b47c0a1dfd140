/** The seed of all random decisions. `LOAD_SEED` repeats a run with the same decisions. */
export const SEED = Number(process.env['LOAD_SEED'] ?? Date.now() % 1_000_000);

/** Numbers from 0 up to 1 that look random but are determined by the seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Picks one of several things. */
export function pick<T>(random: () => number, things: readonly [T, ...(readonly T[])]): T {
  return things[Math.floor(random() * things.length)] ?? things[0];
}
