import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';

const PAGE = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
/** The code spans in the first column of a table. */
const ROWS = [...PAGE.matchAll(/^\| ([^|]+) \| [^|]*\w/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
);

function listFolders(parent: string): readonly string[] {
  const entries = readdirSync(join(ROOT, parent), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${parent}/${name}/`);
}

const DEPENDENCIES = Object.keys(
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).dependencies,
);

test.each(DEPENDENCIES)('%s is used by the action', (name) => {
  const sources = globSync('src/**/*.ts', { cwd: ROOT }).map((path) =>
    readFileSync(join(ROOT, path), 'utf8'),
  );

  expect(sources.join('\n')).toMatch(new RegExp(`(?:from |import\\()'${name}['/]`));
});

describe('CONTRIBUTING.md', () => {
  test('says why the action needs each package', () => {
    expect(DEPENDENCIES.length).toBeGreaterThan(0);
    expect(ROWS).toEqual(expect.arrayContaining(DEPENDENCIES));
  });

  test.each(['src', 'test'])('says what is in each folder of %s', (parent) => {
    const folders = listFolders(parent);

    expect(folders.length).toBeGreaterThan(0);
    expect(ROWS).toEqual(expect.arrayContaining([...folders]));
  });
});
