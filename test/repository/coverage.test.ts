import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findPoints } from '../../scripts/lib/coverage/points.ts';
import { writeReport } from '../../scripts/lib/coverage/report.ts';
import { ROOT } from '../../scripts/lib/root.ts';

const PATH = join(ROOT, 'src', 'example.ts');
const CODE = `export function choose(value) {
  if (value) {
    return 'yes';
  }
  return 'no';
}
`;

/** What V8 counts when `choose(true)` was called twice: the code after the \`if\` did not run. */
const CALLED_TWICE = [
  {
    functionName: '',
    isBlockCoverage: true,
    ranges: [{ startOffset: 0, endOffset: CODE.length, count: 1 }],
  },
  {
    functionName: 'choose',
    isBlockCoverage: true,
    ranges: [
      { startOffset: CODE.indexOf('function'), endOffset: CODE.length - 1, count: 2 },
      { startOffset: CODE.indexOf("\n  return 'no'"), endOffset: CODE.length - 2, count: 0 },
    ],
  },
];

test('what did not run is reported by its lines', async () => {
  const points = (await findPoints(CODE, CALLED_TWICE)) ?? [];

  const { text, isComplete } = writeReport(new Map([[PATH, points]]));

  expect(isComplete).toBe(false);
  expect(text).toBe(
    [
      'Coverage of src/ is not complete: 66.6 % of 3 lines, 50 % of 2 branches, 100 % of 1 functions',
      `  ${join('src', 'example.ts')}: lines 5; branches 2`,
    ].join('\n'),
  );
});

test('what a comment says to ignore is not asked for', async () => {
  const code = CODE.replace("return 'no'", "/* v8 ignore next -- never */\n  return 'no'").replace(
    'if (value)',
    '/* v8 ignore else -- never */ if (value)',
  );

  const points = (await findPoints(code)) ?? [];

  const lines = points.filter(({ kind }) => kind === 'statement').map(({ line }) => line);
  expect(lines).toEqual([2, 3]);
  expect(points.filter(({ kind }) => kind === 'branch').map(({ hits }) => hits)).toEqual([[0]]);
});

test('nothing at all is not complete', () => {
  expect(writeReport(new Map()).isComplete).toBe(false);
});
