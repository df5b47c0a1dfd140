/** How long something lives if nothing revokes it. */
export interface Lifetime {
  /** As it was given: `6h`. */
  readonly text: string;
  /** `undefined` for ever. */
  readonly milliseconds: number | undefined;
}

const MINUTE_MS = 60_000;
const UNITS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: 60 * MINUTE_MS,
  d: 24 * 60 * MINUTE_MS,
};

/** Reads `90m`, `6h` or `7d`; `undefined` for anything else, and for less than a minute. */
export function parseLifetime(text: string): Lifetime | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  const milliseconds = Number(digits) * (UNITS[unit] ?? 0);
  return milliseconds > 0 ? { text, milliseconds } : undefined;
}
