import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { generatePages } from '../../scripts/lib/docs/generated.ts';
import { ROOT } from '../../scripts/lib/root.ts';
import { LOGIN_INPUTS, LOGOUT_INPUTS, SWEEP_INPUTS } from '../../src/inputs/names.ts';
import { LOGIN_OUTPUTS } from '../../src/runner/outputs.ts';
import { findBrokenLinks } from './links.ts';
import { readManifests } from './manifests.ts';

/** The inputs that the code of each action reads. */
const INPUTS: Readonly<Record<string, readonly string[]>> = {
  'action.yml': LOGIN_INPUTS,
  'logout/action.yml': LOGOUT_INPUTS,
  'sweep/action.yml': SWEEP_INPUTS,
};

/** The outputs that the code of each action sets. */
const OUTPUTS: Readonly<Record<string, readonly string[]>> = {
  'action.yml': LOGIN_OUTPUTS,
  'logout/action.yml': listOutputs('logout.ts'),
  'sweep/action.yml': listOutputs('sweep.ts'),
};

describe('the documentation', () => {
  test('has up-to-date tables', async () => {
    const pages = await generatePages();

    expect(pages.length).toBeGreaterThan(0);
    for (const { path, current, expected } of pages) {
      expect(current, `${relative(ROOT, path)}: run \`npm run docs\``).toBe(expected);
    }
  });

  test('begins with a page that is read in three minutes', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

    // At 250 words a minute; who needs a table or a piece of code looks it up.
    expect(countWords(readme)).toBeLessThanOrEqual(750);
    expect(countWords(readme)).toBeGreaterThan(300);
  });

  test('has a way from README.md to each page', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const pages = globSync('docs/*.md', { cwd: ROOT }).map((page) => page.replaceAll('\\', '/'));

    expect(pages.length).toBeGreaterThan(0);
    expect(pages.filter((page) => !readme.includes(`](${page}`))).toEqual([]);
  });

  test('has no broken links to files and headings of the repository', () => {
    const pages = globSync(['**/*.md', '.github/**/*.md'], {
      cwd: ROOT,
      exclude: ['node_modules/**'],
    });

    expect(pages).toContain('README.md');
    expect(pages.flatMap((page) => findBrokenLinks(join(ROOT, page)))).toEqual([]);
  });
});

describe('the interface of', () => {
  const manifests = readManifests();

  test.each(manifests)(
    '$path has the inputs that the code reads, in the same order',
    (manifest) => {
      expect(manifest.inputs).toEqual(INPUTS[manifest.path]);
    },
  );

  test.each(manifests)(
    '$path has the outputs that the code sets, in the same order',
    (manifest) => {
      expect(manifest.outputs).toEqual(OUTPUTS[manifest.path]);
    },
  );
});

/** The names in `setOutput('NAME', …)`. */
function listOutputs(source: string): readonly string[] {
  const text = readFileSync(join(ROOT, 'src', source), 'utf8');
  return [...text.matchAll(/\bsetOutput\('([^']+)'/g)].map(([, name = '']) => name);
}

/** The words of a Markdown page outside of code blocks, tables, comments, and the targets of links. */
function countWords(page: string): number {
  const prose = page
    .replace(/^```.*?^```$/gms, '')
    .replace(/^\|.*$/gm, '')
    .replace(/<!--.*?-->/gs, '')
    .replace(/^\[[^\]]+\]: .*$/gm, '')
    .replace(/\]\([^)]*\)/g, ']');
  return prose.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}
