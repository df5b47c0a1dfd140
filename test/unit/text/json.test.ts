import { describe, expect, it } from 'vitest';
import { isJsonObject, parseJson, parseJsonObject } from '../../../src/text/json.ts';

describe('unchecked JSON', () => {
  it('is an object only if it is one', () => {
    expect([{}, { a: 1 }].every(isJsonObject)).toBe(true);
    expect([null, [], 'a', 1, undefined].some(isJsonObject)).toBe(false);
  });

  it('is undefined if the text is not JSON', () => {
    expect(parseJson('{"a": 1}')).toEqual({ a: 1 });
    expect(parseJson('<html>')).toBeUndefined();
    expect(parseJsonObject('[1]')).toBeUndefined();
    expect(parseJsonObject('')).toBeUndefined();
  });
});
