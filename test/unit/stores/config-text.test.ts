import { describe, expect, it } from 'vitest';
import {
  isEditable,
  isEmptyObject,
  readAuths,
  readEntry,
  removeEntry,
  restoreAuths,
  writeEntry,
} from '../../../src/stores/config-text.ts';

const HOST = 'us.icr.io';

describe('a config', () => {
  it.each([
    '{}',
    '{"auths": {}}',
    '{"auths": null}',
    '{"AUTHS": {}}',
    '{"auths": {"a.io": {}}, "x": 1}',
    // The last one counts.
    '{"auths": 1, "Auths": {}}',
  ])('can be %s', (text) => {
    expect(isEditable(text)).toBe(true);
  });

  it.each([
    '',
    '[]',
    'null',
    '"auths"',
    '{"auths": []}',
    '{"auths": 1}',
    '{"Auths": "text"}',
    '{"auths": {}, "auths": 1}',
    '{"auths": {},}',
    '{} {}',
    `{"x": ${'['.repeat(1000)}${']'.repeat(1000)}}`,
  ])('cannot be %j', (text) => {
    expect(isEditable(text)).toBe(false);
  });

  it('is recognized as empty or not', () => {
    expect(isEmptyObject('{ \n }')).toBe(true);
    expect(isEmptyObject('{"auths": {}}')).toBe(false);
  });

  it('must be checked before it is edited', () => {
    expect(() => readEntry('[]', HOST)).toThrow('must be checked');
    expect(() => isEmptyObject('')).toThrow('must be checked');
  });
});

describe('an entry', () => {
  it.each([
    ['{"auths": {"us.icr.io": {"auth": "eA=="}}}', '{"auth": "eA=="}'],
    ['{"auths": {"us.icr.io": {"auth": "eA=="}, "us.icr.io": 1}}', '1'],
    ['{"AUTHS": {"us.icr.io": {"auth": "eA=="}}}', '{"auth": "eA=="}'],
    ['{"auths": {"us.icr.io": "text"}}', '"text"'],
    ['{"auths": {"de.icr.io": {}}}', undefined],
    ['{"auths": {"US.icr.io": {}}}', undefined],
    ['{"auths": null}', undefined],
    ['{"us.icr.io": {}}', undefined],
  ])('is read from %s', (text, entry) => {
    expect(readEntry(text, HOST)).toBe(entry);
  });

  it.each([
    ['{}', '{"auths": {"us.icr.io": 1}}'],
    ['{"x": 2}', '{"auths": {"us.icr.io": 1},"x": 2}'],
    ['{ "auths": null }', '{ "auths": {"us.icr.io": 1} }'],
    ['{ "Auths": {} }', '{ "Auths": {"us.icr.io": 1} }'],
    ['{"auths": {}}', '{"auths": {"us.icr.io": 1}}'],
    ['{"auths": {\n\t"a": 2\n}}', '{"auths": {\n\t"us.icr.io": 1,\n\t"a": 2\n}}'],
    ['{"auths": {"a": 2, "us.icr.io": {}}}', '{"auths": {"a": 2, "us.icr.io": 1}}'],
  ])('is written to %j', (text, expected) => {
    expect(writeEntry(text, HOST, '1')).toBe(expected);
  });

  it.each([
    ['{"auths": {"us.icr.io": 1}}', '{"auths": {}}'],
    ['{"auths": { "us.icr.io": 1 , "a": 2}}', '{"auths": { "a": 2}}'],
    ['{"auths": {"a": 2, "us.icr.io": 1, "b": 3}}', '{"auths": {"a": 2, "b": 3}}'],
    ['{"auths": {"a": 2 , "us.icr.io": 1\n}}', '{"auths": {"a": 2\n}}'],
    ['{"auths": {"a": 2}}', '{"auths": {"a": 2}}'],
    ['{"auths": null}', '{"auths": null}'],
    ['{"x": 1}', '{"x": 1}'],
  ])('is removed from %j', (text, expected) => {
    expect(removeEntry(text, HOST)).toBe(expected);
  });

  it('that is written and removed leaves the original bytes', () => {
    const text = '{\r\n  "auths" : {\r\n    "a": 2\r\n  }\r\n}\r\n';

    expect(removeEntry(writeEntry(text, HOST, '1'), HOST)).toBe(text);
  });
});

describe('auths', () => {
  it.each([
    ['{"auths": { "a": 1 }}', '{ "a": 1 }'],
    ['{"auths": null}', 'null'],
    ['{}', undefined],
  ])('are read from %s', (text, auths) => {
    expect(readAuths(text)).toBe(auths);
  });

  it.each([
    ['{"auths": {}, "x": 1}', undefined, '{ "x": 1}'],
    ['{"auths": {}, "x": 1}', 'null', '{"auths": null, "x": 1}'],
    // Someone else has added a login to it, has set it to null, or has removed it.
    ['{"auths": {"a": 1}}', undefined, '{"auths": {"a": 1}}'],
    ['{"auths": null}', undefined, '{"auths": null}'],
    ['{"x": 1}', undefined, '{"x": 1}'],
  ])('of %s are restored to %s', (text, before, expected) => {
    expect(restoreAuths(text, before)).toBe(expected);
  });
});
