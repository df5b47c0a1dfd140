import { afterEach, describe, expect, it, vi } from 'vitest';
import { computeIdentity } from '../../../src/credentials/compute-identity.ts';
import { Http } from '../../../src/http/http.ts';
import { Iam } from '../../../src/iam/iam.ts';
import { readInputs } from '../../../src/inputs/inputs.ts';
import { apiKeyMint } from '../../../src/minting/api-key.ts';
import { makeMark } from '../../../src/minting/mark.ts';
import { Deadline } from '../../../src/time/deadline.ts';

const IAM_URL = 'https://iam.cloud.ibm.com';
const http = new Http(new Deadline(1));
const iamToken = { value: 'e.y.J', claims: undefined, clockOffsetMs: undefined };
const mint = apiKeyMint.open('iam-ServiceId-1', { http, iamUrl: IAM_URL, iamToken });

describe('minting an API key', () => {
  it('requires a lifetime that ends', async () => {
    const mark = makeMark('never');
    const intent = { mark, description: mark, access: 'read', endsAt: undefined } as const;

    await expect(mint.issue(intent)).rejects.toThrow('must expire');
    expect(apiKeyMint.endOf(undefined, 0)).toBeUndefined();
  });

  it('does not look for a key without a mark', async () => {
    await expect(mint.find('no mark')).rejects.toThrow('has no mark');
  });

  it('requires a service ID', () => {
    vi.stubEnv('INPUT_REGION', 'us-south');
    expect(apiKeyMint.plan(readInputs(), IAM_URL)).toEqual([]);
    vi.unstubAllEnvs();
  });

  it('starts with one of several service IDs at random, and can try the others', () => {
    vi.stubEnv('INPUT_REGION', 'us-south');
    const inputs = { ...readInputs(), serviceIds: ['iam-ServiceId-1', 'iam-ServiceId-2'] };
    vi.unstubAllEnvs();
    // Except in one case in 10^30, each of them comes first at least once in 100 plans.
    const plans = Array.from({ length: 100 }, () => apiKeyMint.plan(inputs, IAM_URL)[0]?.places);
    expect(new Set(plans.map((places) => places?.[0]))).toEqual(new Set(inputs.serviceIds));
    expect(plans.every((places) => places?.length === 2)).toBe(true);
  });

  it('rounds the expiry up to the minute', () => {
    expect(apiKeyMint.endOf(60_000, 1)).toEqual(new Date(120_000));
    expect(apiKeyMint.endOf(60_000, 0)).toEqual(new Date(60_000));
  });
});

describe('revoking an API key', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each([200, 404])(
    'is not done if a web page answers with %i instead of IAM',
    async (status) => {
      const headers = { 'content-type': 'text/html' };
      const host = 'iam.cloud.ibm.com';
      const page = { host, status, headers, body: '<html>', transactionId: undefined };
      vi.spyOn(http, 'send').mockResolvedValue(page);

      await expect(mint.revoke('ApiKey-1')).rejects.toMatchObject({ code: 'reply-invalid' });
    },
  );
});

describe('a compute resource', () => {
  it('must be told which profile to assume', async () => {
    const source = { kind: computeIdentity, secret: '', profile: undefined };

    await expect(
      computeIdentity.authorize?.(source, new Iam(http, IAM_URL), undefined),
    ).rejects.toThrow('needs to know which');
  });
});
