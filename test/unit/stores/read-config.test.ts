import { describe, expect, it } from 'vitest';
import { findEntry, isConfigText } from '../../../src/stores/read-config.ts';

describe('a config', () => {
  it.each(['{}', '{"auths": {}}', '{"auths": null}', '{"auths": {"a.io": {}}, "x": 1}'])(
    'may be %s',
    (text) => {
      expect(isConfigText(text)).toBe(true);
    },
  );

  it.each(['', '[]', 'null', '"auths"', '{"auths": []}', '{"auths": 1}', '{"auths": {},}'])(
    'is not %j',
    (text) => {
      expect(isConfigText(text)).toBe(false);
    },
  );

  it('has an entry for a host, or none', () => {
    const text = '{"auths": {"us.icr.io": {"auth": "x"}, "de.icr.io": "y"}}';
    expect(findEntry(text, 'us.icr.io')).toEqual({ auth: 'x' });
    expect(findEntry(text, 'de.icr.io')).toBeUndefined();
    expect(findEntry(text, 'uk.icr.io')).toBeUndefined();
    expect(findEntry('{"auths": null}', 'us.icr.io')).toBeUndefined();
    expect(findEntry('no JSON', 'us.icr.io')).toBeUndefined();
  });
});
