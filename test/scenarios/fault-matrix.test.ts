import { afterAll, describe, expect, it } from 'vitest';
import type { Entry, PlayedCells } from '../fault-matrix/entry.ts';
import { FAULTS, findFlaws, ROWS } from '../fault-matrix/entry.ts';
import { MATRIX } from '../fault-matrix/matrix.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { expectShorter } from '../support/time.ts';

const DEFAULT_TIMEOUT_SECONDS = 60;
/** For starting a process, for the files, and for everything else without its own limit, on a busy machine. */
const GRACE_MS = 6000;

let played = 0;

function isPlayed(entry: Entry): entry is PlayedCells {
  return 'play' in entry;
}

/** Expects that every step ended within its `timeout`, without being killed by the runner. */
function expectEndInTime({ machine }: Stage): void {
  for (const { options, results } of machine.jobs.flatMap(({ steps }) => steps)) {
    const seconds = Number(options.with?.['timeout'] ?? DEFAULT_TIMEOUT_SECONDS);
    for (const result of results) {
      expectShorter(result, seconds * 1000 + GRACE_MS);
    }
  }
}

describe('the fault matrix', () => {
  for (const { cells, outcome, options, play } of MATRIX.filter(isPlayed)) {
    const names = cells.map(({ row, fault }) => `${row} × ${fault}`);
    scenario(`${names.join(', ')}: ${outcome}`, options, async (stage) => {
      await play(stage);
      expectEndInTime(stage);
      played += cells.length;
    });
  }

  it('contains every fault in every row exactly once', () => {
    expect(findFlaws(MATRIX)).toEqual({ missing: [], repeated: [] });
    const first = MATRIX.slice(0, 1);
    const cells = first.flatMap((entry) => entry.cells);
    expect(findFlaws(MATRIX.slice(1))).toEqual({ missing: cells, repeated: [] });
    expect(findFlaws([...MATRIX, ...first])).toEqual({ missing: [], repeated: cells });
  });

  afterAll(() => {
    const cannotOccur = MATRIX.filter((entry) => !isPlayed(entry)).flatMap(({ cells }) => cells);
    const phases = new Set(ROWS.map((row) => row.replace(/ \(.*/, '')));
    const size = `${phases.size} phases (${ROWS.length} rows), ${FAULTS.length} faults`;
    process.stdout.write(
      `Fault matrix: ${size}: ${played} cells played, ${cannotOccur.length} cannot occur\n`,
    );
  });
});
