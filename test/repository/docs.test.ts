import { globSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatePages } from '../../scripts/lib/docs/generated.ts';
import { ROOT } from '../../scripts/lib/root.ts';
import { LOGIN_INPUTS, LOGOUT_INPUTS, SWEEP_INPUTS } from '../../src/inputs/names.ts';
import { findBrokenLinks } from './links.ts';
import { readManifests } from './manifests.ts';

/** The inputs that the code of each action reads. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  'action.yml': LOGIN_INPUTS,
  'logout/action.yml': LOGOUT_INPUTS,
  'sweep/action.yml': SWEEP_INPUTS,
};

describe('the documentation', () => {
  test('has up-to-date tables', async () => {
    const pages = await generatePages();

    expect(pages.length).toBeGreaterThan(0);
    for (const { path, current, expected } of pages) {
      expect(current, `${relative(ROOT, path)}: run \`npm run docs\``).toBe(expected);
    }
  });

  test('has no broken links to files and headings of the repository', () => {
    const pages = globSync('**/*.md', { cwd: ROOT, exclude: ['node_modules/**'] });

    expect(pages).toContain('README.md');
    expect(pages.flatMap((page) => findBrokenLinks(join(ROOT, page)))).toEqual([]);
  });
});

describe('the inputs of', () => {
  test.each(readManifests())(
    '$path are those that the code reads, in the same order',
    (manifest) => {
      expect(manifest.inputs).toEqual(INPUTS[manifest.path]);
    },
  );
});
