import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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
  'logout/action.yml': listOutputs('steps/logout.ts'),
  'sweep/action.yml': listOutputs('steps/sweep.ts'),
};

describe('the documentation', () => {
  test('has up-to-date tables', () => {
    const args = [join(ROOT, 'scripts', 'docs.ts'), '--check'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });

    expect(status, stderr).toBe(0);
  });

  test('starts with a page of at most 250 lines, which shows the two commands to try the action', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');

    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(250);
    expect(readme).toContain('npm ci && npm run demo');
    expect(readme).toContain('npm ci && npm test');
  });

  test('links from README.md to each page', () => {
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
