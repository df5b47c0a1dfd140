import { describe, expect } from 'vitest';
import type { JobOptions, StepResult } from '../runner/index.ts';
import { scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';

const NOTHING = { 'api-key': '' };
const SKIP = { ...NOTHING, 'on-missing-credentials': 'skip' };

/** A pull request for the repository, from a branch of the given one. */
function pullRequest(from: string): JobOptions {
  const repository = (fullName: string) => ({ repo: { full_name: fullName } });
  const payload = {
    pull_request: { head: repository(from), base: repository('octo-org/octo-repo') },
  };
  return { event: { name: 'pull_request', payload } };
}

describe('a login without a credential', () => {
  scenario(
    'fails without a request, and the error names the possible inputs',
    {},
    async (stage) => {
      const { main, post } = await stage.play(NOTHING);

      const { code, message } = readError(main);
      expect(code).toBe('missing-credentials');
      expect(message).toContain('`api-key`, `access-token`, `registry-token`, `refresh-token`');
      expect(message).toContain('`on-missing-credentials: skip`');
      expect(post?.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
      expect(stage.cloud.connections).toEqual([]);
    },
  );

  scenario(
    'is skipped with `on-missing-credentials: skip`, and the post step does nothing',
    {},
    async (stage) => {
      const { job, main, post } = await stage.play(
        { ...SKIP, region: 'us-south, eu-de' },
        pullRequest('somebody/octo-repo'),
      );

      expect(main.conclusion).toBe('success');
      const said = /^Not logged in, because `on-missing-credentials: skip` is set\..*fork/;
      expect(readMessages(main, 'notice')).toEqual([expect.stringMatching(said)]);
      expect(readMessages(main, 'warning')).toEqual([]);
      expect(main.summary).toMatch(/Not logged in, because .*fork/);
      expect(job.passOutputs(main.outputs)).toEqual({
        registry: 'us.icr.io',
        registries: '["us.icr.io","de.icr.io"]',
        'logged-in': 'false',
      });
      expect(post?.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
      expect(stage.cloud.connections).toEqual([]);
    },
  );

  const strangers: readonly (readonly [string, JobOptions])[] = [
    ['a pull request from a fork', pullRequest('somebody/octo-repo')],
    [
      'a pull request by Dependabot',
      { ...pullRequest('octo-org/octo-repo'), actor: 'dependabot[bot]' },
    ],
  ];
  for (const [who, options] of strangers) {
    scenario(`for ${who} is skipped with a notice`, {}, async (stage) => {
      const { main } = await stage.play(SKIP, options);

      expect(main.annotations.map(({ level }) => level)).toEqual(['notice']);
    });
  }

  const misspelt: readonly (readonly [string, JobOptions])[] = [
    ['a push', {}],
    ['a pull request from the repository itself', pullRequest('octo-org/octo-repo')],
    ['a schedule', { event: { name: 'schedule', payload: {} } }],
  ];
  for (const [what, options] of misspelt) {
    scenario(`for ${what} causes a warning about a misspelled secret`, {}, async (stage) => {
      const { main, post } = await stage.play(SKIP, options);

      expect(main.outputs['logged-in']).toBe('false');
      const [warning, ...more] = readMessages(main, 'warning');
      expect(more).toEqual([]);
      expect(warning).toMatch(/^Not logged in, because .*misspelled/);
      expect(warning).toContain('Settings > Secrets and variables > Actions');
      expect(main.summary).toContain('misspelled');
      expect(post?.annotations).toEqual([]);
    });
  }
});

describe('leftover inputs of docker/login-action', () => {
  scenario(
    'without a credential cause an error that names their replacements',
    {},
    async (stage) => {
      const { apiKey } = stage.user;
      const [all, registry, password] = await stage.refuse([
        { ...NOTHING, region: '', registry: 'us.icr.io', username: 'iamapikey', password: apiKey },
        { region: '', registry: 'us.icr.io' },
        { ...SKIP, username: 'iamapikey', password: apiKey },
      ]);

      for (const main of [all, registry, password]) {
        expect(main && readError(main).code).toBe('input-invalid');
      }
      const { message } = readError(all as StepResult);
      expect(message).toContain(
        '`registry`, `username`, `password`: this action does not have these inputs of docker/login-action',
      );
      expect(message).toContain('`registry` is `region` here');
      expect(message).toContain('`password` is `api-key` here');
    },
  );

  scenario(
    'in addition to the inputs of this action are ignored with a notice',
    {},
    async (stage) => {
      const { main } = await stage.play({
        client: 'file',
        registry: 'us.icr.io',
        username: 'iamapikey',
        password: stage.user.apiKey,
      });

      expect(main.outputs['logged-in']).toBe('true');
      expect(readMessages(main, 'notice')).toEqual([
        expect.stringContaining(
          '`registry`, `username`, `password`: this action does not have these inputs of docker/login-action',
        ),
      ]);
    },
  );

  scenario('are ignored if they are empty', {}, async (stage) => {
    const empty = { registry: '', username: '', password: '' };
    const { main } = await stage.play({ ...NOTHING, ...empty });

    expect(readError(main).code).toBe('missing-credentials');
  });
});
