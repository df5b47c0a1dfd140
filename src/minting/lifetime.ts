/** How long a credential is valid if nothing revokes it. */
export interface Lifetime {
  /** As the user wrote it: `6h`. */
  readonly text: string;
  /** `undefined` if it never expires. */
  readonly milliseconds: number | undefined;
}

const MINUTE_MS = 60_000;
const UNITS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: 60 * MINUTE_MS,
  d: 24 * 60 * MINUTE_MS,
};

/** Parses `90m`, `6h` or `7d`: up to four digits and a unit. Returns `undefined` for anything else and for zero. */
export function parseLifetime(text: string): Lifetime | undefined {
  const [, digits = '', unit = ''] = /^(\d{1,4})([mhd])$/.exec(text) ?? [];
  const milliseconds = Number(digits) * (UNITS[unit] ?? 0);
  return milliseconds > 0 ? { text, milliseconds } : undefined;
}
