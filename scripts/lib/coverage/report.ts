import { relative } from 'node:path';
import { ROOT } from '../root.ts';
import type { Point } from './points.ts';
import type { Sources } from './sources.ts';

const KINDS = ['lines', 'branches', 'functions'] as const;

/** How much of something is covered, and the lines in which something is not. */
interface Share {
  readonly total: number;
  readonly covered: number;
  readonly missing: readonly number[];
}

type Shares = Readonly<Record<(typeof KINDS)[number], Share>>;

/** What the coverage is, as text, and whether nothing is missing. */
export interface Report {
  readonly text: string;
  readonly isComplete: boolean;
}

/** Writes a line for each file in which something is not covered, and a total. */
export function writeReport(sources: Sources): Report {
  const files = [...sources].map(([path, points]) => ({ path, shares: measure(points) }));
  const incomplete = files.filter(({ shares }) => KINDS.some((kind) => !isFull(shares[kind])));
  const rows = incomplete.map(
    ({ path, shares }) => `  ${relative(ROOT, path)}: ${describeMissing(shares)}`,
  );
  const total = KINDS.map((kind) =>
    describeTotal(
      kind,
      files.map(({ shares }) => shares[kind]),
    ),
  );
  const isComplete = files.length > 0 && incomplete.length === 0;
  const head = isComplete ? 'Coverage of src/ is complete' : 'Coverage of src/ is not complete';
  return { text: [`${head}: ${total.join(', ')}`, ...rows].join('\n'), isComplete };
}

function measure(points: readonly Point[]): Shares {
  const lines = new Map<number, number>();
  for (const { line, hits } of points.filter(({ kind }) => kind === 'statement')) {
    lines.set(line, Math.max(lines.get(line) ?? 0, hits[0] ?? 0));
  }
  const flatten = (kind: Point['kind']) =>
    points
      .filter((point) => point.kind === kind)
      .flatMap(({ line, hits }) => hits.map((count) => [line, count] as const));
  return {
    lines: toShare([...lines]),
    branches: toShare(flatten('branch')),
    functions: toShare(flatten('function')),
  };
}

function toShare(counts: readonly (readonly [line: number, count: number])[]): Share {
  const missing = counts.filter(([, count]) => count === 0).map(([line]) => line);
  const unique = [...new Set(missing)].sort((a, b) => a - b);
  return { total: counts.length, covered: counts.length - missing.length, missing: unique };
}

function isFull({ total, covered }: Share): boolean {
  return covered === total;
}

function describeMissing(shares: Shares): string {
  return KINDS.filter((kind) => !isFull(shares[kind]))
    .map((kind) => `${kind} ${toRanges(shares[kind].missing)}`)
    .join('; ');
}

function describeTotal(kind: string, shares: readonly Share[]): string {
  const total = shares.reduce((sum, share) => sum + share.total, 0);
  const covered = shares.reduce((sum, share) => sum + share.covered, 0);
  // Rounded down: 100 % is all of them.
  const percent = total === 0 ? 100 : Math.floor((1000 * covered) / total) / 10;
  return `${percent} % of ${total} ${kind}`;
}

function toRanges(lines: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const line of lines) {
    const range = ranges.at(-1);
    if (range !== undefined && range[1] === line - 1) {
      range[1] = line;
    } else {
      ranges.push([line, line]);
    }
  }
  return ranges.map(([first, last]) => (first === last ? first : `${first}-${last}`)).join(', ');
}
