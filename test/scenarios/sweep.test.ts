import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { SeedKeyOptions } from '../ibm-cloud/index.ts';
import type { StepResult } from '../runner/index.ts';
import { arrangeKeys, letExpire, listAlive, MINT } from '../support/minting.ts';
import { EVERYWHERE, type Stage, scenario } from '../support/scenario.ts';
import { readError, readErrors, readMessages } from '../support/step-error.ts';
import {
  KEY_CREATION,
  KEY_DELETION,
  KEY_LISTING,
  LISTING,
  listRequests,
} from '../support/traffic.ts';

const SWEEP = join(import.meta.dirname, '..', '..', 'sweep');
const HOUR_SECONDS = 60 * 60;
const RANDOM = '0123456789abcdef0123456789abcdef';

type With = Readonly<Record<string, string>>;

/** Runs the action `sweep` in a separate job. */
async function runSweep(stage: Stage, inputs: With): Promise<StepResult> {
  const job = stage.startJob({ runId: '18181818181', job: 'sweep' });
  const given = { 'api-key': stage.user.apiKey, ...inputs };
  const main = await job.step({ action: SWEEP, with: given }).main();
  await job.finish();
  return main;
}

/** Runs a job that mints. Its machine is lost before the end. */
async function loseJob(stage: Stage, inputs: With): Promise<StepResult> {
  const job = stage.startJob();
  const main = await stage.step(job, inputs).main();
  expect(main.failed).toBe(false);
  await job.abandon();
  // The next job in the home directory would clean up after this one. Here, there is no next job.
  stage.changed.push('.docker');
  stage.excepted.push(/\.docker/);
  return main;
}

/** A key with the name and description that this action uses, created by hand. */
function toKey(
  change: { readonly random?: string; readonly at?: string; readonly lifetime?: string } = {},
): SeedKeyOptions {
  const { random = RANDOM, at = '2026-01-01T00:00Z', lifetime = '6h' } = change;
  return {
    name: `icr-login-17171717171-1-${random}`,
    description: `icr-login octo-org/octo-repo run 17171717171/1 job build at ${at} lifetime ${lifetime} ${random}`,
  };
}

/** The rows of the table in the log, without its header. */
function readTable({ lines }: StepResult): readonly string[] {
  const head = lines.findIndex((line) => line.startsWith('Name '));
  return head === -1 ? [] : lines.slice(head + 1).filter((line) => line.includes('  '));
}

describe('what a lost job has left behind', () => {
  scenario('is listed, and revoked after it has expired', EVERYWHERE, async (stage) => {
    const { inputs, serviceIds } = arrangeKeys(stage);
    const main = await loseJob(stage, { ...inputs, lifetime: '5m' });
    const id = main.outputs['credential-id'];
    const where = { 'service-id': serviceIds.join('\n'), 'account-id': stage.account.id };

    const early = await runSweep(stage, where);
    expect(early.outputs).toEqual({ found: '0', revoked: '0' });
    expect(readTable(early)).toEqual([
      expect.stringMatching(/nothing: its job may still be running$/),
    ]);
    expect(listAlive(stage)).toEqual([id]);

    stage.cloud.clock.advance(7 * 60_000);
    const late = await runSweep(stage, where);
    expect(late.outputs).toEqual({ found: '1', revoked: '1' });
    const [row = ''] = readTable(late);
    const { name = '' } = stage.cloud.ledger.all()[0] ?? {};
    for (const text of [name, serviceIds[0], 'octo-org/octo-repo', '17171717171/1']) {
      expect(row).toContain(text);
    }
    // IAM reports only the minute in which a key was created.
    expect(row).toMatch(/ {2}[78] min {2}/);
    expect(row).toMatch(/ \d{4}-\d\d-\d\dT\d\d:\d\d:00\.000Z +revoked$/);
    expect(late.summary).toContain('| Name | Where | Repository | Run | Age | Expires |');
    expect(late.summary).toContain('octo&#45;org/octo&#45;repo');
    expect(stage.cloud.ledger.all()[0]?.revokedAt).toBeDefined();
    expect(late.annotations).toEqual([]);

    const again = await runSweep(stage, where);
    expect(again.outputs).toEqual({ found: '0', revoked: '0' });
    expect(again.log).toContain('Found no API key that this action minted.');
  });

  scenario('is revoked before it expires if it is older than `older-than`', {}, async (stage) => {
    const { inputs, serviceIds } = arrangeKeys(stage);
    await loseJob(stage, { ...inputs, lifetime: '7d' });
    const where = { 'service-id': serviceIds.join(',') };
    stage.cloud.clock.advance(50 * 60_000);

    const young = await runSweep(stage, { ...where, 'older-than': '2h' });
    expect(young.outputs).toEqual({ found: '0', revoked: '0' });
    const dry = await runSweep(stage, { ...where, 'older-than': '30m', 'dry-run': 'true' });
    expect(dry.outputs).toEqual({ found: '1', revoked: '0' });
    expect(readTable(dry)[0]).toMatch(/nothing \(dry run\): it would be revoked$/);
    expect(listAlive(stage)).toHaveLength(1);
    const old = await runSweep(stage, { ...where, 'older-than': '30m' });
    expect(old.outputs).toEqual({ found: '1', revoked: '1' });
    expect(listAlive(stage)).toEqual([]);
  });

  scenario('can be registry tokens in several registries', EVERYWHERE, async (stage) => {
    const regions = { region: 'us-south, eu-de' };
    await loseJob(stage, { ...MINT, ...regions });
    await loseJob(stage, { ...MINT, ...regions, lifetime: 'never' });
    const { account } = stage;
    const foreign = { account, registry: 'us-south', description: 'made by hand' };
    await stage.cloud.seedRegistryToken({ ...foreign, lifetime: 'never' });
    const tokens = { kind: 'registry-token', region: 'us-south, private.us.icr.io, eu-de' };

    const early = await runSweep(stage, tokens);
    expect(early.outputs).toEqual({ found: '0', revoked: '0' });
    stage.cloud.setRegistryTokens({ listExpired: true });
    stage.cloud.clock.advance(25 * HOUR_SECONDS * 1000);
    const late = await runSweep(stage, tokens);
    expect(late.outputs).toEqual({ found: '2', revoked: '2' });
    expect(listAlive(stage)).toHaveLength(2);
    const all = await runSweep(stage, { ...tokens, 'older-than': '1d' });
    expect(all.outputs).toEqual({ found: '2', revoked: '2' });
    expect(listAlive(stage)).toEqual([]);
  });

  scenario(
    'stays where a registry gives 0 as the expiry of a registry token',
    {},
    async (stage) => {
      const { description } = toKey({ lifetime: 'never' });
      const body = { tokens: [{ _id: RANDOM, secondary_owner: description, expiry: 0 }] };
      stage.cloud.faults.add({ ...LISTING, do: { kind: 'status', status: 200, body } });
      const main = await runSweep(stage, { kind: 'registry-token', region: 'us-south' });

      expect(main.failed).toBe(false);
      expect(main.outputs).toEqual({ found: '0', revoked: '0' });
    },
  );

  scenario('is found on every page', {}, async (stage) => {
    const { cloud } = stage;
    const { serviceIds } = arrangeKeys(stage);
    const iamId = serviceIds[0] ?? '';
    for (let count = 0; count < 230; count += 1) {
      const key = toKey({ random: count.toString(16).padStart(32, '0') });
      // Half of them have only the name. They are listed and left alone.
      const seeded = count % 2 === 0 ? key : { ...key, description: 'made by hand' };
      cloud.seedApiKey({ iamId }, { ...seeded, expiresInSeconds: -1 });
    }
    const inputs = { 'service-id': iamId, timeout: '120' };
    const main = await runSweep(stage, inputs);

    expect(main.outputs).toEqual({ found: '115', revoked: '115' });
    const pages = cloud.requests.filter(
      ({ method, path }) => method === 'GET' && path === KEY_LISTING.path,
    );
    expect(pages).toHaveLength(3);
    expect(pages[0]?.query).toMatchObject({ pagesize: '100', filter: 'name sw "icr-login-"' });
  });
});

/**
 * IBM does not document whether a list without a group includes the keys of a service ID that is in a
 * group.
 */
describe('keys of a service ID that is in a group', () => {
  /** A service ID in a group, whose keys the stage's user can manage, and a key that a lost job left behind. */
  function arrangeGroup(stage: Stage, searchesAllGroups: boolean) {
    const { cloud, account, user } = stage;
    cloud.setIam({ searchesAllGroups });
    const service = cloud.createServiceId({ account, role: 'Reader', groupId: 'ServiceIdGroup-1' });
    cloud.allowKeysFor(user, service);
    cloud.seedApiKey(service, { ...toKey(), expiresInSeconds: -60 });
    return { service, asked: () => listRequests(cloud).filter((name) => name.includes('service')) };
  }

  for (const searchesAllGroups of [true, false]) {
    const where = searchesAllGroups ? 'any list' : 'lists of their group only';
    scenario(`are swept if they are in ${where}`, {}, async (stage) => {
      const { service, asked } = arrangeGroup(stage, searchesAllGroups);
      const main = await runSweep(stage, { 'service-id': service.id });

      expect(main.outputs).toEqual({ found: '1', revoked: '1' });
      expect(main.annotations).toEqual([]);
      expect(asked()).toHaveLength(searchesAllGroups ? 0 : 1);
    });

    scenario(`are found by their mark if they are in ${where}`, {}, async (stage) => {
      const { cloud } = stage;
      const { service } = arrangeGroup(stage, searchesAllGroups);
      cloud.faults.add({ ...KEY_CREATION, times: 1, do: { kind: 'reset-after' } });
      const inputs = { mint: 'api-key', client: 'file', 'service-id': service.id };
      const { main, post } = await stage.play(inputs);

      expect(main.outputs['logged-in']).toBe('true');
      expect(post?.annotations).toEqual([]);
      // The one whose reply was lost, and the one that replaced it.
      expect(cloud.ledger.all()).toHaveLength(2);
      expect(listAlive(stage)).toEqual([]);
    });
  }

  for (const status of [302, 403]) {
    scenario(
      `are missing from other lists if the request for the group returns ${status}`,
      {},
      async (stage) => {
        const { service } = arrangeGroup(stage, false);
        const refused = { kind: 'status', status } as const;
        stage.cloud.faults.add({ host: 'iam', path: /^\/v1\/serviceids\//, do: refused });
        const main = await runSweep(stage, { 'service-id': service.id });

        expect(main.failed).toBe(false);
        expect(main.outputs).toEqual({ found: '0', revoked: '0' });
      },
    );
  }
});

describe('a sweep leaves alone', () => {
  scenario('what its mark does not prove to be from this action', {}, async (stage) => {
    const { cloud } = stage;
    const { serviceIds } = arrangeKeys(stage);
    const owner = { iamId: serviceIds[0] ?? '' };
    const ours = toKey();
    const { name = '', description = '' } = ours;
    const others: readonly SeedKeyOptions[] = [
      { name: 'icr-login-key', description: 'the key for icr-login, made by hand' },
      { name, description: 'made by hand' },
      { name },
      { name: `${name}-copy`, description },
      { name: 'my-key', description },
      { name: name.replace(/.$/, '0'), description },
      { name: name.replace('-1-', '-2-'), description },
      { name, description: `${description} (do not delete)` },
      { name, description: description.replace('lifetime 6h ', '') },
      { name: name.toUpperCase(), description },
    ];
    const ids = others.map((key) => cloud.seedApiKey(owner, { ...key, expiresInSeconds: -60 }).id);
    const main = await runSweep(stage, { 'service-id': owner.iamId, 'older-than': '1m' });

    expect(main.outputs).toEqual({ found: '0', revoked: '0' });
    expect(listRequests(cloud).filter((request) => request.startsWith('DELETE'))).toEqual([]);
    expect(ids).toHaveLength(10);
  });

  scenario('locked keys and the key that it runs with', {}, async (stage) => {
    const { cloud, account } = stage;
    const { id, iamId } = cloud.createServiceId({ account });
    const own = cloud.seedApiKey({ iamId }, toKey());
    stage.secrets.push(own.value);
    const locked = { ...toKey({ random: RANDOM.replaceAll('0', 'f') }), locked: true };
    cloud.seedApiKey({ iamId }, { ...locked, expiresInSeconds: -60 });
    const due = toKey({ random: RANDOM.replaceAll('0', 'e') });
    cloud.seedApiKey({ iamId }, { ...due, expiresInSeconds: -60, ageSeconds: 72 * HOUR_SECONDS });
    const main = await runSweep(stage, {
      'api-key': own.value,
      'service-id': id,
      'older-than': '1m',
    });

    expect(main.outputs).toEqual({ found: '1', revoked: '1' });
    expect(readTable(main).map((row) => row.replace(/^.* {2}/, ''))).toEqual([
      'revoked',
      'nothing: it is the key that this sweep runs with',
      'nothing: it is locked',
    ]);
    expect(readTable(main)[0]).toContain('  3 d  ');
    const deleted = cloud.requests.filter(({ method }) => method === 'DELETE');
    expect(deleted).toHaveLength(1);
  });

  scenario('places that it cannot search, and names each of them', {}, async (stage) => {
    for (const status of [401, 403]) {
      stage.cloud.faults.add({ ...LISTING, times: 1, do: { kind: 'status', status } });
    }
    const main = await runSweep(stage, { kind: 'registry-token', region: 'us-south, eu-de' });

    const messages = readErrors(main).map(({ message }) => message);
    expect(messages).toHaveLength(2);
    for (const host of ['us.icr.io', 'de.icr.io']) {
      expect(messages).toContainEqual(expect.stringContaining(`from ${host}`));
    }
    expect(main.log).not.toContain('Found no');
    expect(main.summary).not.toContain('Found nothing');
    expect(main.summary).toContain('Not every place could be searched');
  });

  scenario('what cannot be revoked, and says so', {}, async (stage) => {
    const { cloud } = stage;
    const { inputs, serviceIds } = arrangeKeys(stage);
    await loseJob(stage, { ...inputs, lifetime: '1m' });
    await loseJob(stage, { ...inputs, lifetime: '1m' });
    cloud.clock.advance(5 * 60_000);
    cloud.faults.add({ ...KEY_DELETION, times: 1, do: { kind: 'status', status: 403 } });
    const main = await runSweep(stage, { 'service-id': serviceIds.join(',') });

    expect(main.outputs).toEqual({ found: '2', revoked: '1' });
    expect(readError(main).code).toBe('sweep-incomplete');
    const [warning = '', ...more] = readMessages(main, 'warning');
    expect(more).toEqual([]);
    expect(warning).toContain('(icr-login: keys-not-permitted)');
    expect(warning).toContain('`ibmcloud iam service-api-key-delete ApiKey-');
    letExpire(stage);
  });
});

describe('a sweep that cannot determine which key it runs with', () => {
  const answers = [
    ['after an invalid reply', { kind: 'nonsense', as: 'other-json' }, 'reply-invalid'],
    ['after status 401', { kind: 'status', status: 401 }, 'credential-refused'],
  ] as const;
  for (const [answer, fault, code] of answers) {
    scenario(`revokes nothing (${answer})`, {}, async (stage) => {
      const { cloud } = stage;
      const { serviceIds } = arrangeKeys(stage);
      const key = { ...toKey(), expiresInSeconds: -60 };
      cloud.seedApiKey({ iamId: serviceIds[0] ?? '' }, key);
      cloud.faults.add({ host: 'iam', path: '/v1/apikeys/details', do: fault });
      const main = await runSweep(stage, { 'service-id': serviceIds.join() });

      expect(readError(main).code).toBe(code);
      expect(cloud.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
    });
  }
});

describe('a sweep', () => {
  scenario('uses the mark if IAM does not say when a key was created', {}, async (stage) => {
    const { cloud } = stage;
    const { serviceIds } = arrangeKeys(stage);
    const { name, description } = toKey({ at: '2026-01-01T00:00Z' });
    const others = [{ id: 'ApiKey-2' }, { id: 'ApiKey-3', name }];
    const next = 'https://iam.cloud.ibm.com/v1/apikeys';
    const body = { apikeys: [{ id: 'ApiKey-1', name, description }, ...others], next };
    cloud.faults.add({ ...KEY_LISTING, do: { kind: 'status', status: 200, body } });
    const main = await runSweep(stage, { 'service-id': serviceIds.join(), 'dry-run': 'true' });

    expect(main.outputs).toEqual({ found: '1', revoked: '0' });
    expect(readTable(main)[0]).toContain('  never  ');
    const gone = await runSweep(stage, { 'service-id': serviceIds.join() });
    expect(gone.outputs).toEqual({ found: '1', revoked: '0' });
    expect(readTable(gone)[0]).toMatch(/nothing: it no longer exists$/);
  });

  scenario('prints foreign text without running commands in it', {}, async (stage) => {
    const { cloud } = stage;
    const { serviceIds } = arrangeKeys(stage);
    const key = toKey();
    const description = key.description?.replace('octo-org/octo-repo', '##[add-mask]x|<b>');
    const ended = { ...key, description: `${description}`, expiresInSeconds: -60 };
    cloud.seedApiKey({ iamId: serviceIds[0] ?? '' }, ended);
    const main = await runSweep(stage, { 'service-id': serviceIds.join(',') });

    expect(main.outputs).toEqual({ found: '1', revoked: '1' });
    expect(main.masks.filter((mask) => mask.includes('x|<b>'))).toEqual([]);
    expect(main.summary).not.toContain('<b>');
  });

  scenario('works with an access token and with a trusted profile', {}, async (stage) => {
    const { cloud, account, user } = stage;
    const { inputs, serviceIds } = arrangeKeys(stage);
    const where = { 'service-id': serviceIds.join(',') };
    await loseJob(stage, { ...inputs, lifetime: '1m' });
    cloud.clock.advance(5 * 60_000);
    const token = await cloud.issueAccessToken(user);
    stage.secrets.push(token);
    const first = await runSweep(stage, { ...where, 'api-key': '', 'access-token': token });
    expect(first.outputs).toEqual({ found: '1', revoked: '1' });

    await loseJob(stage, { ...inputs, lifetime: '1m' });
    cloud.clock.advance(5 * 60_000);
    const trusts = [user.iamId];
    const profile = cloud.createTrustedProfile({ account, trusts, mayCreateKeysFor: 'all' });
    const second = await runSweep(stage, { ...where, 'trusted-profile': profile.id });
    expect(second.outputs).toEqual({ found: '1', revoked: '1' });
  });

  scenario('reports invalid inputs before any request', {}, async (stage) => {
    const { code, message } = readError(await runSweep(stage, { kind: 'registry-token' }));
    expect(code).toBe('input-invalid');
    expect(message).toContain('`region` is empty, so there is nothing to sweep.');
    expect(stage.cloud.connections).toEqual([]);
  });

  scenario('refuses a different account before it lists anything', {}, async (stage) => {
    const { serviceIds } = arrangeKeys(stage);
    const other = stage.cloud.createAccount().id;
    const main = await runSweep(stage, { 'service-id': serviceIds.join(), 'account-id': other });

    expect(readError(main).code).toBe('account-mismatch');
  });

  scenario('fails if IAM returns an invalid reply', {}, async (stage) => {
    const { serviceIds } = arrangeKeys(stage);
    const nonsense = { kind: 'nonsense', as: 'other-json' } as const;
    stage.cloud.faults.add({ ...KEY_LISTING, do: nonsense });
    const main = await runSweep(stage, { 'service-id': serviceIds.join() });

    expect(readError(main).code).toBe('reply-invalid');
  });

  scenario('fails if it cannot list the keys', {}, async (stage) => {
    const { id } = stage.cloud.createServiceId({ account: stage.account });
    const main = await runSweep(stage, { 'service-id': id });

    expect(readError(main).code).toBe('keys-not-permitted');
    expect(main.outputs).toEqual({ found: '0', revoked: '0' });
  });
});
