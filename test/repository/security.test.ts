import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';

const PAGE = join(ROOT, 'docs', 'security.md');

/** A row of the table of promises. */
interface Promised {
  readonly promise: string;
  readonly tests: readonly { readonly path: string; readonly words: string }[];
}

/** The rows of the last section: a promise, and links with parts of test names. */
function readPromises(): readonly Promised[] {
  const [, section = ''] = readFileSync(PAGE, 'utf8').split('\n## Promises and their tests\n');
  const rows = [...section.matchAll(/^\| (.+?) \| (.+) \|$/gm)].slice(1);
  return rows.map(([, promise = '', named = '']) => ({
    promise,
    tests: [...named.matchAll(/\]\(([^)]+)\): `([^`]+)`/g)].map(([, path = '', words = '']) => ({
      path: resolve(PAGE, '..', path),
      words,
    })),
  }));
}

describe('the security page', () => {
  const promises = readPromises();

  test('contains promises', () => {
    expect(promises.length).toBeGreaterThan(30);
  });

  test.each(promises)('has a test for: $promise', ({ tests }) => {
    expect(tests.length).toBeGreaterThan(0);
    for (const { path, words } of tests) {
      expect(existsSync(path), path).toBe(true);
      expect(readFileSync(path, 'utf8'), path).toContain(words);
    }
  });

  test('names every distrust scenario', () => {
    const named = promises.flatMap(({ tests }) => tests.map(({ path }) => basename(path)));
    const scenarios = globSync('test/scenarios/distrust-*.test.ts', { cwd: ROOT });

    expect(scenarios.map((path) => basename(path)).filter((path) => !named.includes(path))).toEqual(
      [],
    );
  });
});
