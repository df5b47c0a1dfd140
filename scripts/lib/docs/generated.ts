import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../root.ts';
import { writeInputs, writeOutputs } from './action-tables.ts';
import { writeRegions } from './regions-table.ts';

/** A part of a page that is written by `npm run docs`. */
interface Part {
  readonly page: string;
  /** It stands between `<!-- name:start -->` and `<!-- name:end -->`. */
  readonly name: string;
  readonly write: () => Promise<readonly string[]>;
}

const ACTIONS_PAGE = join('docs', 'logout-and-sweep.md');

const PARTS: readonly Part[] = [
  { page: 'README.md', name: 'regions', write: writeRegions },
  { page: 'README.md', name: 'inputs', write: () => writeInputs('action.yml') },
  { page: 'README.md', name: 'outputs', write: () => writeOutputs('action.yml') },
  { page: ACTIONS_PAGE, name: 'sweep-inputs', write: () => writeInputs('sweep/action.yml') },
  { page: ACTIONS_PAGE, name: 'sweep-outputs', write: () => writeOutputs('sweep/action.yml') },
  { page: ACTIONS_PAGE, name: 'logout-inputs', write: () => writeInputs('logout/action.yml') },
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
  for (const part of PARTS.filter(({ page }) => page === name)) {
    expected = replacePart(expected, part, await part.write());
  }
  return { path, current, expected };
}

function replacePart(text: string, { page, name }: Part, lines: readonly string[]): string {
  const start = `<!-- ${name}:start -->`;
  const end = `<!-- ${name}:end -->`;
  const [before = '', ...rest] = text.split(start);
  const [, after, ...more] = rest.join(start).split(end);
  if (rest.length !== 1 || after === undefined || more.length > 0) {
    throw new Error(`${page} must have ${start} and, below it, ${end}, each once.`);
  }
  return `${before}${start}\n\n${lines.join('\n')}\n\n${end}${after}`;
}
