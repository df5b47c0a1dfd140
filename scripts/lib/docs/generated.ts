import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REGIONS } from '../../../src/registry/regions.ts';
import { ROOT } from '../root.ts';
import { writeInputs, writeOutputs } from './action-tables.ts';
import { writeRegions } from './regions-table.ts';

/** A part of a page that is written by `npm run docs`. */
interface Part {
  readonly page: string;
  /** Puts the part into the text of the page. */
  readonly update: (text: string, page: string) => Promise<string>;
}

const ACTIONS_PAGE = join('docs', 'logout-and-sweep.md');

const PARTS: readonly Part[] = [
  { page: 'README.md', update: between('regions', writeRegions) },
  { page: 'README.md', update: between('inputs', () => writeInputs('action.yml')) },
  { page: 'README.md', update: between('outputs', () => writeOutputs('action.yml')) },
  { page: ACTIONS_PAGE, update: between('sweep-inputs', () => writeInputs('sweep/action.yml')) },
  { page: ACTIONS_PAGE, update: between('sweep-outputs', () => writeOutputs('sweep/action.yml')) },
  { page: ACTIONS_PAGE, update: between('logout-inputs', () => writeInputs('logout/action.yml')) },
  { page: join('examples', 'matrix.yml'), update: listRegions },
];

/** A page as it is and as it should be. */
export interface Page {
  readonly path: string;
  readonly current: string;
  readonly expected: string;
}

/** Writes, but does not save, all pages with generated parts. */
export async function generatePages(): Promise<readonly Page[]> {
  const names = [...new Set(PARTS.map(({ page }) => page))];
  return Promise.all(names.map(generatePage));
}

async function generatePage(name: string): Promise<Page> {
  const path = join(ROOT, name);
  const current = await readFile(path, 'utf8');
  let expected = current;
  for (const { update } of PARTS.filter(({ page }) => page === name)) {
    expected = await update(expected, name);
  }
  return { path, current, expected };
}

/** Writes what stands between `<!-- name:start -->` and `<!-- name:end -->`. */
function between(name: string, write: () => Promise<readonly string[]>): Part['update'] {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  return async (text, page) => {
    const [before = '', ...rest] = text.split(start);
    const [, after, ...more] = rest.join(start).split(end);
    if (rest.length !== 1 || after === undefined || more.length > 0) {
      throw new Error(`${page} must have ${start} and, below it, ${end}, each once.`);
    }
    return `${before}${start}\n\n${(await write()).join('\n')}\n\n${end}${after}`;
  };
}

/** Writes the one list `region: […]` of a workflow. */
async function listRegions(text: string, page: string): Promise<string> {
  const [before, after, ...more] = text.split(/(?<=^ *region: )\[.*\]$/m);
  if (after === undefined || more.length > 0) {
    throw new Error(`${page} must have one list of regions, \`region: […]\`.`);
  }
  return `${before}[${REGIONS.map(({ name }) => name).join(', ')}]${after}`;
}
