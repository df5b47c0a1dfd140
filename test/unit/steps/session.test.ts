import { afterEach, describe, expect, it, vi } from 'vitest';
import { registryToken } from '../../../src/credentials/registry-token.ts';
import { readInputs } from '../../../src/inputs/inputs.ts';
import { openSession } from '../../../src/session.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('a session', () => {
  it('whose source cannot have an IAM access token says so', async () => {
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    vi.stubEnv('GITHUB_STATE', '');
    vi.stubEnv('INPUT_REGION', 'us-south');
    const source = { kind: registryToken, secret: 'a-registry-token', profile: undefined };
    const session = openSession(readInputs(), source);

    await expect(session.iamToken()).rejects.toThrow('A registry token has no IAM access token.');
  });
});
