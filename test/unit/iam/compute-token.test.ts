import { afterEach, expect, it, vi } from 'vitest';
import { Http } from '../../../src/http/http.ts';
import { obtainComputeToken } from '../../../src/iam/compute-token.ts';
import { Iam } from '../../../src/iam/iam.ts';
import { Deadline } from '../../../src/time/deadline.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

it('a token file that is not a file is skipped', async () => {
  const iam = new Iam(new Http(new Deadline(1)), 'https://iam.cloud.ibm.com');
  const profile = { id: 'Profile-1', crn: undefined, accountId: undefined };
  const places = { tokenFiles: [import.meta.dirname], metadataUrls: ['http://127.0.0.1:1'] };

  await expect(obtainComputeToken(profile, iam, undefined, places)).rejects.toMatchObject({
    code: 'no-compute-identity',
  });
});

it('the error on a self-hosted runner says that it has no identity', async () => {
  vi.stubEnv('RUNNER_ENVIRONMENT', 'self-hosted');
  const iam = new Iam(new Http(new Deadline(1)), 'https://iam.cloud.ibm.com');
  const profile = { id: 'Profile-1', crn: undefined, accountId: undefined };
  const nowhere = { tokenFiles: ['/nowhere/token'], metadataUrls: ['http://127.0.0.1:1'] };

  await expect(obtainComputeToken(profile, iam, undefined, nowhere)).rejects.toMatchObject({
    code: 'no-compute-identity',
    message: expect.stringContaining('or has no identity'),
  });
});
