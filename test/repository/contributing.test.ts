import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';

const PAGE = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
/** What stands as code in the first column of a table. */
const ROWS = [...PAGE.matchAll(/^\| ([^|]+) \| [^|]*\w/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
);

function listFolders(parent: string): readonly string[] {
  const entries = readdirSync(join(ROOT, parent), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => `${parent}/${name}/`);
}

describe('CONTRIBUTING.md', () => {
  test('says why each package is there that users get', () => {
    const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>;
    };

    expect(ROWS).toEqual(expect.arrayContaining(Object.keys(dependencies)));
  });

  test.each(['src', 'test'])('says what is in each folder of %s', (parent) => {
    const folders = listFolders(parent);

    expect(folders.length).toBeGreaterThan(0);
    expect(ROWS).toEqual(expect.arrayContaining([...folders]));
  });
});
