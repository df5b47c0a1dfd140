import { describe, expect, it } from 'vitest';
import { emptyJournal } from '../../../src/logins/journal.ts';
import { listLost } from '../../../src/logins/lost-logins.ts';
import { Deadline } from '../../../src/time/deadline.ts';

describe('a login in a credential helper whose record was lost', () => {
  const store = 'does-not-exist';
  const entries = [{ host: 'us.icr.io', store, fingerprint: 'x' }];
  const saved = [{ path: '/home/config.json', entries, salt: 'salt' }];

  it.each([
    ['the config does not name the helper any more', '{}'],
    ['the config cannot be read', '{ broken'],
    ['the helper does not work', JSON.stringify({ credsStore: store })],
  ])('is not listed if %s', async (_when, text) => {
    await expect(listLost(saved, text, emptyJournal(), new Deadline(20))).resolves.toEqual([]);
  });
});
