import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { editJournal, type Json, toJournalPath } from '../support/attacker.ts';
import { setUpStore } from '../support/credential-store.ts';
import { logIn, makeKeys } from '../support/home.ts';
import { LINUX, type Stage, scenario } from '../support/scenario.ts';
import { addPlainScript, shellScript } from '../support/scripts.ts';
import { expectInTime } from '../support/time.ts';
import { LISTING } from '../support/traffic.ts';

const LOGOUT = join(import.meta.dirname, '..', '..', 'logout');
const SWEEP = join(import.meta.dirname, '..', '..', 'sweep');

describe('a key with a trusted profile', () => {
  scenario('is masked in the form that the config contains', {}, async (stage) => {
    const { cloud, account } = stage;
    const service = cloud.createServiceId({ account, withApiKey: true });
    stage.secrets.push(service.apiKey);
    const profile = cloud.createTrustedProfile({
      account,
      role: 'Manager',
      trusts: [service.iamId],
      mayCreateKeysFor: 'all',
    });
    const inputs = { client: 'file', 'api-key': service.apiKey, 'trusted-profile': profile.id };
    const { main } = await stage.play(inputs);

    expect(main.failed).toBe(false);
    const pair = Buffer.from(`${profile.id}:${service.apiKey}`).toString('base64');
    expect(main.masks).toContain(pair);
  });
});

describe('inputs that an action does not have', () => {
  /** As a step or a workflow may have set them for something else. */
  const FOREIGN: Readonly<Record<string, string>> = {
    'INPUT_REGISTRY-TOKEN': 'two words',
    'INPUT_REFRESH-TOKEN': 'x',
    'INPUT_REGISTRY-TOKEN-ID': '../x',
    INPUT_MINT: 'nonsense',
    INPUT_CLIENT: 'nonsense',
    INPUT_CONFIG: 'nonsense',
    INPUT_LIFETIME: 'nonsense',
    INPUT_PRIVATE: 'nonsense',
    INPUT_DESCRIPTION: '\n::stop-commands::x',
  };

  scenario('do not affect `logout` and `sweep`', {}, async (stage) => {
    const job = stage.startJob();
    await stage.step(job, { client: 'file' }).main();
    for (const [name, value] of Object.entries(FOREIGN)) {
      job.exportVariable(name, value);
    }
    const sweep = await job
      .step({
        action: SWEEP,
        with: { 'api-key': stage.user.apiKey, kind: 'registry-token', region: 'us-south' },
      })
      .main();
    expect(sweep.failed, sweep.log).toBe(false);
    const logout = await job.step({ action: LOGOUT }).main();
    expect(logout.failed, logout.log).toBe(false);
    expect(stage.readConfig()).toBeUndefined();
  });
});

describe('a journal that everyone could read', () => {
  scenario('can be read only by its owner after the next change', LINUX, async (stage) => {
    const [first = '', second = '', third = ''] = makeKeys(stage, 3);
    const one = await logIn(stage, first);
    const mode = (): string => (statSync(toJournalPath(stage)).mode & 0o777).toString(8);
    expect(mode()).toBe('600');
    for (const given of [0o666, 0o644, 0o777]) {
      chmodSync(toJournalPath(stage), given);
      const other = await logIn(stage, second);
      expect(mode()).toBe('600');
      chmodSync(toJournalPath(stage), given);
      await other.job.finish();
      expect(mode()).toBe('600');
    }
    chmodSync(toJournalPath(stage), 0o666);
    const last = await logIn(stage, third);
    await one.job.finish();
    expect(mode()).toBe('600');
    await last.job.finish();
    expect(existsSync(toJournalPath(stage))).toBe(false);
  });
});

describe('a sweep of sixteen thousand tokens', () => {
  scenario('lists them in time, in a summary that GitHub accepts', {}, async (stage) => {
    const random = (index: number): string => index.toString(16).padStart(32, '0');
    const toToken = (index: number): Json => ({
      _id: `${random(index).slice(0, 8)}-${'0'.repeat(4)}-4000-8000-${'0'.repeat(12)}`,
      secondary_owner: `icr-login octo-org/octo-repo run 17171717171/1 job build at 2026-01-01T00:00Z lifetime 24h ${random(index)}`,
      expiry: 1_700_000_000,
    });
    const hosts = ['us.icr.io', 'de.icr.io', 'uk.icr.io', 'jp.icr.io'];
    hosts.forEach((host, part) => {
      const tokens = Array.from({ length: 4_000 }, (_, index) => toToken(part * 4_000 + index));
      stage.cloud.faults.add({
        ...LISTING,
        host,
        do: { kind: 'status', status: 200, body: { tokens } },
      });
    });
    const job = stage.startJob();
    const sweep = await job
      .step({
        action: SWEEP,
        with: {
          'api-key': stage.user.apiKey,
          kind: 'registry-token',
          region: hosts.join(', '),
          'dry-run': 'true',
          timeout: '30',
        },
      })
      .main();

    expectInTime(sweep, 15);
    expect(sweep.failed, sweep.log.slice(0, 2_000)).toBe(false);
    expect(sweep.outputs['found']).toBe('16000');
    expect(sweep.lines.filter((line) => line.includes('octo-org/octo-repo'))).toHaveLength(16_000);
    expect(Buffer.byteLength(sweep.files['step_summary'] ?? '')).toBeLessThan(1024 * 1024);
    expect(sweep.summary).toContain('The log has the rest.');
  });
});

describe('what a newer version has written to the journal', () => {
  scenario('is kept when this version writes it', {}, async (stage) => {
    const [first = '', second = ''] = makeKeys(stage, 2);
    const one = await logIn(stage, first);
    const added = { 'of a newer version': { a: [1, 'x', null] } };
    editJournal(stage, (whole) => ({
      ...whole,
      ...added,
      created: { ...(whole['created'] as Json), ...added },
      records: whole.records.map((record) => ({
        ...record,
        ...added,
        replaced: { ...(record['replaced'] as Json), ...added },
        job: {
          ...(record['job'] as Json),
          ...added,
          directory: { ...((record['job'] as Json)['directory'] as Json), ...added },
        },
      })),
    }));
    const other = await logIn(stage, second);
    await other.job.finish();

    const whole = JSON.parse(readFileSync(toJournalPath(stage), 'utf8'));
    const [record] = whole.records;
    for (const member of [
      whole,
      whole.created,
      record,
      record.replaced,
      record.job,
      record.job.directory,
    ]) {
      expect(member).toMatchObject(added);
    }
    const [post] = await one.job.finish();
    expect(post?.annotations).toEqual([]);
  });
});

describe('a variable of the job that contains the key', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const wrap = (text: string): string => text.replace(/.{16}/g, '$&\n');
  const forms: Readonly<Record<string, (key: string) => string>> = {
    PLAIN: (key) => key,
    INSIDE: (key) => `a "${key}" b`,
    BASE64: base64,
    BASE64_SHIFTED: (key) => base64(`x${key}y`),
    BASE64_SHIFTED_MORE: (key) => base64(`xx${key}yy`),
    BASE64_URL: (key) => Buffer.from(`iamapikey:${key}`).toString('base64url'),
    BASE64_WRAPPED: (key) => wrap(base64(`iamapikey:${key}`)),
    BASE64_IN_URL: (key) => encodeURIComponent(base64(`iamapikey:${key}`)),
    BASE64_TWICE: (key) => base64(base64(key)),
    BASE64_AFTER_TEXT: (key) => `Basic ${base64(`iamapikey:${key}`)}`,
    PULL_SECRET: (key) =>
      base64(JSON.stringify({ auths: { 'us.icr.io': { auth: base64(`iamapikey:${key}`) } } })),
    HEX: (key) => Buffer.from(key).toString('hex'),
    HEX_UPPER_CASE: (key) => Buffer.from(key).toString('hex').toUpperCase(),
    HEX_WRAPPED: (key) => wrap(Buffer.from(key).toString('hex')),
    URL: (key) => `https://x/?a=${encodeURIComponent(key)}`,
    URL_ALL: (key) =>
      `100%, ${[...Buffer.from(key)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')}`,
    JSON: (key) => JSON.stringify({ apikey: key }),
  };
  const HARMLESS = { HARMLESS: 'not a secret at all', PERCENT: '100%', LONG: 'x'.repeat(100) };

  /** Expects a program's environment to contain the harmless variables of a job, and no others. */
  function expectHidden(environment: string): void {
    const names = environment.split('\n').map((line) => line.split('=')[0]);
    expect(names.filter((name) => Object.keys(forms).includes(name ?? ''))).toEqual([]);
    for (const [name, value] of Object.entries(HARMLESS)) {
      expect(environment).toContain(`${name}=${value}`);
    }
  }

  function listVariables(stage: Stage): Readonly<Record<string, string>> {
    const { apiKey } = stage.user;
    const own = Object.entries(forms).map(([name, write]) => [name, write(apiKey)]);
    return { ...HARMLESS, ...Object.fromEntries(own) };
  }

  scenario('in any form, does not reach a container client', LINUX, async (stage) => {
    const trace = join(stage.machine.temp, 'environment');
    addPlainScript(stage.machine, 'docker', shellScript(`env >'${trace}'`, 'cat >/dev/null'));
    const job = stage.startJob({ env: listVariables(stage) });
    await stage.step(job, { client: 'docker' }).main();

    expectHidden(readFileSync(trace, 'utf8'));
    await job.finish();
    stage.excepted.push(/^job 1, .*(?:log|debug messages)$/);
  });

  scenario('in any form, does not reach a credential helper', LINUX, async (stage) => {
    const store = setUpStore(stage);
    const job = stage.startJob({ env: listVariables(stage) });
    await stage.step(job, { client: 'file' }).main();
    expectHidden(store.environment);
    await job.finish();
    expectHidden(store.environment);
    stage.excepted.push(/^job 1, .*(?:log|debug messages)$/);
  });
});
