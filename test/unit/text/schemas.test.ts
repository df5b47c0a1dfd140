import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { objectOf, optionalNumber, optionalText, recordOf } from '../../../src/text/schemas.ts';

describe('an optional member', () => {
  it('has the required type or is missing', () => {
    expect(v.parse(optionalText, 'a')).toBe('a');
    for (const value of ['', 1, null, undefined, {}]) {
      expect(v.parse(optionalText, value)).toBeUndefined();
    }
    expect(v.parse(optionalNumber, 0)).toBe(0);
    for (const value of ['1', Number.POSITIVE_INFINITY, Number.NaN, null, undefined]) {
      expect(v.parse(optionalNumber, value)).toBeUndefined();
    }
  });
});

describe('a JSON object', () => {
  const schemas = [objectOf({ a: optionalText }), recordOf(v.string())];

  it.each(schemas)('has its required members', (schema) => {
    expect(v.parse(schema, { a: 'x' })).toEqual({ a: 'x' });
    expect(v.parse(schema, {})).toEqual({});
  });

  it.each(schemas)('cannot be an array or anything else', (schema) => {
    for (const value of [[], ['x'], null, 'x', 1, undefined]) {
      const { issues = [] } = v.safeParse(schema, value);
      expect(issues.map(({ message }) => message)).toEqual(['an object']);
    }
  });

  it('reports what is required, and where', () => {
    const schema = objectOf({ outer: recordOf(v.string('a string'), 'an object of strings') });
    const find = (value: unknown) =>
      v
        .safeParse(schema, value)
        .issues?.map(({ message, path }) => [message, path?.map(({ key }) => key)]);

    expect(find({ outer: [] })).toEqual([['an object of strings', ['outer']]]);
    expect(find({ outer: { inner: 1 } })).toEqual([['a string', ['outer', 'inner']]]);
  });
});
