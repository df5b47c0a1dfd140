import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readManifest, resolveEntry } from '../../runner/manifest.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'manifest-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(text: string, name = 'action.yml'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

describe('readManifest', () => {
  it('reads inputs, with defaults as text, and entries', () => {
    const path = write(`
inputs:
  a: { description: x, default: true }
  b: { default: 1.5, deprecationMessage: gone }
  c:
runs: { using: node24, main: dist/main.js, post: dist/post.js, post-if: success() }
`);
    const manifest = {
      folder,
      inputs: [
        { name: 'a', default: 'true', deprecationMessage: undefined },
        { name: 'b', default: '1.5', deprecationMessage: 'gone' },
        { name: 'c', default: '', deprecationMessage: undefined },
      ],
      main: 'dist/main.js',
      post: 'dist/post.js',
      postIf: 'success()',
    };
    expect(readManifest(path)).toEqual(manifest);
    expect(readManifest(folder)).toEqual(manifest);
  });

  it('finds action.yaml, and does not require inputs or post', () => {
    write('runs: { using: node20, main: m.js }', 'action.yaml');
    expect(readManifest(folder)).toMatchObject({ inputs: [], post: undefined, postIf: 'always()' });
  });

  it.each([
    ['no file', undefined, /no action.yml/],
    ['another kind of action', 'runs: { using: composite, steps: [] }', /only JavaScript/],
    ['a pre step', 'runs: { using: node24, main: m, pre: p }', /only JavaScript/],
    ['no main', 'runs: { using: node24 }', /runs.main/],
    ['no runs', 'name: x', /runs is not a mapping/],
    [
      'an expression in a default',
      `inputs: { t: { default: '\${{ github.token }}' } }\nruns: { using: node24, main: m }`,
      /expressions/,
    ],
  ])('refuses %s', (_name, text, message) => {
    if (text !== undefined) {
      write(text);
    }
    expect(() => readManifest(folder)).toThrow(message);
  });
});

describe('resolveEntry', () => {
  const manifest = {
    folder: resolve('/repo/sweep'),
    inputs: [],
    main: '',
    post: undefined,
    postIf: 'always()',
  };

  it('is relative to the folder of action.yml', () => {
    expect(resolveEntry(manifest, '../dist/sweep.js')).toBe(resolve('/repo/dist/sweep.js'));
  });

  it('replaces the folder dist', () => {
    const path = resolveEntry(manifest, '../dist/a/sweep.js', '/other/build');
    expect(path).toBe(resolve('/other/build/a/sweep.js'));
    expect(() => resolveEntry(manifest, 'lib/x.js', '/other')).toThrow(/dist/);
  });
});
