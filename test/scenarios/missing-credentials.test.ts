import { describe, expect } from 'vitest';
import type { JobOptions } from '../runner/index.ts';
import { scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';

const NOTHING = { 'api-key': '' };
const SKIP = { ...NOTHING, 'on-missing-credentials': 'skip' };

/** A pull request of the repository, from a branch of the given one. */
function pullRequest(from: string, name = 'pull_request'): JobOptions {
  const repository = (fullName: string) => ({ repo: { full_name: fullName } });
  const payload = {
    pull_request: { head: repository(from), base: repository('octo-org/octo-repo') },
  };
  return { event: { name, payload } };
}

describe('a login without a credential', () => {
  scenario('fails with the inputs that could have one, and no request', {}, async (stage) => {
    const { main, post } = await stage.play(NOTHING);

    const { code, message } = readError(main);
    expect(code).toBe('missing-credentials');
    expect(message).toContain('`api-key`, `access-token`, `registry-token`, `refresh-token`');
    expect(message).toContain('`on-missing-credentials: skip`');
    expect(post?.lines).toEqual(['Nothing was logged in, so there is nothing to undo.']);
    expect(stage.cloud.connections).toEqual([]);
  });

  scenario('points a reusable workflow to `secrets: inherit`', {}, async (stage) => {
    const main = await stage.fail(NOTHING, { event: { name: 'workflow_call', payload: {} } });

    expect(readError(main).message).toContain('`secrets: inherit`');
  });

  scenario('blames the fork in a pull request from one', {}, async (stage) => {
    const main = await stage.fail(NOTHING, pullRequest('somebody/octo-repo'));

    expect(readError(main).message).toContain('a pull request from a fork');
  });

  scenario('blames no fork in a pull request from the repository itself', {}, async (stage) => {
    const main = await stage.fail(NOTHING, pullRequest('octo-org/octo-repo'));

    expect(readError(main).message).toContain('is not set, is misspelt');
  });

  scenario('blames no fork where forks get secrets', {}, async (stage) => {
    const event = pullRequest('somebody/octo-repo', 'pull_request_target');
    const main = await stage.fail(NOTHING, event);

    expect(readError(main).message).toContain('is not set, is misspelt');
  });

  scenario('points Dependabot to its own secrets', {}, async (stage) => {
    const event = pullRequest('octo-org/octo-repo');
    const main = await stage.fail(NOTHING, { ...event, actor: 'dependabot[bot]' });

    expect(readError(main).message).toContain('Secrets and variables > Dependabot');
  });

  scenario('points Dependabot to the usual secrets where it gets them', {}, async (stage) => {
    const event = pullRequest('octo-org/octo-repo', 'pull_request_target');
    const main = await stage.fail(NOTHING, { ...event, actor: 'dependabot[bot]' });

    expect(readError(main).message).toContain('Secrets and variables > Actions');
  });

  scenario('is skipped on request, and the end of the job does nothing', {}, async (stage) => {
    const { job, main, post } = await stage.play(
      { ...SKIP, region: 'us-south, eu-de' },
      pullRequest('somebody/octo-repo'),
    );

    expect(main.conclusion).toBe('success');
    expect(main.lines).toEqual([
      expect.stringMatching(/^Not logged in, as `on-missing-credentials: skip` asks for\..*fork/),
    ]);
    expect(job.passOutputs(main.outputs)).toEqual({
      registry: 'us.icr.io',
      registries: '["us.icr.io","de.icr.io"]',
      'logged-in': 'false',
    });
    expect(post?.lines).toEqual(['Nothing was logged in, so there is nothing to undo.']);
    expect(stage.cloud.connections).toEqual([]);
  });

  scenario('is not skipped where there is a credential', {}, async (stage) => {
    const { main } = await stage.play({ 'on-missing-credentials': 'skip', client: 'file' });

    expect(main.outputs['logged-in']).toBe('true');
  });
});
