import { describe, expect } from 'vitest';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';

const FILE = { client: 'file' };

/** Inputs with an access token of the stage's user. */
async function withToken(stage: Stage, options: { readonly omitAccount?: boolean } = {}) {
  const token = await stage.cloud.issueAccessToken(stage.user, options);
  stage.secrets.push(token);
  return { ...FILE, 'api-key': '', 'access-token': token };
}

describe('the input account-id', () => {
  scenario('makes IAM confirm the account of an API key', {}, async (stage) => {
    const id = stage.account.id.toUpperCase();
    const { main } = await stage.play({ ...FILE, 'account-id': id });

    expect(main.outputs).toMatchObject({ 'logged-in': 'true', 'account-id': stage.account.id });
    const tenants = stage.cloud.requestsTo('iam').map(({ headers }) => headers['ibm-cloud-tenant']);
    expect(tenants).toEqual([stage.account.id]);
  });

  scenario('makes IAM refuse an API key of another account', {}, async (stage) => {
    const other = stage.cloud.createAccount();
    const main = await stage.fail({ ...FILE, 'account-id': other.id, mint: 'registry-token' });

    const { code, message } = readError(main);
    expect(code).toBe('account-mismatch');
    expect(message).toContain(
      `does not belong to the account ${other.id}, as \`account-id\` requires`,
    );
    expect(stage.cloud.requestsTo('registry')).toEqual([]);
  });

  scenario(
    'refuses an API key of another account if IAM ignores the expected account',
    {},
    async (stage) => {
      const other = stage.cloud.createAccount();
      const token = await stage.cloud.issueAccessToken(stage.user);
      stage.secrets.push(token);
      const body = { access_token: token, token_type: 'Bearer', expires_in: 3600 };
      stage.cloud.faults.add({ host: 'iam', do: { kind: 'status', status: 200, body } });
      const main = await stage.fail({ ...FILE, 'account-id': other.id });

      const { code, message } = readError(main);
      expect(code).toBe('account-mismatch');
      expect(message).toContain(`belongs to the account ${stage.account.id}, not to ${other.id}`);
      expect(stage.cloud.requestsTo('registry')).toEqual([]);
    },
  );

  scenario(
    'accepts an access token of this account without a request to IAM',
    {},
    async (stage) => {
      const inputs = await withToken(stage);
      const { main } = await stage.play({ ...inputs, 'account-id': stage.account.id });

      expect(main.outputs['logged-in']).toBe('true');
      expect(stage.cloud.requestsTo('iam')).toEqual([]);
    },
  );

  scenario('refuses an access token of another account before any request', {}, async (stage) => {
    const inputs = await withToken(stage);
    const other = stage.cloud.createAccount();
    const main = await stage.fail({ ...inputs, 'account-id': other.id });

    const { code, message } = readError(main);
    expect(code).toBe('account-mismatch');
    expect(message).toContain('Nothing was created or written.');
    expect(stage.cloud.connections).toEqual([]);
  });

  scenario('refuses an access token that does not name its account', {}, async (stage) => {
    const inputs = await withToken(stage, { omitAccount: true });
    const main = await stage.fail({ ...inputs, 'account-id': stage.account.id });

    expect(readError(main).code).toBe('account-unknown');
    expect(stage.cloud.connections).toEqual([]);
  });
});
