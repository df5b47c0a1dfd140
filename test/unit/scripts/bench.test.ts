import { expect, it } from 'vitest';
import { judgeAmount, judgeRatio } from '../../../scripts/bench/judge.ts';
import { Series, summarize } from '../../../scripts/bench/measure.ts';

const BASE = { name: 'nothing', ms: 100 };

it('sums up measurements, however few and in whichever order, and refuses to sum up none', () => {
  expect(summarize([9, 1, 7, 100, 3])).toEqual({ median: 7, low: 3, high: 9 });
  expect(summarize([5])).toEqual({ median: 5, low: 5, high: 5 });
  expect(() => new Series().median('main')).toThrow('Nothing was measured.');
});

it('tells the median, and whether a must and a goal hold for it', () => {
  const time = { median: 140, low: 99.96, high: 151.4 };

  expect(judgeRatio({ what: 'main', time, base: BASE, must: 1.5, goal: 1.35 })).toEqual([
    'main',
    '140 ms (100.0 to 151)',
    '1.40 × nothing',
    '≤ 1.5',
    '1.35, not reached',
    'held',
  ]);
  expect(judgeRatio({ what: 'main', time, base: BASE, must: 1.5, goal: 1.4 })[4]).toBe(
    '1.4, reached',
  );
});

it('judges what was measured, not what rounding leaves of it', () => {
  const time = { median: 150.1, low: 150, high: 151 };

  expect(judgeRatio({ what: 'post', time, base: BASE, must: 1.5 }).slice(2)).toEqual([
    '1.50 × nothing',
    '≤ 1.5',
    '',
    '**not held**',
  ]);
});

it('judges amounts, with a unit and without', () => {
  expect(judgeAmount({ what: 'memory', value: 65.01, unit: 'MiB', must: 65 })).toEqual([
    'memory',
    '65.0 MiB',
    '',
    '≤ 65 MiB',
    '',
    '**not held**',
  ]);
  expect(judgeAmount({ what: 'requests', value: 2, must: 2 })).toEqual([
    'requests',
    '2',
    '',
    '≤ 2',
    '',
    'held',
  ]);
});
