import { info } from '@actions/core';
import type { RevocableMintKind } from '../minting/mint.ts';
import type { Swept } from '../minting/sweep-place.ts';
import { writeSummary } from '../runner/summary.ts';
import { disarm, escapeMarkdown } from '../text/disarm.ts';

const HEAD = ['Name', 'Where', 'Repository', 'Run', 'Age', 'Expires', 'What was done'];

const OUTCOMES: Readonly<Record<Swept['outcome'], string>> = {
  listed: 'nothing (dry run): it would be revoked',
  revoked: 'revoked',
  gone: 'nothing: it no longer exists',
  failed: 'not revoked, see the warning',
};

const REASONS: Readonly<Record<Exclude<Swept['verdict'], 'due'>, string>> = {
  young: 'nothing: its job may still be running',
  locked: 'nothing: it is locked',
  own: 'nothing: it is the key that this sweep runs with',
};

const MINUTE_MS = 60_000;
/** The largest unit is used that gives an age of at least two. */
const UNITS: readonly (readonly [name: string, minutes: number])[] = [
  ['d', 24 * 60],
  ['h', 60],
];

/** What a sweep has found. */
export interface SweepReport {
  readonly kind: RevocableMintKind;
  readonly swept: readonly Swept[];
  /** The current time by IBM Cloud's clock, in milliseconds. */
  readonly now: number;
  /** Whether every place could be searched. */
  readonly isComplete: boolean;
}

const INCOMPLETE = 'Not every place could be searched: see the errors in the log.';

/** Lists everything that was found, as a table in the log and in the job summary. */
export function reportSweep({ kind, swept, now, isComplete }: SweepReport): void {
  if (swept.length === 0 && isComplete) {
    info(`Found no ${kind.label} that this action minted.`);
  }
  const rows = swept.map((one) => describe(one, now).map(disarm));
  if (rows.length > 0) {
    for (const line of alignColumns([HEAD, ...rows])) {
      info(line);
    }
  }
  const table = [
    `| ${HEAD.join(' | ')} |`,
    `|${'---|'.repeat(HEAD.length)}`,
    ...rows.map((row) => `| ${row.map(escapeMarkdown).join(' | ')} |`),
  ];
  const nothing = isComplete ? ['Found nothing that this action minted.', ''] : [];
  writeSummary([
    `### Sweep: ${kind.label}s`,
    '',
    ...(rows.length === 0 ? nothing : [...table, '']),
    ...(isComplete ? [] : [INCOMPLETE, '']),
  ]);
}

function describe({ place, found, verdict, outcome }: Swept, now: number): readonly string[] {
  const { id, name, mark, createdAt, expiresAt } = found;
  return [
    name ?? id,
    place,
    mark.repository,
    `${mark.run}/${mark.attempt}`,
    describeAge(now - createdAt.getTime()),
    expiresAt?.toISOString() ?? 'never',
    verdict === 'due' ? OUTCOMES[outcome] : REASONS[verdict],
  ];
}

function describeAge(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / MINUTE_MS));
  const unit = UNITS.find(([, size]) => minutes >= 2 * size);
  return unit === undefined ? `${minutes} min` : `${Math.floor(minutes / unit[1])} ${unit[0]}`;
}

function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<readonly number[]>(
    (widest, row) => row.map(({ length }, column) => Math.max(length, widest[column] ?? 0)),
    [],
  );
  /* v8 ignore next -- Every row has as many columns. */
  const widen = (cell: string, column: number): string => cell.padEnd(widths[column] ?? 0);
  return rows.map((row) => row.map(widen).join('  ').trimEnd());
}
