import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import type { Profiler } from 'node:inspector';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { mergeProcessCovs, type ProcessCoverage } from '@bcoe/v8-coverage';
import type { Bundle } from '../bundle.ts';
import { ROOT } from '../root.ts';
import { CHILDREN, DIST, ORIGINS } from './folders.ts';
import { addHits, findPoints, type Point } from './points.ts';
import type { Sources } from './sources.ts';

/** What webpack writes in place of an expression whose value nobody uses. */
const UNUSED = /\/\* unused pure expression or super \*\/ null && /g;

type Origins = Bundle['origins'];

/** Adds what Node.js counted in processes that ran `dist/`. */
export async function addBundles(sources: Sources): Promise<void> {
  const origins = JSON.parse(await readFile(ORIGINS, 'utf8')) as Origins;
  for (const script of mergeProcessCovs(await readChildren()).result) {
    await addBundle(sources, origins, script);
  }
}

/** Reads what the processes left; one that was killed left nothing, or a part that does not count. */
async function readChildren(): Promise<readonly ProcessCoverage[]> {
  const prefix = `${pathToFileURL(DIST).href}/`;
  const names = existsSync(CHILDREN) ? await readdir(CHILDREN) : [];
  const read = async (name: string): Promise<ProcessCoverage> => {
    const text = await readFile(join(CHILDREN, name), 'utf8');
    return { result: parse(text).filter(({ url }) => url.startsWith(prefix)) };
  };
  return Promise.all(names.map(read));
}

function parse(text: string): ProcessCoverage['result'] {
  try {
    return (JSON.parse(text) as ProcessCoverage).result;
  } catch {
    return [];
  }
}

/**
 * The build knows for each line where it comes from, but not for columns. So the points of each module are
 * matched with those of its source by their order, which the compiler does not change.
 */
async function addBundle(
  sources: Sources,
  origins: Origins,
  script: Profiler.ScriptCoverage,
): Promise<void> {
  const name = basename(script.url);
  const lines = origins[name];
  if (lines === undefined) {
    return;
  }
  const code = (await readFile(join(DIST, name), 'utf8')).replace(UNUSED, toSpaces);
  const points = (await findPoints(code, script.functions)) ?? [];
  for (const [origin, found] of Map.groupBy(points, ({ line }) => lines[line - 1] ?? '')) {
    const expected = sources.get(resolve(ROOT, origin));
    if (expected !== undefined) {
      addInOrder(expected, found, `${origin} in dist/${name}`);
    }
  }
}

function toSpaces(text: string): string {
  return ' '.repeat(text.length);
}

function addInOrder(expected: readonly Point[], found: readonly Point[], where: string): void {
  const differing = expected.findIndex((point, index) => !isAlike(point, found[index]));
  if (differing >= 0 || expected.length !== found.length) {
    const line = (expected[differing] ?? expected.at(-1))?.line;
    throw new Error(
      `${where}: from line ${line} of the source on, the bundle has other statements, functions or branches. ` +
        'Where a comment says `v8 ignore`, move it to a line of its own.',
    );
  }
  expected.forEach((point, index) => {
    addHits(point, found[index]?.hits ?? []);
  });
}

function isAlike(a: Point, b: Point | undefined): boolean {
  return a.kind === b?.kind && a.type === b.type && a.hits.length === b.hits.length;
}
