import { describe, expect, it } from 'vitest';
import { resolveIamUrl } from '../../../src/inputs/iam-url.ts';

describe('resolveIamUrl', () => {
  it('is public or on the private network by default', () => {
    expect(resolveIamUrl(undefined, false)).toBe('https://iam.cloud.ibm.com');
    expect(resolveIamUrl(undefined, true)).toBe('https://private.iam.cloud.ibm.com');
  });

  it.each([
    ['https://iam.cloud.ibm.com/', 'https://iam.cloud.ibm.com'],
    ['https://private.eu-de.iam.cloud.ibm.com', 'https://private.eu-de.iam.cloud.ibm.com'],
    ['HTTPS://IAM.TEST.cloud.ibm.com', 'https://iam.test.cloud.ibm.com'],
  ])('accepts %s', (value, url) => {
    expect(resolveIamUrl(value, true)).toBe(url);
  });

  it.each([
    'iam.cloud.ibm.com',
    'http://iam.cloud.ibm.com',
    'https://iam.cloud.ibm.com:443',
    'https://iam.cloud.ibm.com:8443',
    'https://iam.cloud.ibm.com/identity/token',
    'https://iam.cloud.ibm.com/?x',
    'https://iam.cloud.ibm.com#x',
    'https://user@iam.cloud.ibm.com',
    'https://iam.cloud.ibm.com.evil.com',
    'https://eviliam.cloud.ibm.com',
    'https://private.iam.test.cloud.ibm.com',
    'https://iam.cloud.ibm.com\\@evil.com',
    'https://cloud.ibm.com',
  ])('refuses %s', (value) => {
    expect(() => resolveIamUrl(value, false)).toThrow('Give an endpoint of IBM Cloud IAM');
  });
});
