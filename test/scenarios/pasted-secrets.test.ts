import { describe, expect } from 'vitest';
import { toEntry } from '../support/docker-config.ts';
import { scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';

const FILE = { client: 'file' };

/** The file that IBM Cloud's console offers for download with a new key. */
function writeKeyFile(apikey: string): string {
  const name = 'release pipeline';
  return JSON.stringify(
    { name, description: '', createdAt: '2026-10-01T08:00+0000', apikey },
    null,
    2,
  );
}

describe('a pasted secret', () => {
  scenario(
    'can be the whole file with the API key, surrounded by white space',
    {},
    async (stage) => {
      const text = writeKeyFile(stage.user.apiKey);
      const { main, job } = await stage.play({
        ...FILE,
        'api-key': `\n  ${text}\r\n`,
        region: 'us-south, eu-de',
      });

      expect(main.outputs).toMatchObject({ username: 'iamapikey', 'logged-in': 'true' });
      // If the action masked a brace from a line of the file, logs would have gaps, and outputs would be
      // dropped.
      expect(main.masks.filter((value) => value.length < 20)).toEqual([]);
      expect(job.passOutputs(main.outputs)).toEqual(main.outputs);
    },
  );

  scenario('can be a registry token with a leading `bearer`', {}, async (stage) => {
    const { account } = stage;
    const { value } = await stage.cloud.seedRegistryToken({ account, registry: 'us-south' });
    stage.secrets.push(value);
    const { main } = await stage.play({
      ...FILE,
      'api-key': '',
      'registry-token': `bearer ${value}`,
    });

    expect(main.outputs).toMatchObject({ username: 'token', 'logged-in': 'true' });
  });

  scenario('can be an access token as printed by the CLI or returned by IAM', {}, async (stage) => {
    const token = await stage.cloud.issueAccessToken(stage.user);
    stage.secrets.push(token);
    const forms = [
      `IAM token:  Bearer ${token}`,
      `iam token: ${token}`,
      JSON.stringify({ iam_token: `Bearer ${token}` }, null, 2),
      JSON.stringify({ access_token: token, refresh_token: 'not_supported', expires_in: 3600 }),
    ];
    for (const form of forms) {
      const { main } = await stage.play({ ...FILE, 'api-key': '', 'access-token': form });

      expect(main.outputs).toMatchObject({ username: 'iambearer', 'logged-in': 'true' });
    }
  });

  /** Mistakes that cannot be recognized before the secret is refused. */
  const mistakes = [
    ['quotes around it', (key: string) => `"${key}"`, 'quotation mark: store it without quotes'],
    ['a trailing quote', (key: string) => `${key}'`, 'quotation mark: store it without quotes'],
    ['its name before it', (key: string) => `API_KEY=${key}`, 'looks like NAME=value'],
    [
      'its name before it and quotes around it',
      (key: string) => `IBMCLOUD_API_KEY="${key}"`,
      'without quotes',
    ],
    ['the user name before it', (key: string) => `iamapikey:${key}`, 'starts with a name and'],
    ['another name before it', (key: string) => `apikey:${key}`, 'starts with a name and'],
    [
      'the name of a secret instead of it',
      () => 'secrets.IBM_CLOUD_API_KEY',
      'the name of a secret',
    ],
    ['JSON around it', (key: string) => `{"apiKey":"${key}"}`, 'is JSON'],
    [
      'a token of GitHub instead of it',
      () => `ghp_${'x'.repeat(36)}`,
      'a credential for another service',
    ],
    ['base64 around it', (key: string) => toEntry(key).auth, 'is base64 text'],
    ['an invisible character', (key: string) => `\u200b${key}`, 'perhaps an invisible one'],
    ['an escape sequence', (key: string) => `${key}\\n`, 'copy it again'],
    ['a variable instead of it', () => '$IBM_CLOUD_API_KEY_OF_CI', 'starts with a dollar sign'],
  ] as const;
  for (const [what, change, said] of mistakes) {
    scenario(`with ${what} is refused: the refusal says so, without it`, {}, async (stage) => {
      const secret = change(stage.user.apiKey);
      const ways = [
        [{ client: 'file' }, 'credential-refused'],
        [{ client: 'file', mint: 'registry-token' }, 'api-key-not-found'],
      ] as const;
      for (const [inputs, code] of ways) {
        const error = readError(await stage.fail({ ...inputs, 'api-key': secret }));

        expect(error.code).toBe(code);
        expect(error.message).toContain(said);
        expect(error.message).not.toContain(secret.slice(0, 30));
      }
    });
  }

  scenario(
    'with quotes around it is reported as such with docker as well',
    { programs: ['docker'] },
    async (stage) => {
      const inputs = { client: 'docker', 'api-key': `"${stage.user.apiKey}"` };
      const { code, message } = readError(await stage.fail(inputs));

      expect(code).toBe('credential-refused');
      expect(message).toContain('store it without quotes');
    },
  );

  scenario('of another kind is refused before any request', {}, async (stage) => {
    const toToken = (payload: unknown): string =>
      [{ alg: 'HS256' }, payload, { x: 'the-signature-of-nobody' }]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
    const entitlementKey = toToken({ iss: 'IBM Marketplace', iat: 1_700_000_000, jti: 'a1' });
    const token = toToken({ iss: 'https://iam.cloud.ibm.com/identity', exp: 2_000_000_000 });
    stage.secrets.push(entitlementKey, token);
    const none = { 'api-key': '' };
    const cases = [
      [{ 'api-key': entitlementKey }, 'an entitlement key for IBM'],
      [{ ...none, 'access-token': entitlementKey }, 'an entitlement key for IBM'],
      [{ ...none, 'registry-token': entitlementKey }, 'an entitlement key for IBM'],
      [{ 'api-key': token }, 'The input `api-key` has a token, not an API key.'],
      [{ 'api-key': `IAM token:  Bearer ${token}` }, 'has a token, not an API key.'],
      [{ 'api-key': token.slice(0, token.indexOf('.') + 9) }, 'has a token, not an API key.'],
      [
        { 'api-key': `crn:v1:bluemix:public:iam-identity::a/${'0'.repeat(32)}::apikey:x` },
        'has an ID',
      ],
      [{ 'api-key': `IBMCLOUD_API_KEY: ${stage.user.apiKey}` }, 'starts with a name and a colon'],
      [{ 'api-key': `{ "token": "${stage.user.apiKey}" }` }, 'is JSON'],
      [{ 'api-key': `export API_KEY=${stage.user.apiKey}` }, 'looks like NAME=value'],
    ] as const;
    const results = await stage.refuse(cases.map(([inputs]) => inputs));
    for (const [index, { code, message }] of results.map(readError).entries()) {
      expect(code).toBe('token-invalid');
      expect(message).toContain(cases[index]?.[1]);
    }
  });

  scenario('with white space inside is refused, and its parts are masked', {}, async (stage) => {
    const { apiKey } = stage.user;
    const parts = [apiKey.slice(0, 22), apiKey.slice(22)];
    const main = await stage.fail({ 'api-key': parts.join('\n') });

    const { code, message } = readError(main);
    expect(code).toBe('token-invalid');
    expect(message).toContain('The secret in `api-key` contains whitespace.');
    expect(main.masks).toEqual(expect.arrayContaining(parts));
    expect(stage.cloud.connections).toEqual([]);
  });
});
