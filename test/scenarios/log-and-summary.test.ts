import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { arrangeKeys } from '../support/minting.ts';
import { readOutput } from '../support/outputs.ts';
import { scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';

const FILE = { client: 'file' };
const MASK = '::add-mask::';

/** Where a step masked a value: the index of the line in its output. */
function findMask(stdout: string, value: string): number {
  return stdout.split('\n').indexOf(MASK + value);
}

function toBasic(username: string, secret: string): string {
  return Buffer.from(`${username}:${secret}`).toString('base64');
}

describe('the log of a login', () => {
  scenario('is a few readable lines', {}, async (stage) => {
    const { main, post } = await stage.play({ ...FILE, region: 'us-south, eu-de' });
    const path = stage.machine.dockerConfigPath;

    expect(main.lines).toEqual([
      'Logged in to us.icr.io (us-south) as iamapikey: the API key that you passed in, stored as is.',
      'Logged in to de.icr.io (eu-de) as iamapikey: the API key that you passed in, stored as is.',
      `Checked with one request to each registry (no container client), written to ${path}.`,
      'When the job ends, the login is undone.',
    ]);
    expect(main.annotations).toEqual([]);
    expect(post?.lines.toSorted()).toEqual([
      `de.icr.io: removed the login (${path}).`,
      `us.icr.io: removed the login (${path}).`,
    ]);
  });

  scenario('says what was minted, what it permits and when it expires', {}, async (stage) => {
    const { main, post } = await stage.play({ ...FILE, mint: 'registry-token' });

    const id = main.outputs['credential-id'];
    const end = main.outputs['expires-at'];
    expect(main.lines).toEqual([
      `Minted a registry token at us.icr.io: ID ${id}, expires at ${end}.`,
      `Logged in to us.icr.io (us-south) as token: a registry token minted for this job, read-only in every namespace of the account there, expires at ${end}.`,
      expect.stringMatching(/^Checked with one request/),
      'When the job ends, the login is undone and what was minted is revoked.',
    ]);
    expect(post?.lines).toEqual([
      expect.stringMatching(/^us\.icr\.io: removed the login/),
      `Revoked the registry token ${id} at us.icr.io.`,
    ]);
  });

  scenario('says that what was minted stays valid', {}, async (stage) => {
    const { main, post } = await stage.play({ ...FILE, mint: 'registry-token', revoke: 'false' });

    const id = readOutput(main, 'credential-id');
    stage.survivors.push(id);
    expect(main.lines.at(-1)).toBe(
      'When the job ends, the login is undone; what was minted stays valid (`revoke: false`).',
    );
    expect(post?.lines.at(-1)).toBe(
      `Not revoked, because \`revoke: false\` is set: registry token ${id} at us.icr.io.`,
    );
  });

  scenario('says that a credential was created but not written', {}, async (stage) => {
    const inputs = { ...FILE, mint: 'registry-token', client: 'none', 'export-password': 'true' };
    stage.exceptPassword();
    const { main } = await stage.play(inputs);

    expect(main.lines.slice(1)).toEqual([
      expect.stringMatching(
        /^Credential for us\.icr\.io \(us-south\) as token: a registry token minted/,
      ),
      'When the job ends, what was minted is revoked.',
    ]);
  });
});

describe('masks', () => {
  scenario('come before anything else', {}, async (stage) => {
    const { apiKey } = stage.user;
    const { main } = await stage.play({ ...FILE, region: 'registry.ng.bluemix.net' });

    expect(main.stdout.split('\n').slice(0, 2)).toEqual([
      MASK + apiKey,
      MASK + toBasic('iamapikey', apiKey),
    ]);
    expect(main.stdout.split('\n')[2]).toContain('::notice');
  });

  scenario('come before the error about two credentials', {}, async (stage) => {
    const other = 'value-of-a-registry-token';
    stage.secrets.push(other);
    const main = await stage.fail({ 'registry-token': other });

    const error = main.stdout.split('\n').findIndex((line) => line.startsWith('::error'));
    const masks = [stage.user.apiKey, other, toBasic('token', other)];
    const places = masks.map((value) => findMask(main.stdout, value));
    expect(places.every((place) => place >= 0 && place < error)).toBe(true);
  });

  scenario('cover minted and exchanged credentials before they are used', {}, async (stage) => {
    const inputs = { ...FILE, mint: 'registry-token', 'export-password': 'true' };
    const seen: string[] = [];
    // The registry's reply waits until the mask of the access token has been read.
    stage.cloud.on('received', { path: '/api/v1/tokens', method: 'POST' }, ({ headers }) => {
      seen.push((headers.authorization ?? '').replace('Bearer ', ''));
    });
    stage.exceptPassword();
    const { main, job } = await stage.play(inputs);

    const { password = '', ...others } = main.outputs;
    const minted = main.stdout.split('\n').findIndex((line) => line.startsWith('Minted'));
    for (const value of [seen[0] ?? '', password, toBasic('token', password)]) {
      expect(value).not.toBe('');
      expect(findMask(main.stdout, value)).toBeGreaterThanOrEqual(0);
      expect(findMask(main.stdout, value)).toBeLessThan(minted);
    }
    // The password stays in the job. All other outputs can leave it.
    expect(job.passOutputs(main.outputs)).toEqual(others);
  });

  scenario('are enough without step debug logging', { programs: ['docker'] }, async (stage) => {
    const { main } = await stage.play({ mint: 'registry-token' }, { debug: false });

    expect(main.outputs['logged-in']).toBe('true');
    expect(main.log).not.toContain('##[debug]');
  });
});

/** The lines of a summary as GitHub shows them. */
function readSummary(summary: string): readonly string[] {
  return summary.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))).split('\n');
}

describe('the job summary', () => {
  scenario('has a sentence for each credential, with its hosts', {}, async (stage) => {
    const { main } = await stage.play({
      ...FILE,
      region: 'us-south\neu-de',
      mint: 'registry-token',
    });

    const minted = JSON.parse(readOutput(main, 'credential-ids')) as readonly { id: string }[];
    const minute = readOutput(main, 'expires-at').slice(0, 16).replace('T', ' ');
    const lines = readSummary(main.summary);
    expect(lines[0]).toBe('### IBM Cloud Container Registry');
    expect(lines[2]).toBe(
      `Logged in with a registry token minted for this job, read-only in every namespace of the account there (username token, ID ${minted[0]?.id}, expires at ${minute} UTC) to:`,
    );
    expect(lines[4]).toBe('* us.icr.io (us-south)');
    expect(lines[6]).toContain(`ID ${minted[1]?.id}, expires at `);
    expect(lines[8]).toBe('* de.icr.io (eu-de)');
    expect(lines[10]).toBe(`Written to ${stage.machine.dockerConfigPath}.`);
    expect(lines[12]).toBe(
      'When the job ends, the login is undone and what was minted is revoked.',
    );
  });

  scenario('names the service ID as it was typed, and the key', {}, async (stage) => {
    const { inputs, serviceIds } = arrangeKeys(stage);
    const [iamId = ''] = serviceIds;
    for (const typed of [iamId, iamId.replace('iam-', '')]) {
      const { main } = await stage.play({ ...inputs, 'service-id': typed });

      const minute = readOutput(main, 'expires-at').slice(0, 16).replace('T', ' ');
      expect(readSummary(main.summary).slice(2, 5)).toEqual([
        `Logged in with an API key of ${typed}, minted for this job (username iamapikey, key ID ${main.outputs['credential-id']}, expires at ${minute} UTC) to:`,
        '',
        '* us.icr.io (us-south)',
      ]);
    }
  });

  scenario('has one sentence for a credential that several hosts share', {}, async (stage) => {
    const { main } = await stage.play({ ...FILE, region: 'us-south, eu-de' });

    expect(readSummary(main.summary).slice(2, 6)).toEqual([
      'Logged in with the API key that you passed in, stored as is (username iamapikey) to:',
      '',
      '* us.icr.io (us-south)',
      '* de.icr.io (eu-de)',
    ]);
  });

  scenario('contains the error of a failed login', {}, async (stage) => {
    const main = await stage.fail({ region: 'us-east' });

    const lines = readSummary(main.summary).filter((line) => line !== '');
    expect(lines).toEqual([
      '### IBM Cloud Container Registry',
      'The login failed.',
      ...readError(main).message.split('\n'),
    ]);
  });

  scenario('shows an unusual path without interpreting its markup', {}, async (stage) => {
    const DOCKER_CONFIG = join(stage.machine.temp, '<b>|x|`$(y)`*z*');
    const { main } = await stage.play(FILE, { env: { DOCKER_CONFIG } });

    expect(main.outputs['config-path']).toBe(join(DOCKER_CONFIG, 'config.json'));
    const line = main.summary.split('\n').find((text) => text.startsWith('Written to ')) ?? '';
    expect(line).not.toMatch(/[|<>`*]/);
    expect(line).toContain('&#60;b&#62;&#124;x&#124;&#96;&#36;&#40;y&#41;&#96;&#42;z&#42;');
  });

  scenario('is omitted if the runner does not support it', {}, async (stage) => {
    const launcher = ['/usr/bin/env', '-u', 'GITHUB_STEP_SUMMARY'];
    const { main } = await stage.play(FILE, { launcher });

    expect(main.outputs['logged-in']).toBe('true');
    expect(main.summary).toBe('');
  });
});
