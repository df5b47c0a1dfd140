import { describe, expect } from 'vitest';
import { endJob, listAlive, MINT, playMint } from '../support/minting.ts';
import { scenario } from '../support/scenario.ts';
import { readError, readErrors, readMessages } from '../support/step-error.ts';
import { CHECK, CREATION, listRequests, REMOVAL } from '../support/traffic.ts';

const DISCONTINUED = 'The creation of registry tokens is discontinued.';

describe('if registry tokens are discontinued,', () => {
  for (const status of [400, 403, 404]) {
    scenario(
      `a reply with status ${status} that says so leads to an error that names the alternatives`,
      {},
      async (stage) => {
        stage.cloud.setRegistryTokens({ mode: 'discontinued', status });
        const { main, post } = await playMint(stage);

        const { code, message } = readError(main);
        expect(code).toBe('registry-tokens-discontinued');
        expect(message).toContain('1 July 2019');
        expect(message).toContain(DISCONTINUED);
        expect(message).toMatch(
          /Instead of `mint: registry-token`, use `mint: api-key`, and set `service-id`/,
        );
        expect(main.outputs['logged-in']).toBe('false');
        expect(listRequests(stage.cloud)).toEqual([
          'POST iam.cloud.ibm.com/identity/token',
          'POST us.icr.io/api/v1/tokens',
        ]);
        expect(post.annotations).toEqual([]);
      },
    );
  }

  for (const status of [404, 405, 410, 501]) {
    scenario(
      `a reply with status ${status} and an HTML page leads to the same error`,
      {},
      async (stage) => {
        const page = { kind: 'status', status, body: '<h1>Nothing here</h1>' } as const;
        stage.cloud.faults.add({ ...CREATION, do: page });
        const { main } = await playMint(stage);

        expect(readError(main).code).toBe('registry-tokens-discontinued');
      },
    );
  }
});

describe('two registries that create no token', () => {
  scenario('are both named, in the log and in the summary', {}, async (stage) => {
    for (const status of [400, 403]) {
      stage.cloud.faults.add({ ...CREATION, times: 1, do: { kind: 'status', status } });
    }
    const { main } = await playMint(stage, { region: 'us-south, eu-de' });

    expect(readErrors(main)).toHaveLength(2);
    for (const host of ['us.icr.io', 'de.icr.io']) {
      const isNamed = expect.objectContaining({ message: expect.stringContaining(`from ${host}`) });
      expect(readErrors(main)).toContainEqual(isNamed);
      expect(main.summary).toContain(`from ${host}`);
    }
    expect(main.summary).not.toContain('unexpected');
  });
});

describe('a registry that creates no token', () => {
  scenario('for an account without authorization is asked only once', {}, async (stage) => {
    const message = 'You are not authorized to access the specified account.';
    const body = { code: 'CRG0009E', message, 'request-id': '72-1540337041.610-99712' };
    stage.cloud.faults.add({ ...CREATION, do: { kind: 'status', status: 401, body } });
    const { main, post } = await playMint(stage);

    const error = readError(main);
    expect(error.code).toBe('account-not-authorized');
    expect(error.message).toContain(`HTTP 401 from us.icr.io CRG0009E "${message}"`);
    expect(error.message).toContain('IBM transaction ID: 72-1540337041.610-99712');
    expect(stage.cloud.requests).toHaveLength(2);
    expect(post.annotations).toEqual([]);
  });

  scenario(
    'for an identity without permission leads to an error that names the role',
    {},
    async (stage) => {
      const { account } = stage;
      const owner = stage.cloud.createServiceId({ account, role: 'Reader', withApiKey: true });
      const { main } = await playMint(
        stage,
        { 'api-key': owner.apiKey },
        { secrets: [owner.apiKey] },
      );

      const error = readError(main);
      expect(error.code).toBe('not-permitted');
      expect(error.message).toContain('to manage registry tokens, Manager');
    },
  );

  scenario('does not receive a token that names no account', {}, async (stage) => {
    const token = await stage.cloud.issueAccessToken(stage.user, { omitAccount: true });
    const inputs = { 'api-key': '', 'access-token': token };
    const { main } = await playMint(stage, inputs, { secrets: [token] });

    expect(readError(main).code).toBe('account-unknown');
    expect(stage.cloud.requests).toEqual([]);
  });
});

describe('if one of two regions refuses', () => {
  const region = 'us-south, eu-de';

  scenario(
    'the login, both tokens are revoked immediately and nothing is written',
    {},
    async (stage) => {
      const before = stage.readConfig();
      stage.cloud.faults.add({ ...CHECK, host: 'eu-de', do: { kind: 'status', status: 401 } });
      const job = stage.startJob();
      const main = await stage.step(job, { ...MINT, region }).main();

      const { message } = readError(main);
      expect(message).toContain(
        'The login to 1 of 2 registries failed (de.icr.io), so none was written.',
      );
      expect(stage.cloud.ledger.all()).toHaveLength(2);
      expect(listAlive(stage)).toEqual([]);
      expect(stage.readConfig()).toEqual(before);
      expect(main.lines.filter((line) => /^Revoked the registry token /.test(line))).toHaveLength(
        2,
      );
      stage.cloud.clearRequests();
      const post = await endJob(job);
      expect(stage.cloud.requests).toEqual([]);
      expect(post.annotations).toEqual([]);
    },
  );

  scenario('to create a token, the other token is revoked immediately', {}, async (stage) => {
    stage.cloud.faults.add({ ...CREATION, host: 'eu-de', do: { kind: 'status', status: 403 } });
    const job = stage.startJob();
    const main = await stage.step(job, { ...MINT, region }).main();

    expect(readError(main).message).toContain('HTTP 403 from de.icr.io');
    expect(stage.cloud.ledger.all()).toHaveLength(1);
    expect(listAlive(stage)).toEqual([]);
    const post = await endJob(job);
    expect(post.annotations).toEqual([]);
  });

  scenario('to revoke a token as well, the post step tries again', {}, async (stage) => {
    const { faults } = stage.cloud;
    faults.add({ ...CHECK, host: 'eu-de', do: { kind: 'status', status: 401 } });
    faults.add({ ...REMOVAL, host: 'us-south', times: 1, do: { kind: 'status', status: 403 } });
    const job = stage.startJob();
    const main = await stage.step(job, { ...MINT, region }).main();

    expect(main.failed).toBe(true);
    expect(stage.cloud.ledger.alive().map(({ registry }) => registry)).toEqual(['us-south']);
    const post = await endJob(job);
    expect(post.lines.filter((line) => line.startsWith('Revoked'))).toHaveLength(1);
    expect(readMessages(post, 'warning')).toEqual([]);
  });
});

describe('a registry token whose value cannot be read', () => {
  scenario('is found by its mark and revoked', {}, async (stage) => {
    const body = { token: 'opaque-value-without-claims' };
    const opaque = { kind: 'status', status: 200, body } as const;
    stage.secrets.push(body.token);
    stage.cloud.faults.add({ ...CREATION, actFirst: true, do: opaque });
    const job = stage.startJob();
    const main = await stage.step(job, MINT).main();

    expect(main.log).toContain('Minted a registry token at us.icr.io: ID unknown, expires at ');
    expect(readError(main).code).toBe('credential-refused');
    expect(listAlive(stage)).toHaveLength(1);
    const post = await endJob(job);
    expect(post.lines).toContain('Revoked the registry token at us.icr.io.');
  });
});
