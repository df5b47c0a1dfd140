import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyAsJavaScript } from '../../scripts/lib/source-code.ts';
import { findUncovered } from '../../scripts/lib/uncovered.ts';

const CODE = `import { sep } from './sep.ts';
interface Given { readonly value: boolean }
export function choose({ value }: Given): string {
  if (value) {
    return sep;
  }
  return 'no';
}
export function log({ value }: Given): void {
  if (value) {
    console.log(value);
  }
}
/* v8 ignore next -- nobody calls it */
export const idle = (): string => 'idle';
`;

/** Runs the code in a new process for each set of arguments, and returns what none of them ran. */
async function measure(
  runs: readonly string[],
  file: './src/code.ts' | './copy/code.js' = './src/code.ts',
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'covered-'));
  const source = join(folder, 'src');
  const counts = join(folder, 'counts');
  try {
    mkdirSync(source);
    mkdirSync(counts);
    writeFileSync(join(source, 'code.ts'), CODE);
    writeFileSync(join(source, 'sep.ts'), "export const sep: string = ', ';\n");
    const files = await copyAsJavaScript(source, join(folder, 'copy'));
    // As left by a process that was killed while it wrote.
    writeFileSync(join(counts, 'coverage-1.json'), '{"result":[{"scriptId":"1","url":"file:/');
    for (const run of runs) {
      const started = join(folder, 'run.mjs');
      writeFileSync(started, `import { choose, log } from '${file}';\n${run}`);
      const env = { ...process.env, NODE_V8_COVERAGE: counts };
      expect(spawnSync(process.execPath, [started], { env }).status).toBe(0);
    }
    const { uncovered } = await findUncovered({ counts, files, report: join(folder, 'report') });
    return uncovered.map((place) => place.slice(place.lastIndexOf('code.ts')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('code that no process ran is reported by its line, and so is a missing `else`', async () => {
  expect(await measure(['choose({ value: true }); log({ value: true });'])).toEqual([
    'code.ts:4: branch',
    'code.ts:7: statement',
    'code.ts:10: branch',
  ]);
});

test('the JavaScript copy of a file counts as the file', async () => {
  const run = 'choose({ value: true }); log({ value: true });';

  expect(await measure([run], './copy/code.js')).toEqual(await measure([run]));
});

test('the coverage of several processes is merged', async () => {
  const runs = [true, false].map(
    (value) => `choose({ value: ${value} }); log({ value: ${value} });`,
  );

  expect(await measure(runs)).toEqual([]);
});

test('a file that no process loaded is not covered', async () => {
  expect(await measure([])).toContain('code.ts:3: function');
});
