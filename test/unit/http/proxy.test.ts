import { describe, expect, it } from 'vitest';
import { prepareProxy } from '../../../src/http/proxy.ts';

describe('the variables of the proxy', () => {
  it.each([
    [{}, {}],
    [{ HTTPS_PROXY: '' }, { HTTPS_PROXY: '' }],
    [{ HTTPS_PROXY: 'http://proxy:3128' }, { HTTPS_PROXY: 'http://proxy:3128' }],
    [{ HTTPS_PROXY: 'proxy:3128' }, { HTTPS_PROXY: 'http://proxy:3128' }],
    [{ https_proxy: 'u:p%25@10.0.0.1:3128' }, { https_proxy: 'http://u:p%25@10.0.0.1:3128' }],
    [{ NO_PROXY: '*.icr.io,*.ibm.com, *.x' }, { NO_PROXY: '.icr.io,.ibm.com, .x' }],
    [{ no_proxy: '*, a*.example' }, { no_proxy: '*, a*.example' }],
  ])('%j become %j', (environment, expected) => {
    const given = { ...environment };
    prepareProxy(given);
    expect(given).toEqual(expected);
  });

  it.each(['http://', 'http://u:50%off@proxy', 'http://%zz@proxy', 'a b', 'file:///proxy'])(
    'name no proxy with %j',
    (address) => {
      expect(() => prepareProxy({ HTTPS_PROXY: address })).toThrow(
        'HTTPS_PROXY is not the address of a proxy.',
      );
    },
  );
});
