import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { isJsonObject, parseJson, parseJsonObject } from '../../../src/text/json.ts';
import { optionalNumber, optionalText } from '../../../src/text/schemas.ts';

describe('JSON that has not been looked at yet', () => {
  it('is an object only where it is one', () => {
    expect([{}, { a: 1 }].every(isJsonObject)).toBe(true);
    expect([null, [], 'a', 1, undefined].some(isJsonObject)).toBe(false);
  });

  it('is undefined where the text is no JSON', () => {
    expect(parseJson('{"a": 1}')).toEqual({ a: 1 });
    expect(parseJson('<html>')).toBeUndefined();
    expect(parseJsonObject('[1]')).toBeUndefined();
    expect(parseJsonObject('')).toBeUndefined();
  });
});

describe('a member that may be something else', () => {
  const read = (value: unknown): unknown =>
    v.parse(v.object({ text: optionalText, number: optionalNumber }), value);

  it('counts where it is of the wanted type', () => {
    expect(read({ text: 'a', number: 1 })).toEqual({ text: 'a', number: 1 });
  });

  it.each([{ text: '' }, { text: 1 }, { number: Number.POSITIVE_INFINITY }, { number: 'a' }, {}])(
    'is undefined in %j',
    (value) => {
      expect(read(value)).toEqual({ text: undefined, number: undefined });
    },
  );
});
