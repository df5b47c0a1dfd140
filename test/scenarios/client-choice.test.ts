import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { toEntry } from '../support/docker-config.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';

/** The client that checked the credential, according to the log. */
function readCheck(lines: readonly string[]): string | undefined {
  return lines
    .map((line) => /^Checked with ([^,(]+?)[,(\s]*(?:,|\()/.exec(line)?.[1])
    .find(Boolean);
}

/** The programs that were called, in order. */
function listPrograms({ machine }: Stage): readonly string[] {
  return machine.invocations().map(({ program }) => program);
}

describe('the client that checks the credential', () => {
  scenario('is docker if it is installed', { programs: ['docker', 'podman'] }, async (stage) => {
    const job = stage.startJob();
    const main = await stage.step(job).main();

    expect(readCheck(main.lines)).toBe('docker');
    expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
    expect(listPrograms(stage)).toEqual(['docker']);
    await job.finish();
    // The post step needs no client.
    expect(listPrograms(stage)).toEqual(['docker']);
  });

  scenario('is podman if docker is not installed', { programs: ['podman'] }, async (stage) => {
    const job = stage.startJob();
    const main = await stage.step(job).main();

    expect(readCheck(main.lines)).toBe('podman');
    expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
    expect(listPrograms(stage)).toEqual(['podman']);
  });

  scenario('is the action itself if neither is installed', {}, async (stage) => {
    const { main } = await stage.play();

    expect(readCheck(main.lines)).toBe('one request to each registry');
    expect(main.outputs['logged-in']).toBe('true');
  });

  scenario(
    'is the action itself with `client: file`',
    { programs: ['docker', 'podman'] },
    async (stage) => {
      const { main } = await stage.play({ client: 'file' });

      expect(main.outputs['logged-in']).toBe('true');
      expect(listPrograms(stage)).toEqual([]);
    },
  );

  scenario('is podman with `client: podman`', { programs: ['docker', 'podman'] }, async (stage) => {
    const { main } = await stage.play({ client: 'podman' });

    expect(readCheck(main.lines)).toBe('podman');
    expect(listPrograms(stage)).toEqual(['podman']);
  });

  scenario('must be installed if an input names it', {}, async (stage) => {
    for (const client of ['docker', 'podman']) {
      const { code, message } = readError(await stage.fail({ client }));
      expect(code).toBe('client-missing');
      expect(message).toContain(`${client} is not on the PATH of this step`);
      expect(message).toContain('`client: file`');
    }
    expect(stage.cloud.connections).toEqual([]);
  });
});

describe('`client: none`', () => {
  scenario(
    'sets outputs, and neither checks nor writes anything',
    { programs: ['docker'] },
    async (stage) => {
      const { main, post } = await stage.play({ client: 'none', region: 'us-south, eu-de' });

      expect(main.conclusion).toBe('success');
      expect(main.outputs).toEqual({
        registry: 'us.icr.io',
        registries: '["us.icr.io","de.icr.io"]',
        username: 'iamapikey',
        'logged-in': 'false',
        'credential-ids': '[]',
      });
      expect(main.lines).toEqual([
        'Credential for us.icr.io (us-south) as iamapikey: the API key that you passed in.',
        'Credential for de.icr.io (eu-de) as iamapikey: the API key that you passed in.',
        'Nothing is undone when the job ends.',
      ]);
      expect(post?.conclusion).toBe('success');
      expect(stage.cloud.connections).toEqual([]);
      expect(listPrograms(stage)).toEqual([]);
      expect(existsSync(join(stage.machine.home, '.docker'))).toBe(false);
    },
  );
});

describe('DOCKER_CONTEXT', () => {
  scenario(
    'does not matter if the daemon is not contacted',
    { programs: ['docker'] },
    async (stage) => {
      const env = { DOCKER_CONTEXT: 'rootless', DOCKER_HOST: '' };
      const { main } = await stage.play({ client: 'docker' }, { env });

      expect(main.annotations).toEqual([]);
      expect(main.outputs['logged-in']).toBe('true');
    },
  );
});

describe('DOCKER_AUTH_CONFIG', () => {
  scenario(
    'causes a warning and is hidden from the check',
    { programs: ['docker'] },
    async (stage) => {
      const env = { DOCKER_AUTH_CONFIG: '{"auths":{"us.icr.io":{"auth":"bm9ib2R5Om5vYm9keQ=="}}}' };
      const { main } = await stage.play({}, { env });

      expect(main.outputs['logged-in']).toBe('true');
      expect(readMessages(main, 'warning')).toEqual([
        expect.stringMatching(/^The variable DOCKER_AUTH_CONFIG is set: Docker 28\.3 and later/),
      ]);
      expect(stage.machine.invocations()[0]?.env).not.toHaveProperty('DOCKER_AUTH_CONFIG');
    },
  );
});

describe('a container client', () => {
  scenario(
    'receives no inputs, state or secrets of the step',
    { programs: ['docker'] },
    async (stage) => {
      const { apiKey } = stage.user;
      const env = {
        RELEASE_KEY: apiKey,
        RELEASE_LOGIN: `key=${Buffer.from(`iamapikey:${apiKey}`).toString('base64')}`,
        ACTIONS_RUNTIME_TOKEN: 'a-token-of-the-runner',
        RELEASE_NAME: 'autumn',
      };
      await stage.play({ region: 'us-south, eu-de' }, { env });

      const calls = stage.machine.invocations();
      expect(calls).toHaveLength(2);
      for (const call of calls) {
        const names = Object.keys(call.env);
        expect(names.filter((name) => /^(?:INPUT_|STATE_|ACTIONS_)/.test(name))).toEqual([]);
        expect(names.filter((name) => name.startsWith('RELEASE_'))).toEqual(['RELEASE_NAME']);
        expect(call.args).toContain('--password-stdin');
        expect(call.args.join(' ')).not.toContain(apiKey);
      }
    },
  );
});
