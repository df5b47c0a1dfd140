import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findUncovered } from '../../scripts/lib/uncovered.ts';

const CODE = `interface Given { readonly value: boolean }
export function choose({ value }: Given): string {
  if (value) {
    return 'yes';
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

/** Runs a file of TypeScript as a process each time, and gives what none of them has run. */
async function measure(...runs: readonly string[]): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'covered-'));
  const source = join(folder, 'src');
  const counts = join(folder, 'counts');
  try {
    mkdirSync(source);
    mkdirSync(counts);
    writeFileSync(join(source, 'code.ts'), CODE);
    // As a process leaves it that is killed while it writes.
    writeFileSync(join(counts, 'coverage-1.json'), '{"result":[{"scriptId":"1","url":"file:/');
    for (const run of runs) {
      const file = join(folder, 'run.mjs');
      writeFileSync(file, `import { choose, log } from './src/code.ts';\n${run}`);
      const env = { ...process.env, NODE_V8_COVERAGE: counts };
      expect(spawnSync(process.execPath, [file], { env }).status).toBe(0);
    }
    const { uncovered } = await findUncovered({ counts, source, report: join(folder, 'report') });
    return uncovered.map((place) => place.slice(place.lastIndexOf('code.ts')));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('what no process has run is named by its line, and so is an `else` that is not there', async () => {
  expect(await measure('choose({ value: true }); log({ value: true });')).toEqual([
    'code.ts:3: branch',
    'code.ts:6: statement',
    'code.ts:9: branch',
  ]);
});

test('what several processes have run is added up', async () => {
  const runs = [true, false].map(
    (value) => `choose({ value: ${value} }); log({ value: ${value} });`,
  );

  expect(await measure(...runs)).toEqual([]);
});

test('a file that no process has loaded is not covered', async () => {
  expect(await measure()).toContain('code.ts:2: function');
});
