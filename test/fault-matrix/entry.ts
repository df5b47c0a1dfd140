import { isDeepStrictEqual } from 'node:util';
import type { ScenarioOptions, Stage } from '../support/scenario.ts';

/** The phases of a step. Minting and revoking have a row for each kind of credential. */
export const ROWS = [
  'resolve',
  'exchange',
  'mint (API key)',
  'mint (registry token)',
  'check',
  'write',
  'undo',
  'revoke (API key)',
  'revoke (registry token)',
] as const;

/** Everything that the double of IBM Cloud, the file system and the process table can do to a step. */
export const FAULTS = [
  'refused',
  'HTTP 4xx',
  'HTTP 5xx',
  'HTTP 429',
  'redirect',
  'reset before acting',
  'reset after acting',
  'hang',
  'slow',
  'nonsense',
  'truncated',
  'wrong content type',
  'hostile text',
  'disk full',
  'permission',
  'killed',
] as const;

/** A row of the matrix. */
export type RowName = (typeof ROWS)[number];

/** A column of the matrix. */
export type FaultName = (typeof FAULTS)[number];

/** One fault in one row. */
export interface Cell {
  readonly row: RowName;
  readonly fault: FaultName;
}

/** Cells that one scenario covers. */
export interface PlayedCells {
  readonly cells: readonly Cell[];
  /** The expected outcome. */
  readonly outcome: string;
  readonly options: ScenarioOptions;
  readonly play: (stage: Stage) => Promise<void>;
}

/** Cells that cannot occur. */
export interface ImpossibleCells {
  readonly cells: readonly Cell[];
  readonly why: string;
}

/** A part of the matrix. */
export type Entry = PlayedCells | ImpossibleCells;

/** Cells of one row. */
export function cells(row: RowName, ...faults: readonly FaultName[]): readonly Cell[] {
  return faults.map((fault) => ({ row, fault }));
}

/** Cells that a scenario covers. One scenario can cover several faults in one job. */
export function plays(
  played: readonly Cell[],
  outcome: string,
  play: PlayedCells['play'],
  options: ScenarioOptions = {},
): Entry {
  return { cells: played, outcome, options, play };
}

/** Cells that cannot occur, and why. */
export function cannot(impossible: readonly Cell[], why: string): Entry {
  return { cells: impossible, why };
}

/** The cells that are missing from a matrix, and those that appear twice. */
export function findFlaws(matrix: readonly Entry[]): {
  readonly missing: readonly Cell[];
  readonly repeated: readonly Cell[];
} {
  const present = matrix.flatMap((entry) => entry.cells);
  const all = ROWS.flatMap((row) => cells(row, ...FAULTS));
  return {
    missing: all.filter((cell) => !present.some((other) => isDeepStrictEqual(other, cell))),
    repeated: present.filter(
      (cell, index) => present.findIndex((other) => isDeepStrictEqual(other, cell)) < index,
    ),
  };
}
