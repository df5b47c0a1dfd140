import { describe, expect, it } from 'vitest';
import { refuseInputs } from '../../support/inputs.ts';

type With = Readonly<Record<string, string>>;

const REGISTRY_TOKEN = { 'api-key': '', 'registry-token': 'value-of-a-registry-token' };
const REFRESH_TOKEN = { 'api-key': '', 'refresh-token': 'value-of-a-refresh-token' };
const TOKEN_ID = { 'registry-token-id': 'a3c1' };
const MINT = { mint: 'registry-token' };
const ACCOUNT = { 'account-id': '0123456789abcdef0123456789abcdef' };
const PROFILE = { 'trusted-profile': 'Profile-01234567-89ab-cdef-0123-456789abcdef' };
const PROFILE_OF_ANOTHER = {
  'trusted-profile': `crn:v1:bluemix:public:iam-identity::a/${'1'.repeat(32)}::profile:${PROFILE['trusted-profile']}`,
};
const SERVICE = { 'service-id': 'ServiceId-01234567-89ab-cdef-0123-456789abcdef' };
const KEY = { mint: 'api-key', ...SERVICE };
const TOKEN = { mint: 'access-token' };
const ACCESS_TOKEN = { 'api-key': '', 'access-token': `e30.${btoa('{}')}.c2ln` };
const ALONE = { ...PROFILE, 'api-key': '' };
const IAM_URL = { 'iam-url': 'https://iam.test.cloud.ibm.com' };

/** Inputs that do not work together, and how the error names the two. */
const CONFLICTS: readonly (readonly [inputs: With, first: string, second: string])[] = [
  [{ ...REGISTRY_TOKEN, ...MINT }, 'registry-token', 'mint: registry-token'],
  [{ ...REFRESH_TOKEN, ...MINT }, 'refresh-token', 'mint: registry-token'],
  [{ ...REGISTRY_TOKEN, ...TOKEN_ID }, 'registry-token', 'registry-token-id'],
  [{ ...REFRESH_TOKEN, ...TOKEN_ID }, 'refresh-token', 'registry-token-id'],
  [{ ...REGISTRY_TOKEN, ...ACCOUNT }, 'registry-token', 'account-id'],
  [{ ...REFRESH_TOKEN, ...ACCOUNT }, 'refresh-token', 'account-id'],
  [{ ...REGISTRY_TOKEN, ...IAM_URL }, 'registry-token', 'iam-url'],
  [{ ...REFRESH_TOKEN, ...IAM_URL }, 'refresh-token', 'iam-url'],
  [{ ...TOKEN_ID, ...MINT }, 'registry-token-id', 'mint: registry-token'],
  [{ ...TOKEN_ID, region: 'us-south, eu-de' }, 'registry-token-id', 'region'],
  [{ ...TOKEN_ID, client: 'none' }, 'client: none', 'registry-token-id'],
  [{ ...TOKEN_ID, 'export-password': 'true' }, 'export-password', 'registry-token-id'],
  [{ ...REGISTRY_TOKEN, ...PROFILE }, 'registry-token', 'trusted-profile'],
  [{ ...REFRESH_TOKEN, ...PROFILE }, 'refresh-token', 'trusted-profile'],
  [{ ...REFRESH_TOKEN, ...KEY }, 'refresh-token', 'mint: api-key'],
  [{ ...ACCESS_TOKEN, ...TOKEN }, 'access-token', 'mint: access-token'],
  [{ ...ALONE, ...TOKEN }, 'trusted-profile', 'mint: access-token'],
  [{ ...PROFILE_OF_ANOTHER, ...ACCOUNT }, 'trusted-profile', 'account-id'],
  [SERVICE, 'service-id', 'mint: none'],
  [{ ...SERVICE, ...TOKEN }, 'service-id', 'mint: access-token'],
  [{ ...SERVICE, ...MINT }, 'service-id', 'mint: registry-token'],
  [{ ...KEY, access: 'read' }, 'access', 'mint: api-key'],
  [{ ...TOKEN, access: 'read' }, 'access', 'mint: access-token'],
  [{ ...KEY, lifetime: 'never' }, 'lifetime: never', 'mint: api-key'],
  [{ ...TOKEN, lifetime: '6h' }, 'lifetime', 'mint: access-token'],
  [{ ...TOKEN, description: 'nightly' }, 'description', 'mint: access-token'],
  [{ ...TOKEN, revoke: 'false' }, 'revoke: false', 'mint: access-token'],
  [{ ...KEY, logout: 'false' }, 'logout: false', 'mint: api-key'],
  [{ ...KEY, client: 'none' }, 'client: none', 'mint: api-key'],
  [{ ...TOKEN, client: 'none' }, 'client: none', 'mint: access-token'],
  [{ ...ALONE, client: 'none' }, 'client: none', 'trusted-profile'],
  [{ ...PROFILE, 'export-password': 'true' }, 'export-password', 'mint: none'],
  [{ access: 'read' }, 'access', 'mint: none'],
  [{ lifetime: 'never' }, 'lifetime', 'mint: none'],
  [{ description: 'for the release' }, 'description', 'mint: none'],
  [{ revoke: 'false' }, 'revoke: false', 'mint: none'],
  [{ ...MINT, logout: 'false' }, 'logout: false', 'mint: registry-token'],
  [{ ...MINT, client: 'none' }, 'client: none', 'mint: registry-token'],
  [{ client: 'none', logout: 'false' }, 'client: none', 'logout: false'],
  [{ client: 'none', config: 'isolated' }, 'client: none', 'config: isolated'],
  [{ 'export-password': 'true' }, 'export-password', 'mint: none'],
  [{ ...MINT, 'export-password': 'true', region: 'us-south, eu-de' }, 'export-password', 'region'],
  [{ private: 'true', region: 'registry.ng.bluemix.net' }, 'private', 'region'],
];

const SOURCES = ['api-key', 'access-token', 'registry-token', 'refresh-token'];

/** All pairs of a list. */
function listPairs(names: readonly string[]): readonly (readonly [string, string])[] {
  return names.flatMap((first, index) =>
    names.slice(index + 1).map((second) => [first, second] as const),
  );
}

describe('inputs that do not work together', () => {
  it.each(CONFLICTS)('cause an error that names both: %j', (inputs, first, second) => {
    const { code, message } = refuseInputs(inputs);
    expect(code).toBe('conflicting-inputs');
    expect(message).toContain(`\`${first}\` does not work with \`${second}\`: `);
  });

  it('cause an error that names the required input', () => {
    const { code, message } = refuseInputs({ mint: 'api-key' });
    expect(code).toBe('conflicting-inputs');
    expect(message).toContain('`mint: api-key` needs `service-id`: ');
  });

  it.each(listPairs(SOURCES))('%s and %s are two credentials', (first, second) => {
    const { code, message } = refuseInputs({
      'api-key': '',
      [first]: 'x'.repeat(30),
      [second]: 'y'.repeat(30),
    });
    expect(code).toBe('several-credentials');
    expect(message).toContain(`The inputs \`${first}\` and \`${second}\` were given together.`);
  });
});
