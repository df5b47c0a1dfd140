import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes longest: a small file with many scenarios, all that wait for processes, and units last. */
const PLACES = [
  '/test/windows/contention',
  '/test/scenarios/fault-matrix',
  '/test/scenarios/',
  '/test/unit/ibm-cloud/',
  '/test/unit/runner/',
  '/test/',
];

/**
 * The order of the files where nothing is known of earlier runs, in a fresh clone above all: at the end of
 * the run no worker is to be left alone with a file that takes long.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

function rank({ moduleId }: TestSpecification): number {
  return PLACES.findIndex((place) => moduleId.includes(place));
}
