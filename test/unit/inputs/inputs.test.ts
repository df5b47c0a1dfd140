import { describe, expect, it } from 'vitest';
import { refuseInputs } from '../../support/inputs.ts';

type With = Readonly<Record<string, string>>;

const MINT_TOKEN = { mint: 'registry-token' };
const MINT_KEY = {
  mint: 'api-key',
  'service-id': 'ServiceId-01234567-89ab-cdef-0123-456789abcdef',
};

/** Inputs with an invalid value, and what the error says about it. */
const INVALID: readonly (readonly [name: string, value: string, said: string, more?: With])[] = [
  ['private', 'yes', 'The input `private` cannot be "yes".\nAllowed values: true, false.'],
  ['logout', 'True', 'The input `logout` cannot be "True".\nAllowed values: true, false.'],
  ['revoke', 'no', 'The input `revoke` cannot be "no".'],
  ['export-password', '1', 'The input `export-password` cannot be "1".'],
  ['mint', 'api-kee', '`mint` cannot be "api-kee".\nAllowed values: none, api-key,'],
  ['access', 'write', '`access` cannot be "write".\nAllowed values: read, read-write.'],
  ['client', 'dokcer', 'Allowed values: auto, docker, podman, file, none. The default is auto.'],
  ['on-missing-credentials', 'ignore', 'Allowed values: fail, skip. The default is fail.'],
  ['client', '::stop-commands::x', '`client` cannot be ": :stop-commands: :x".'],
  ['lifetime', '6h', 'A registry token is valid for `24h` (the default) or, with', MINT_TOKEN],
  ['lifetime', '30s', '`lifetime` cannot be "30s".\nUse minutes, hours', MINT_KEY],
  ['lifetime', '0m', '`lifetime` cannot be "0m".', MINT_KEY],
  ['lifetime', '1.5h', '`lifetime` cannot be "1.5h".', MINT_KEY],
  ['lifetime', '-6h', '`lifetime` cannot be "-6h".', MINT_KEY],
  ['lifetime', '99999d', '`lifetime` cannot be "99999d".', MINT_KEY],
  ['lifetime', 'soon', '`lifetime` cannot be "soon".', MINT_KEY],
  ['service-id', 'my-service', "An entry of the input `service-id` isn't the ID of a service ID."],
  ['service-id', 'ServiceId-12', "isn't the ID of a service ID.\nGive the ID that"],
  ['trusted-profile', 'my-profile', 'is neither the ID nor the CRN of a trusted profile.'],
  ['trusted-profile', 'crn:v1:bluemix:public:iam-identity::a/1::profile:Profile-1', 'nor the CRN'],
  ['timeout', '0', '`timeout` cannot be "0".\nGive a whole number of seconds from 1 to 3600;'],
  ['timeout', '3601', '`timeout` cannot be "3601".'],
  ['timeout', '1e3', '`timeout` cannot be "1e3".'],
  ['account-id', 'my-account', "The input `account-id` isn't the ID of an IBM Cloud account."],
  [
    'registry-token-id',
    '../secret',
    "The input `registry-token-id` isn't the ID of a registry token.\nGive the ID from the list",
  ],
  ['iam-url', 'http://iam.cloud.ibm.com', 'is too long to be repeated here'],
  ['iam-url', 'https://evil.com', '`iam-url` cannot be "https://evil.com".'],
];

/** Inputs that are not secrets, but into which someone may paste one. */
const NO_SECRETS = [
  'region',
  'private',
  'client',
  'timeout',
  'lifetime',
  'account-id',
  'iam-url',
  'service-id',
  'trusted-profile',
];

describe('an invalid secret', () => {
  it('that is too short for an API key is refused', () => {
    const { code, message } = refuseInputs({ 'api-key': 'my-release-key' });
    expect(code).toBe('token-invalid');
    expect(message).toContain('The API key has 14 characters');
    expect(message).not.toContain('my-release-key');
  });

  it('that is an API key instead of an access token is refused', () => {
    const { code, message } = refuseInputs({ 'api-key': '', 'access-token': 'k'.repeat(44) });
    expect(code).toBe('token-invalid');
    expect(message).toContain('The input `access-token` is not an IAM access token.');
    expect(message).toContain('An API key belongs in `api-key`');
  });
});

describe('an input with an invalid value', () => {
  for (const [name, value, said, more] of INVALID) {
    it(`causes an error that names the valid ones: ${name}: ${value}`, () => {
      const { code, message } = refuseInputs({ ...more, [name]: value });
      expect(code).toBe('input-invalid');
      expect(message).toContain(said);
    });
  }

  it.each(NO_SECRETS)('is not repeated if it may be a secret: %s', (name) => {
    const secret = 'pasted-into-the-wrong-input-0123456789-abcde';
    expect(refuseInputs({ [name]: secret }).message).not.toContain(secret.slice(0, 20));
  });
});
