import { describe, expect } from 'vitest';
import type { JobOptions } from '../runner/index.ts';
import { scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';

const NOTHING = { 'api-key': '' };
const SKIP = { ...NOTHING, 'on-missing-credentials': 'skip' };

/** A pull request of the repository, from a branch of the given one. */
function pullRequest(from: string): JobOptions {
  const repository = (fullName: string) => ({ repo: { full_name: fullName } });
  const payload = {
    pull_request: { head: repository(from), base: repository('octo-org/octo-repo') },
  };
  return { event: { name: 'pull_request', payload } };
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
});
