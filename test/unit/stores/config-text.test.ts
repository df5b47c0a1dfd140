import { describe, expect, it } from 'vitest';
import { ConfigText } from '../../../src/stores/config-text.ts';
import { parseConfig } from '../../support/config-text.ts';

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
    expect(ConfigText.parse(text)?.text).toBe(text);
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
    expect(ConfigText.parse(text)).toBeUndefined();
  });

  it('is recognized as empty or not', () => {
    expect(parseConfig('{ \n }').isEmpty).toBe(true);
    expect(parseConfig('{"auths": {}}').isEmpty).toBe(false);
  });

  it('stays readable: an edit with anything but JSON fails', () => {
    expect(() => parseConfig('{}').write(HOST, '{')).toThrow('unreadable');
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
    expect(parseConfig(text).read(HOST)).toBe(entry);
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
    expect(parseConfig(text).write(HOST, '1').text).toBe(expected);
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
    expect(parseConfig(text).remove(HOST).text).toBe(expected);
  });

  it('that is written and removed leaves the original bytes', () => {
    const text = '{\r\n  "auths" : {\r\n    "a": 2\r\n  }\r\n}\r\n';

    expect(parseConfig(text).write(HOST, '1').remove(HOST).text).toBe(text);
  });
});

describe('auths', () => {
  it.each([
    ['{"auths": { "a": 1 }}', '{ "a": 1 }'],
    ['{"auths": null}', 'null'],
    ['{}', undefined],
  ])('are read from %s', (text, auths) => {
    expect(parseConfig(text).auths).toBe(auths);
  });

  it.each([
    ['{"auths": {}, "x": 1}', undefined, '{ "x": 1}'],
    ['{"auths": {}, "x": 1}', 'null', '{"auths": null, "x": 1}'],
    // Someone else has added a login to it, has set it to null, or has removed it.
    ['{"auths": {"a": 1}}', undefined, '{"auths": {"a": 1}}'],
    ['{"auths": null}', undefined, '{"auths": null}'],
    ['{"x": 1}', undefined, '{"x": 1}'],
  ])('of %s are restored to %s', (text, before, expected) => {
    expect(parseConfig(text).restoreAuths(before).text).toBe(expected);
  });
});
