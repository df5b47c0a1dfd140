import { decodeJwt } from 'jose';
import { describe, expect } from 'vitest';
import type { Role } from '../ibm-cloud/index.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError, readErrors, type StepError } from '../support/step-error.ts';

const WRONG_KEY = 'wrong-key-0123456789-0123456789-0123456789ab';

/** Logs in with a key for the account of the stage, so that IAM must confirm it first. */
async function exchange(stage: Stage, apiKey: string): Promise<StepError> {
  stage.secrets.push(apiKey);
  const inputs = { client: 'file', 'account-id': stage.account.id, 'api-key': apiKey };
  const error = readError((await stage.play(inputs)).main);
  expect(stage.cloud.requestsTo('iam')).toHaveLength(1);
  expect(stage.cloud.requestsTo('registry')).toEqual([]);
  return error;
}

/** Logs in with a secret that only the registry checks. */
async function logIn(stage: Stage, input: string, secret: string): Promise<StepError> {
  stage.secrets.push(secret);
  const inputs = { client: 'file', 'api-key': '', [input]: secret };
  const error = readError((await stage.play(inputs)).main);
  // A refused credential is not tried again.
  expect(stage.cloud.requests.map(({ path }) => path)).toEqual(['/oauth/token']);
  return error;
}

function createMember(stage: Stage, options: { readonly allowedIps?: readonly string[] } = {}) {
  return stage.cloud.createUser({ account: stage.account, role: 'Reader' as Role, ...options });
}

describe('an API key is refused by IAM because it', () => {
  scenario('is disabled', {}, async (stage) => {
    const { apiKey, apiKeyId } = createMember(stage);
    stage.cloud.disableApiKey(apiKeyId);
    const { code, message } = await exchange(stage, apiKey);

    expect(code).toBe('api-key-disabled');
    expect(message).toContain('BXNIM0462E');
  });

  scenario('has expired', {}, async (stage) => {
    const { value } = stage.cloud.seedApiKey(stage.user, { expiresInSeconds: -60 });
    const { code, message } = await exchange(stage, value);

    expect(code).toBe('api-key-expired');
    expect(message).toContain('Create a new one and replace the secret.');
  });

  scenario('belongs to a suspended user', {}, async (stage) => {
    const member = createMember(stage);
    stage.cloud.suspend(member);
    const { code, message } = await exchange(stage, member.apiKey);

    expect(code).toBe('identity-suspended');
    expect(message).toContain('BXNIM0436E');
  });

  scenario('cannot be used from the IP address of the runner', {}, async (stage) => {
    const { code, message } = await exchange(
      stage,
      createMember(stage, { allowedIps: ['192.0.2.1'] }).apiKey,
    );

    expect(code).toBe('ip-not-allowed');
    expect(message).toContain('BXNIM0430E');
    expect(message).toContain('Add the address of the runner to the allowed IP addresses');
  });

  scenario('has an unknown problem', {}, async (stage) => {
    const body = { errorCode: 'BXNIM9999E', errorMessage: 'Not today.' };
    stage.cloud.faults.add({ host: 'iam', do: { kind: 'status', status: 400, body } });
    const { code, message } = await exchange(stage, stage.user.apiKey);

    expect(code).toBe('credential-refused');
    expect(message).toContain('HTTP 400 from iam.cloud.ibm.com BXNIM9999E "Not today."');
  });
});

describe('the registry refuses', () => {
  scenario('an API key that does not match the user name', {}, async (stage) => {
    const { code, message } = await logIn(stage, 'api-key', WRONG_KEY);

    expect(code).toBe('credential-refused');
    expect(message).toContain('The registry us.icr.io refused the credential.');
    expect(message).toContain('HTTP 400 from us.icr.io UNAUTHORIZED "Authorization required.');
    expect(message).toMatch(/\nIBM transaction ID: \S+$/);
  });

  scenario('an API key with status 401', {}, async (stage) => {
    stage.cloud.setRegistry({ badCredentialStatus: 401 });
    const { code, message } = await logIn(stage, 'api-key', WRONG_KEY);

    expect(code).toBe('credential-refused');
    expect(message).toContain('HTTP 401 from us.icr.io');
  });

  scenario('an API key with the message from public transcripts', {}, async (stage) => {
    stage.cloud.setRegistry({ refusal: 'transcript' });
    const { code, message } = await logIn(stage, 'api-key', WRONG_KEY);

    expect(code).toBe('credential-refused');
    expect(message).toContain(
      'HTTP 401 from us.icr.io UNAUTHORIZED "The login credentials are not valid, or your IBM Cloud account is not active."',
    );
  });

  scenario('the API key of a suspended user', {}, async (stage) => {
    const member = createMember(stage);
    stage.cloud.suspend(member);
    const { code, message } = await logIn(stage, 'api-key', member.apiKey);

    expect(code).toBe('credential-refused');
    expect(message).toContain(
      'The registry could not authenticate the credential with IBM Cloud IAM.',
    );
  });

  scenario('a registry token, because IBM has discontinued them', {}, async (stage) => {
    const { account, cloud } = stage;
    const { value } = await cloud.seedRegistryToken({ account, registry: 'us-south' });
    cloud.setRegistryTokens({ mode: 'discontinued' });
    const { code, message } = await logIn(stage, 'registry-token', value);

    expect(code).toBe('credential-refused');
    expect(message).toContain('has not accepted registry tokens since 19 August 2021: log in with');
  });

  scenario('an expired access token', {}, async (stage) => {
    const token = await stage.cloud.issueAccessToken(stage.user);
    const end = new Date(Number(decodeJwt(token).exp) * 1000).toISOString();
    stage.cloud.clock.advance(2 * 60 * 60 * 1000);
    const { code, message } = await logIn(stage, 'access-token', token);

    expect(code).toBe('token-expired');
    expect(message).toContain(`The token expired at ${end}, so`);
    expect(message).toContain('right before this step: it expires after an hour at most.');
  });

  scenario('the key of an identity that the profile does not trust', {}, async (stage) => {
    const { cloud, account, user } = stage;
    const { id } = cloud.createTrustedProfile({ account });
    const inputs = { client: 'file', 'api-key': user.apiKey, 'trusted-profile': id };
    const { code, message } = readError((await stage.play(inputs)).main);

    expect(code).toBe('credential-refused');
    expect(message).toContain('If the key is right, check that the trusted profile exists');
    expect(message).toContain(
      'for API keys of service IDs only: with the key of a user, add `mint: access-token`',
    );
  });

  scenario('an unknown refresh token', {}, async (stage) => {
    const { code } = await logIn(stage, 'refresh-token', 'a-refresh-token-of-somebody-else');

    expect(code).toBe('credential-refused');
  });

  scenario(
    'a credential of an account that is restricted to the private network',
    {},
    async (stage) => {
      const account = stage.cloud.createAccount({ privateOnly: true });
      const { apiKey } = stage.cloud.createUser({ account, role: 'Reader' });
      const { code, message } = await logIn(stage, 'api-key', apiKey);

      expect(code).toBe('private-only');
      expect(message).toContain('Set `private: true`');
    },
  );

  scenario('a credential of an account that has used up its quota', {}, async (stage) => {
    const denied = 'Your account has exceeded its pull traffic quota for the current month.';
    const body = { errors: [{ code: 'DENIED', message: denied }] };
    const asks = { host: 'us-south', path: /oauth/ };
    stage.cloud.faults.add({ ...asks, do: { kind: 'status', status: 403, body } });
    const { code, message } = await logIn(stage, 'api-key', stage.user.apiKey);

    expect(code).toBe('quota-exceeded');
    expect(message).toContain('Raise the quota');
  });
});

describe('a credential that several registries refuse', () => {
  scenario('causes one error that names them all', {}, async (stage) => {
    const region = 'us-south, eu-de, jp-tok';
    stage.cloud.faults.add({ host: 'jp-tok', do: { kind: 'status', status: 403 } });
    const { main, post } = await stage.play({ client: 'file', region, 'api-key': WRONG_KEY });

    const errors = main.annotations.map(({ message }) => message);
    expect(errors).toEqual([
      expect.stringContaining(
        'The login to 3 of 3 registries failed (us.icr.io, de.icr.io, jp.icr.io), so none was written.',
      ),
    ]);
    expect(errors[0]).toContain('The login to jp.icr.io failed: HTTP 403 from jp.icr.io');
    expect(stage.readConfig()).toBeUndefined();
    expect(post?.conclusion).toBe('success');
    expect(post?.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
  });
});

describe('a login that fails at several registries for different reasons', () => {
  scenario('causes an error for each reason, with its own advice', {}, async (stage) => {
    const region = 'us-south, eu-de, jp-tok';
    stage.cloud.faults.add({ host: 'eu-de', do: { kind: 'status', status: 302 } });
    const { main } = await stage.play({ client: 'file', region, 'api-key': WRONG_KEY });

    const errors = readErrors(main);
    expect(errors.map(({ code }) => code)).toEqual(['credential-refused', 'redirect-refused']);
    expect(errors.map(({ message }) => message.split('\n')[0])).toEqual([
      'The login to 2 of 3 registries failed (us.icr.io, jp.icr.io), so none was written.',
      'The login to 1 of 3 registries failed (de.icr.io), so none was written.',
    ]);
    for (const { message } of errors) {
      expect(main.summary).toContain(message.split('\n')[0]?.split('(')[0]);
    }
    expect(stage.readConfig()).toBeUndefined();
  });
});

describe('a refusal that does not come from IBM Cloud', () => {
  scenario('is reported with its status', {}, async (stage) => {
    const page = { kind: 'status', status: 403, body: '<html>Blocked</html>' } as const;
    stage.cloud.faults.add({ host: 'us-south', do: page });
    const main = await stage.fail({ client: 'file' });

    const { message } = readError(main);
    expect(message).toContain('The login to us.icr.io failed: HTTP 403 from us.icr.io\n');
    expect(message).toContain('The answer is a web page: a proxy or firewall');
  });
});

describe('an existing registry token that cannot be fetched', () => {
  scenario('because its ID is unknown causes an error', {}, async (stage) => {
    const main = await stage.fail({ client: 'file', 'registry-token-id': 'a3c1' });

    const { code, message } = readError(main);
    expect(code).toBe('registry-token-not-found');
    expect(message).toContain('us.icr.io has no registry token with the ID in `registry-token-id`');
    expect(main.outputs['logged-in']).toBe('false');
  });

  scenario('because it belongs to another region causes an error', {}, async (stage) => {
    const { account } = stage;
    const { id } = await stage.cloud.seedRegistryToken({ account, registry: 'eu-de' });
    const main = await stage.fail({ client: 'file', 'registry-token-id': id });

    expect(readError(main).code).toBe('registry-token-not-found');
  });

  scenario('because the access token names no account causes an error', {}, async (stage) => {
    const token = await stage.cloud.issueAccessToken(stage.user, { omitAccount: true });
    stage.secrets.push(token);
    const inputs = { client: 'file', 'api-key': '', 'access-token': token };
    const main = await stage.fail({ ...inputs, 'registry-token-id': 'a3c1' });

    expect(readError(main).code).toBe('account-unknown');
    expect(stage.cloud.connections).toEqual([]);
  });
});
