import { decodeJwt } from 'jose';
import { describe, expect } from 'vitest';
import { arrangeKeys, listAlive, playMint } from '../support/minting.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { KEY_CREATION, KEY_LISTING, listRequests } from '../support/traffic.ts';

type With = Readonly<Record<string, string>>;

/** Runs a step that must fail before it creates anything, and returns its error. */
async function readRefusal(stage: Stage, inputs: With) {
  const error = readError(await stage.fail(inputs));
  expect(stage.cloud.ledger.all()).toEqual([]);
  return error;
}

/** Creates as many API keys as a service ID can have. */
function fill({ cloud }: Stage, iamId: string): void {
  for (let count = 0; count < 20; count += 1) {
    cloud.seedApiKey({ iamId });
  }
}

describe('an API key is not created', () => {
  scenario('if the account restricts who can create keys', {}, async (stage) => {
    const { cloud } = stage;
    const account = cloud.createAccount({ restrictApiKeyCreation: true });
    const service = cloud.createServiceId({ account });
    const user = cloud.createUser({ account, mayCreateKeysFor: 'all' });
    stage.secrets.push(user.apiKey);
    const inputs = { mint: 'api-key', 'service-id': service.iamId, 'api-key': user.apiKey };
    const { code, message } = await readRefusal(stage, { ...inputs, client: 'file' });

    expect(code).toBe('keys-not-permitted');
    expect(message).toContain('Creating API keys is restricted in this account.');
  });

  scenario('if the identity cannot manage the keys of the service ID', {}, async (stage) => {
    const { id } = stage.cloud.createServiceId({ account: stage.account });
    const inputs = { mint: 'api-key', client: 'file', 'service-id': id };
    const { code, message } = await readRefusal(stage, inputs);

    expect(code).toBe('keys-not-permitted');
    expect(message).toContain('the Operator role on this service ID');
    expect(message).toContain('If it is not, assign Administrator');
    // That setting concerns the keys of users.
    expect(message).not.toContain('Settings');
  });

  scenario('for a service ID of another account', {}, async (stage) => {
    const { cloud } = stage;
    const { id } = cloud.createServiceId({ account: cloud.createAccount() });
    const inputs = { mint: 'api-key', client: 'file', 'service-id': id };
    const { code, message } = await readRefusal(stage, inputs);

    expect(code).toBe('service-id-not-found');
    expect(message).toContain(`No API key was created for iam-${id}`);
  });

  scenario('for a locked service ID', {}, async (stage) => {
    const { inputs, serviceIds } = arrangeKeys(stage);
    stage.cloud.lockServiceId(serviceIds[0] ?? '');
    const { code, message } = await readRefusal(stage, inputs);

    expect(code).toBe('identity-locked');
    expect(message).toContain('ibmcloud iam service-id-unlock');
  });

  scenario('if the service ID has 20 keys already', {}, async (stage) => {
    const { inputs, serviceIds } = arrangeKeys(stage);
    fill(stage, serviceIds[0] ?? '');
    const { main, post } = await playMint(stage, inputs);

    const { code, message } = readError(main);
    expect(code).toBe('key-limit-reached');
    expect(message).toContain('`sweep`');
    expect(message).toContain('Add another service ID to `service-id`');
    expect(message).toContain('`mint: access-token`');
    expect(message).toContain('The limit is 20 unless IBM has raised it');
    expect(message).toContain('All repositories that use the service ID share it');
    expect(message).toContain('list more service IDs');
    // The post step neither looks for nor undoes anything.
    expect(listRequests(stage.cloud)).toHaveLength(2);
    expect(stage.cloud.ledger.all()).toEqual([]);
    expect(post.annotations).toEqual([]);
  });

  scenario('if each of several service IDs has 20 keys', {}, async (stage) => {
    const { inputs, serviceIds } = arrangeKeys(stage, 3);
    for (const id of serviceIds) {
      fill(stage, id);
    }
    const { code } = await readRefusal(stage, inputs);

    expect(code).toBe('key-limit-reached');
    const asked = stage.cloud.requests.filter(({ path }) => path === KEY_CREATION.path);
    const owners = asked.map(({ json }) => (json as { readonly iam_id: string }).iam_id);
    expect(owners.toSorted()).toEqual(serviceIds.toSorted());
  });

  scenario(
    'a second time after a lost reply if the first one was the last possible key',
    {},
    async (stage) => {
      const { cloud } = stage;
      const { inputs, serviceIds } = arrangeKeys(stage, 2);
      for (const iamId of serviceIds.flatMap((id) => Array<string>(19).fill(id))) {
        cloud.seedApiKey({ iamId });
      }
      cloud.faults.add({ ...KEY_CREATION, times: 1, do: { kind: 'reset-after' } });
      const empty = { kind: 'status', status: 200, body: { apikeys: [] } } as const;
      cloud.faults.add({ ...KEY_LISTING, times: 1, do: empty });
      const { main, post } = await playMint(stage, inputs);

      // A lost key is looked up at the service ID where it was created, so no other service ID is tried.
      expect(readError(main).code).toBe('key-limit-reached');
      expect(cloud.ledger.all()).toHaveLength(1);
      expect(listAlive(stage)).toEqual([]);
      expect(post.annotations).toEqual([]);
    },
  );

  scenario('if `account-id` names a different account', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const other = { 'account-id': stage.cloud.createAccount().id };
    const { code } = await readRefusal(stage, { ...inputs, ...other });

    expect(code).toBe('account-mismatch');
    expect(listRequests(stage.cloud)).toEqual(['POST iam.cloud.ibm.com/identity/token']);
  });

  scenario('with an expired access token', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const token = await stage.cloud.issueAccessToken(stage.user, { issuedInPastSeconds: 7200 });
    stage.secrets.push(token);
    const given = { ...inputs, 'api-key': '', 'access-token': token };
    const { code, message } = await readRefusal(stage, given);

    expect(code).toBe('token-expired');
    const end = new Date(Number(decodeJwt(token).exp) * 1000).toISOString();
    expect(message).toContain(`The access token expired at ${end}.`);
  });

  scenario('with an invalid access token', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const given = { ...inputs, 'api-key': '', 'access-token': 'k'.repeat(44) };
    const { code } = await readRefusal(stage, given);

    expect(code).toBe('token-invalid');
    expect(stage.cloud.connections).toEqual([]);
  });

  scenario('with an API key that IAM does not find', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const { code } = await readRefusal(stage, { ...inputs, 'api-key': 'k'.repeat(44) });

    expect(code).toBe('api-key-not-found');
  });

  scenario('without being deleted again if it does not expire as requested', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const body = { id: 'ApiKey-1', apikey: 'a-key-that-never-ends-by-itself-at-all' };
    const reply = { kind: 'status', status: 201, body } as const;
    stage.cloud.faults.add({ ...KEY_CREATION, actFirst: true, do: reply });
    const { main, post } = await playMint(stage, inputs);

    expect(readError(main).code).toBe('reply-invalid');
    expect(stage.cloud.ledger.all().length).toBeGreaterThan(1);
    expect(listAlive(stage)).toEqual([]);
    expect(post.annotations).toEqual([]);
  });
});

describe('an API key', () => {
  scenario('is created for the service ID that has not reached its limit', {}, async (stage) => {
    // With this many service IDs, another one is most likely tried first.
    const { inputs, serviceIds } = arrangeKeys(stage, 8);
    const [free, ...full] = serviceIds;
    for (const id of full) {
      fill(stage, id);
    }
    const { main, post } = await playMint(stage, inputs);

    expect(main.failed).toBe(false);
    expect(post.annotations).toEqual([]);
    expect(stage.cloud.ledger.all().map(({ iamId }) => iamId)).toEqual([free]);
  });
});
