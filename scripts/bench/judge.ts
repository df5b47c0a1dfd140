import type { Summary } from './measure.ts';

/** A time, and what it is compared with. */
export interface Comparison {
  readonly what: string;
  readonly time: Summary;
  readonly base: { readonly name: string; readonly ms: number };
  /** The ratio that must not be exceeded. */
  readonly must: number;
  /** The ratio that is aimed at. */
  readonly goal?: number;
}

/** An amount that has a limit of its own. */
export interface Amount {
  readonly what: string;
  readonly value: number;
  readonly unit?: string;
  readonly must: number;
}

/** The columns of what the functions here write. */
export const BUDGET_COLUMNS = ['What', 'Measured', 'Ratio', 'Must', 'Goal', 'Must held'] as const;

/** A row for a ratio. What was measured is judged, not what is left of it after rounding. */
export function judgeRatio({ what, time, base, must, goal }: Comparison): readonly string[] {
  const ratio = time.median / base.ms;
  return [
    what,
    formatTime(time),
    `${formatRatio(ratio)} × ${base.name}`,
    `≤ ${must}`,
    goal === undefined ? '' : `${goal}, ${ratio <= goal ? 'reached' : 'not reached'}`,
    tellHeld(ratio <= must),
  ];
}

/** A row for an amount. */
export function judgeAmount({ what, value, unit, must }: Amount): readonly string[] {
  const withUnit = (text: string): string => (unit === undefined ? text : `${text} ${unit}`);
  const measured = withUnit(formatNumber(value));
  return [what, measured, '', `≤ ${withUnit(String(must))}`, '', tellHeld(value <= must)];
}

/** A median with the bounds of the middle half, in milliseconds. */
export function formatTime({ median, low, high }: Summary): string {
  return `${formatNumber(median)} ms (${formatNumber(low)} to ${formatNumber(high)})`;
}

/** A ratio as readers see it. */
export function formatRatio(ratio: number): string {
  return ratio.toFixed(2);
}

/** A number with a decimal place as long as it is small. */
export function formatNumber(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 100 ? 1 : 0);
}

function tellHeld(isHeld: boolean): string {
  return isHeld ? 'held' : '**not held**';
}
