import { describe, expect, it } from 'vitest';
import { checkEverywhere } from '../../../src/clients/check-everywhere.ts';
import type { Client } from '../../../src/clients/client.ts';
import { ActionError } from '../../../src/errors/action-error.ts';
import { listFailures } from '../../../src/errors/failures.ts';
import { Deadline } from '../../../src/time/deadline.ts';

const FAILURES: Readonly<Record<string, Error>> = {
  'us.icr.io': new Error('EMFILE: too many open files'),
  'de.icr.io': new ActionError('quota-exceeded', { problem: 'Full.', fix: 'Make room.' }),
  'jp.icr.io': new Error('EAGAIN: try again'),
};

const CLIENT: Client = {
  name: 'file',
  check: async (host) => {
    throw FAILURES[host];
  },
  dispose: async () => undefined,
};

describe('checks that fail because of the system, and not of the registry', () => {
  it('are reported one by one, beside those with advice', async () => {
    const logins = Object.keys(FAILURES).map((host) => ({
      registry: { host, id: host, region: undefined, images: [] },
      credential: { username: 'x', secret: 'y', expiresAt: undefined, label: 'z' },
    }));
    const error = await checkEverywhere(CLIENT, logins, new Deadline(20)).catch(
      (thrown: unknown) => thrown,
    );

    expect(listFailures(error)).toEqual([
      FAILURES['us.icr.io'],
      FAILURES['jp.icr.io'],
      expect.objectContaining({ code: 'quota-exceeded' }),
    ]);
    expect(String(error)).toContain('The login to 1 of 3 registries failed (de.icr.io)');
  });
});
