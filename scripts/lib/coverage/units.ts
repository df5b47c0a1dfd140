import { readFile } from 'node:fs/promises';
import { addHits, type FileCoverage, type Point, toPoints } from './points.ts';
import type { Sources } from './sources.ts';

/**
 * Adds what the test runner counted while tests ran modules of `src/` in its own processes. It names the
 * positions in the sources: their lines are exact, their columns nearly always.
 */
export async function addUnits(sources: Sources, report: string): Promise<void> {
  const files: unknown = JSON.parse(await readFile(report, 'utf8'));
  for (const [path, file] of Object.entries(files as Readonly<Record<string, FileCoverage>>)) {
    const counted = Map.groupBy(toPoints(file), toKey);
    for (const [key, points] of Map.groupBy(sources.get(path) ?? [], toKey)) {
      addLine(points, counted.get(key) ?? []);
    }
  }
}

/** Points of one kind in one line are of one group. */
function toKey({ kind, type, line, hits }: Point): string {
  return [kind, type, line, hits.length].join();
}

function addLine(points: readonly Point[], counted: readonly Point[]): void {
  points.forEach((point, index) => {
    const same =
      points.length === counted.length
        ? counted[index]
        : counted.find(({ column }) => column === point.column);
    addHits(point, same?.hits ?? []);
  });
}
