import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';
import { findViolations, readImports } from './imports.ts';

/** The folders of `src/` from top to bottom, as in the section "Layout" of CONTRIBUTING.md. */
const FOLDERS = readLayout(readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8'));

function readLayout(page: string): readonly string[] {
  const [, section = ''] = page.split(/^## Layout$/m);
  const [table = ''] = section.split(/^## /m);
  return [...table.matchAll(/^\| `(src\/[a-z-]+\/)` \|/gm)].map(([, folder = '']) => folder);
}

function readSources(): ReadonlyMap<string, string> {
  const paths = globSync('src/**/*.ts', { cwd: ROOT });
  return new Map(
    paths.map((path) => [path.split(sep).join('/'), readFileSync(join(ROOT, path), 'utf8')]),
  );
}

describe('the layout of src/', () => {
  test('names every folder, and no others', () => {
    const entries = readdirSync(join(ROOT, 'src'), { withFileTypes: true });
    const folders = entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `src/${name}/`);

    expect(FOLDERS.length).toBeGreaterThan(0);
    expect(FOLDERS.toSorted()).toEqual(folders.toSorted());
  });

  test('has the entries, and nothing else, at the top', () => {
    const files = [...readSources().keys()].filter((path) => path.split('/').length === 2);

    expect(files.toSorted()).toEqual([
      'src/logout.ts',
      'src/main.ts',
      'src/post.ts',
      'src/sweep.ts',
    ]);
  });

  test('has an order in which imports only go down, without cycles and dynamic imports', () => {
    const graph = readImports(readSources());

    expect(graph.size).toBeGreaterThan(100);
    expect(findViolations(graph, FOLDERS)).toEqual([]);
  });
});

/** A small `src/` in the same order, in which a test can break each rule. */
const SOUND = {
  'src/main.ts': `import { login } from './steps/login.ts';`,
  'src/steps/login.ts': `
    import { info } from '@actions/core';
    import type { Word } from '../text/word.ts';
    export { say } from '../text/say.ts';
    const text = "import('../main.ts')"; // import('../main.ts')`,
  'src/text/say.ts': `import { readFileSync } from 'node:fs'; import type { Word } from './word.ts';`,
  'src/text/word.ts': `import manifest from '../../package.json' with { type: 'json' };`,
};

function check(files: Readonly<Record<string, string>>): readonly string[] {
  const graph = readImports(new Map(Object.entries({ ...SOUND, ...files })));
  return findViolations(graph, ['src/steps/', 'src/text/']);
}

describe('an import', () => {
  test('can go down or stay in the folder', () => {
    expect(check({})).toEqual([]);
  });

  test.each([
    `import { login } from '../steps/login.ts';`,
    `import '../steps/login.ts';`,
    `import type { Login } from '../steps/login.ts';`,
    `import { type Login } from '../steps/login.ts';`,
    `export { login } from '../steps/login.ts';`,
    `export type * from '../steps/login.ts';`,
    `let login: import('../steps/login.ts').Login;`,
    `let login: typeof import('../steps/login.ts');`,
  ])('cannot go up: %s', (text) => {
    expect(check({ 'src/text/other.ts': text })).toEqual([
      'src/text/other.ts imports src/steps/login.ts, which is above it',
    ]);
  });

  test.each([
    ['src/steps/other.ts', '../main.ts'],
    ['src/text/other.ts', '../main.ts'],
    ['src/post.ts', './main.ts'],
  ])('cannot import an entry: %s', (path, from) => {
    expect(check({ [path]: `import type { Main } from '${from}';` })).toEqual([
      `${path} imports the entry src/main.ts`,
    ]);
  });

  test.each([
    `const say = await import('./say.ts');`,
    'const say = await import(`./say.ts`);',
    `function load() { return import('./say.ts').then(({ say }) => say); }`,
  ])('cannot be dynamic: %s', (text) => {
    expect(check({ 'src/text/other.ts': text })).toEqual([
      'src/text/other.ts imports src/text/say.ts while it runs',
    ]);
  });

  test('cannot be dynamic with a computed name either', () => {
    expect(check({ 'src/text/other.ts': 'await import(name);' })).toEqual([
      'src/text/other.ts imports something while it runs',
    ]);
  });

  test('cannot be part of a cycle, even if it imports only types', () => {
    expect(check({ 'src/text/word.ts': `import type { Say } from './say.ts';` })).toEqual([
      'a circle among src/text/say.ts, src/text/word.ts',
    ]);
    expect(check({ 'src/text/word.ts': `import { word } from './word.ts';` })).toEqual([
      'a circle among src/text/word.ts',
    ]);
    expect(
      check({
        'src/text/a.ts': `import './b.ts';`,
        'src/text/b.ts': `import './c.ts';`,
        'src/text/c.ts': `import type { A } from './a.ts'; import './word.ts';`,
      }),
    ).toEqual(['a circle among src/text/a.ts, src/text/b.ts, src/text/c.ts']);
  });
});
