import { describe, expect, it } from 'vitest';
import { evaluateInputs, nameInputVariables } from '../../runner/inputs.ts';
import type { ActionManifest } from '../../runner/manifest.ts';

const MANIFEST: ActionManifest = {
  folder: '/',
  inputs: [
    { name: 'api-key', default: '', deprecationMessage: undefined },
    { name: 'time out', default: '60', deprecationMessage: undefined },
    { name: 'old', default: 'x', deprecationMessage: 'use new' },
  ],
  main: 'main.js',
  post: undefined,
  postIf: 'always()',
};

describe('evaluateInputs', () => {
  it('prefers given values to defaults, in any case, even if they are empty', () => {
    const { values, warnings } = evaluateInputs(MANIFEST, { 'API-Key': 'k', 'time out': '' });
    expect(Object.fromEntries(values)).toEqual({ 'API-Key': 'k', 'time out': '', old: 'x' });
    expect(warnings).toEqual([]);
  });

  it('converts numbers and booleans to text', () => {
    const { values } = evaluateInputs(MANIFEST, { 'time out': 5, old: true });
    expect(values.get('time out')).toBe('5');
    expect(values.get('old')).toBe('true');
  });

  it('warns about unknown and deprecated inputs, but passes them on', () => {
    const { values, warnings } = evaluateInputs(MANIFEST, { a: 1, old: 2, b: 3 });
    expect(values.get('a')).toBe('1');
    expect(warnings).toEqual([
      "Input 'old' has been deprecated with message: use new",
      "Unexpected input(s) 'a', 'b', valid inputs are ['api-key', 'time out', 'old']",
    ]);
  });
});

describe('nameInputVariables', () => {
  it('converts to upper case, replaces spaces with underscores and keeps dashes', () => {
    expect(
      nameInputVariables(
        new Map([
          ['api-key', 'k'],
          ['time out', '5'],
        ]),
      ),
    ).toEqual({
      'INPUT_API-KEY': 'k',
      INPUT_TIME_OUT: '5',
    });
  });
});
