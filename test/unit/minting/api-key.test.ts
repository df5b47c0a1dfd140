import { describe, expect, it, vi } from 'vitest';
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

describe('the mint of API keys', () => {
  it('makes no key without an end', async () => {
    const mark = makeMark('never');
    const intent = { mark, description: mark, access: 'read', endsAt: undefined } as const;

    await expect(mint.issue(intent)).rejects.toThrow('must expire');
    expect(apiKeyMint.endOf(undefined, 0)).toBeUndefined();
  });

  it('looks for no key without a mark', async () => {
    await expect(mint.find('no mark')).rejects.toThrow('has no mark');
  });

  it('has nothing to make without a service ID', () => {
    vi.stubEnv('INPUT_REGION', 'us-south');
    expect(apiKeyMint.plan(readInputs(), IAM_URL)).toEqual([]);
    vi.unstubAllEnvs();
  });

  it('picks one of several service IDs at random, and has the others left', () => {
    vi.stubEnv('INPUT_REGION', 'us-south');
    const inputs = { ...readInputs(), serviceIds: ['iam-ServiceId-1', 'iam-ServiceId-2'] };
    vi.unstubAllEnvs();
    // Each comes first within 100 times but for one case in 10^30.
    const plans = Array.from({ length: 100 }, () => apiKeyMint.plan(inputs, IAM_URL)[0]?.places);
    expect(new Set(plans.map((places) => places?.[0]))).toEqual(new Set(inputs.serviceIds));
    expect(plans.every((places) => places?.length === 2)).toBe(true);
  });

  it('rounds up to the minute', () => {
    expect(apiKeyMint.endOf(60_000, 1)).toEqual(new Date(120_000));
    expect(apiKeyMint.endOf(60_000, 0)).toEqual(new Date(60_000));
  });
});

describe('a compute resource', () => {
  it('has to be told which profile to take', async () => {
    const source = { kind: computeIdentity, secret: '', profile: undefined };

    await expect(
      computeIdentity.authorize?.(source, new Iam(http, IAM_URL), undefined),
    ).rejects.toThrow('needs to know which');
  });
});
