import type { Profiler } from 'node:inspector';
import { pathToFileURL } from 'node:url';
import convert from 'ast-v8-to-istanbul';
import { parseAstAsync } from 'vitest/node';

/** A place in a file, and how often each way on from it was taken: one way, or several from a branch. */
export interface Point {
  readonly kind: 'statement' | 'function' | 'branch';
  /** What kind of branch; empty for the others. */
  readonly type: string;
  readonly line: number;
  readonly column: number;
  readonly hits: number[];
}

interface Location {
  readonly start: { readonly line: number; readonly column: number };
}

/** The coverage of one file in Istanbul's format, as far as it is used here. */
export interface FileCoverage {
  readonly statementMap: Readonly<Record<string, Location>>;
  readonly fnMap: Readonly<Record<string, { readonly loc: Location }>>;
  readonly branchMap: Readonly<Record<string, { readonly type: string; readonly loc: Location }>>;
  readonly s: Readonly<Record<string, number>>;
  readonly f: Readonly<Record<string, number>>;
  readonly b: Readonly<Record<string, readonly number[]>>;
}

/**
 * Lists the points of JavaScript code, in the order of the code, with what V8 counted there. `v8 ignore`
 * comments hold.
 *
 * @returns undefined where a comment says to ignore the whole file.
 */
export async function findPoints(
  code: string,
  functions: Profiler.FunctionCoverage[] = [],
): Promise<readonly Point[] | undefined> {
  const coverage = { url: pathToFileURL('code.js').href, functions };
  const files = await convert({ code, ast: parseAstAsync(code), coverage });
  const [file] = Object.values(files);
  return file === undefined ? undefined : toPoints(file as FileCoverage);
}

/** Lists the points of a file's coverage: its statements, its functions, its branches. */
export function toPoints(file: FileCoverage): readonly Point[] {
  const { statementMap, fnMap, branchMap, s, f, b } = file;
  return [
    ...Object.entries(statementMap).map(([id, location]) =>
      toPoint('statement', '', location, [s[id] ?? 0]),
    ),
    ...Object.entries(fnMap).map(([id, { loc }]) => toPoint('function', '', loc, [f[id] ?? 0])),
    ...Object.entries(branchMap).map(([id, { type, loc }]) =>
      toPoint('branch', type, loc, [...(b[id] ?? [])]),
    ),
  ];
}

/** Adds what was counted at a point somewhere else. */
export function addHits(point: Point, hits: readonly number[]): void {
  hits.forEach((count, way) => {
    // V8 does not count an `else` that is not there: it is a difference, which can be below zero.
    point.hits[way] = (point.hits[way] ?? 0) + Math.max(0, count);
  });
}

function toPoint(kind: Point['kind'], type: string, { start }: Location, hits: number[]): Point {
  return { kind, type, line: start.line, column: start.column, hits };
}
