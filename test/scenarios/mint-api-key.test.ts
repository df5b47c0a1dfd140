import { join } from 'node:path';
import { describe, expect } from 'vitest';
import {
  arrangeKeys,
  endJob,
  letExpire,
  listAlive,
  MARK,
  playMint,
  readSaved,
  readWrittenPair,
} from '../support/minting.ts';
import { EVERYWHERE, type Stage, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import {
  CHECK,
  KEY_CREATION,
  KEY_DELETION,
  KEY_LISTING,
  listRequests,
} from '../support/traffic.ts';

const MINUTE_MS = 60_000;
const EXCHANGED = 'POST iam.cloud.ibm.com/identity/token';
const MADE = 'POST iam.cloud.ibm.com/v1/apikeys';
const CHECKED = 'GET us.icr.io/oauth/token';
const DELETED = 'DELETE iam.cloud.ibm.com/v1/apikeys/ApiKey-ID';

/** The environment of a machine whose clock is wrong by this many minutes. */
function skewClock(minutes: number): Readonly<Record<string, string>> {
  const script = join(import.meta.dirname, '..', 'support', 'clock-skew.cjs');
  return { NODE_OPTIONS: `--require ${script}`, CLOCK_SKEW_MS: String(minutes * MINUTE_MS) };
}

/** Expects the lifetime of the first key, which is rounded up to a whole minute. */
function expectMinutes({ cloud }: Stage, minutes: number): void {
  const [{ createdAt = 0, expiresAt = 0 } = {}] = cloud.ledger.all();
  expect(expiresAt - createdAt).toBeGreaterThanOrEqual(minutes * MINUTE_MS - 2_000);
  expect(expiresAt - createdAt).toBeLessThanOrEqual((minutes + 1) * MINUTE_MS);
}

describe('a minted API key', () => {
  scenario(
    'belongs to the service ID, expires and is used to log in',
    EVERYWHERE,
    async (stage) => {
      const { cloud } = stage;
      const { inputs, serviceIds } = arrangeKeys(stage);
      const job = stage.startJob();
      const main = await stage.step(job, { ...inputs, region: 'us-south, eu-de' }).main();

      expect(main.failed).toBe(false);
      const [key] = stage.cloud.ledger.alive();
      const { id = '', expiresAt = 0, createdAt = 0, description = '' } = key ?? {};
      expect(key).toMatchObject({ kind: 'api-key', iamId: serviceIds[0] });
      expect(description).toMatch(new RegExp(`^${MARK.source}`));
      expect(description).toContain(' lifetime 6h ');
      expect(key?.name).toBe(`icr-login-17171717171-1-${description.slice(-32)}`);
      // A whole minute, rounded up.
      expect(expiresAt % MINUTE_MS).toBe(0);
      expect(expiresAt - createdAt).toBeGreaterThanOrEqual(360 * MINUTE_MS - 2_000);
      expect(expiresAt - createdAt).toBeLessThanOrEqual(361 * MINUTE_MS);
      const [creation] = stage.cloud.requests.filter(({ path }) => path === KEY_CREATION.path);
      expect(creation?.json).toMatchObject({
        store_value: false,
        action_when_leaked: 'delete',
        account_id: stage.account.id,
      });
      const [username, secret = '-'] = readWrittenPair(stage);
      expect(username).toBe('iamapikey');
      expect(stage.cloud.issuedSecrets()).toContain(secret);
      expect(secret).not.toBe(stage.user.apiKey);
      expect(readWrittenPair(stage, 'de.icr.io')).toEqual([username, secret]);
      expect(main.outputs).toMatchObject({
        username: 'iamapikey',
        'credential-id': id,
        'credential-ids': JSON.stringify([
          { registry: 'us.icr.io', id },
          { registry: 'de.icr.io', id },
        ]),
        'expires-at': new Date(expiresAt).toISOString(),
        'account-id': stage.account.id,
      });
      expect(job.passOutputs(main.outputs)).toEqual(main.outputs);
      expect(main.log).toContain(`Minted an API key of ${serviceIds[0]}: ID ${id}, expires at `);

      cloud.setReplication({ deletedKeyGraceMs: 1_000 });
      const post = await endJob(job);
      expect(post.lines).toContain(`Revoked the API key ${id} of ${serviceIds[0]}.`);
      expect(post.annotations).toEqual([]);
      expect(listAlive(stage)).toEqual([]);

      // After the job, the registry refuses it.
      cloud.clock.advance(1_500);
      stage.secrets.push(secret);
      const later = await stage.fail({ 'api-key': secret, client: 'file' });
      expect(readError(later).code).toBe('credential-refused');
    },
  );

  scenario(
    'is announced to the post step first, and takes no unnecessary request',
    {},
    async (stage) => {
      const { cloud } = stage;
      const { inputs, serviceIds } = arrangeKeys(stage);
      const job = stage.startJob();
      const seen: unknown[] = [];
      cloud.on('received', KEY_CREATION, ({ json }) => {
        const [record] = readSaved(job).minted;
        const { description } = json as { readonly description: string };
        seen.push({ ...record, isMarked: description.endsWith(record?.mark ?? '-') });
      });
      cloud.on('received', CHECK, () => {
        seen.push(readSaved(job).minted[0]);
      });
      const more = { description: 'Nightly\n build', 'account-id': stage.account.id };
      const main = await stage.step(job, { ...inputs, ...more }).main();

      const place = serviceIds[0];
      expect(seen).toEqual([
        expect.objectContaining({ outcome: 'intended', place, mint: 'api-key', isMarked: true }),
        expect.objectContaining({ outcome: 'issued', id: main.outputs['credential-id'] }),
      ]);
      expect(stage.cloud.ledger.all()[0]?.description).toMatch(
        new RegExp(`^Nightly build ${MARK.source}`),
      );
      expect(listRequests(cloud)).toEqual([EXCHANGED, MADE, CHECKED]);

      cloud.clearRequests();
      await endJob(job);
      expect(listRequests(cloud)).toEqual([EXCHANGED, DELETED]);
    },
  );

  scenario('can be created with an access token', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const token = await stage.cloud.issueAccessToken(stage.user, { expiresInSeconds: 900 });
    stage.secrets.push(token);
    const given = { ...inputs, 'api-key': '', 'access-token': token };
    const { main, post } = await playMint(stage, given);

    expect(main.outputs['username']).toBe('iamapikey');
    expect(readMessages(main, 'warning')).toEqual([
      expect.stringMatching(/^The access token expires at .* cannot revoke what is minted now/),
    ]);
    expect(post.annotations).toEqual([]);
  });

  scenario('can be created with an access token that names no account', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const token = await stage.cloud.issueAccessToken(stage.user, { omitAccount: true });
    stage.secrets.push(token);
    // IAM does not report its time either.
    const headers = { date: 'soon' };
    const keys = { kind: 'status', status: 200, body: {}, headers } as const;
    stage.cloud.faults.add({ host: 'iam', path: '/identity/keys', do: keys });
    const given = { ...inputs, 'api-key': '', 'access-token': token };
    const { main, post } = await playMint(stage, given);

    expect(main.outputs).not.toHaveProperty('account-id');
    const [, creation] = stage.cloud.requests;
    expect(creation?.json).not.toHaveProperty('account_id');
    expect(post.annotations).toEqual([]);
  });

  scenario('can be checked by docker', { programs: ['docker'] }, async (stage) => {
    stage.cloud.setReplication({ newKeyUnknownMs: 1_500 });
    const { inputs } = arrangeKeys(stage);
    const { main } = await playMint(stage, { ...inputs, client: 'docker' });

    expect(main.failed).toBe(false);
    expect(main.log).toContain('Checked with docker');
    expect(stage.cloud.ledger.all()).toHaveLength(1);
  });

  scenario('becomes an output with `export-password: true`', {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    const wanted = {
      ...inputs,
      client: 'none',
      'export-password': 'true',
      region: 'us-south,eu-de',
    };
    const main = await stage.step(job, wanted).main();

    const { password = '', username } = main.outputs;
    expect(username).toBe('iamapikey');
    expect(main.masks).toContain(password);
    stage.exceptPassword();
    await endJob(job);
  });

  scenario('stays valid with `revoke: false`, until it expires', {}, async (stage) => {
    const { inputs, serviceIds } = arrangeKeys(stage);
    const { post } = await playMint(stage, { ...inputs, revoke: 'false', lifetime: '90m' });

    const [id] = listAlive(stage);
    expect(post.lines.at(-1)).toBe(
      `Not revoked, because \`revoke: false\` is set: API key ${id} of ${serviceIds[0]}.`,
    );
    stage.cloud.clock.advance(92 * MINUTE_MS);
    expect(listAlive(stage)).toEqual([]);
  });

  scenario("has the requested lifetime even if the machine's clock is slow", {}, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    await playMint(stage, { ...inputs, lifetime: '5m' }, { env: skewClock(-10) });

    expectMinutes(stage, 5);
  });

  scenario(
    "has the requested lifetime even if the machine's clock is fast and it was created with an access token",
    {},
    async (stage) => {
      const { inputs } = arrangeKeys(stage);
      const token = await stage.cloud.issueAccessToken(stage.user, { issuedInPastSeconds: 900 });
      stage.secrets.push(token);
      const given = { ...inputs, 'api-key': '', 'access-token': token, lifetime: '5m' };
      const { main } = await playMint(stage, given, { env: skewClock(10) });

      expect(main.failed).toBe(false);
      expectMinutes(stage, 5);
    },
  );
});

describe('a minted API key that is not known everywhere immediately', () => {
  scenario('is checked again until it is accepted', {}, async (stage) => {
    stage.cloud.setReplication({ newKeyUnknownMs: 3_000 });
    const { inputs } = arrangeKeys(stage);
    const { main, post } = await playMint(stage, inputs);

    expect(main.failed).toBe(false);
    expect(stage.cloud.ledger.all()).toHaveLength(1);
    expect(listRequests(stage.cloud).filter((name) => name === CHECKED).length).toBeGreaterThan(2);
    expect(post.annotations).toEqual([]);
  });

  scenario('causes an error and is deleted if it stays refused', {}, async (stage) => {
    stage.cloud.setReplication({ newKeyUnknownMs: 60_000 });
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    const main = await stage.step(job, { ...inputs, timeout: '15' }).main();

    expect(main.log).toContain('(icr-login: credential-refused)');
    expect(listAlive(stage)).toEqual([]);
    await endJob(job);
  });

  scenario('is deleted later if it cannot be deleted immediately', {}, async (stage) => {
    stage.cloud.setReplication({ newKeyUndeletableMs: 4_000 });
    const { inputs } = arrangeKeys(stage);
    const { post } = await playMint(stage, inputs);

    expect(post.annotations).toEqual([]);
    expect(post.lines.at(-1)).toMatch(/^Revoked the API key/);
  });

  scenario('is deleted by the post step if main could not do it', {}, async (stage) => {
    stage.cloud.setReplication({ newKeyUnknownMs: 60_000 });
    stage.cloud.faults.add({ ...KEY_DELETION, times: 1, do: { kind: 'status', status: 404 } });
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    const main = await stage.step(job, { ...inputs, timeout: '15' }).main();

    expect(main.failed).toBe(true);
    expect(listAlive(stage)).toHaveLength(1);
    const post = await job.finish();
    expect(post[0]?.annotations).toEqual([]);
  });

  scenario('causes a warning if the post step cannot delete it in time', {}, async (stage) => {
    stage.cloud.setReplication({ newKeyUndeletableMs: 60_000 });
    const { inputs } = arrangeKeys(stage);
    const { main, post } = await playMint(stage, { ...inputs, timeout: '8' });

    expect(readMessages(post, 'warning')).toEqual([
      expect.stringMatching(
        /was created a moment ago, and IBM Cloud cannot find it yet: it may still be valid\./,
      ),
    ]);
    const command = `ibmcloud iam service-api-key-delete ${main.outputs['credential-id']} ServiceId-`;
    expect(readMessages(post, 'warning')[0]).toContain(command);
    letExpire(stage);
  });
});

describe('a given API key', () => {
  scenario('is not checked again after it was refused', {}, async (stage) => {
    await stage.fail({ client: 'file', 'api-key': 'k'.repeat(44) });

    expect(listRequests(stage.cloud)).toEqual([CHECKED]);
    expect(stage.cloud.requests.filter(({ path }) => path === KEY_LISTING.path)).toEqual([]);
  });
});
