import { describe, expect } from 'vitest';
import { scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';

const FILE = { client: 'file' };

/** The file that IBM Cloud's console offers for download with a new key. */
function writeKeyFile(apikey: string): string {
  const name = 'release pipeline';
  return JSON.stringify(
    { name, description: '', createdAt: '2026-10-01T08:00+0000', apikey },
    null,
    2,
  );
}

describe('a secret as people paste it', () => {
  scenario('is the whole file with the API key, and white space around it', {}, async (stage) => {
    const text = writeKeyFile(stage.user.apiKey);
    const { main, job } = await stage.play({
      ...FILE,
      'api-key': `\n  ${text}\r\n`,
      region: 'us-south, eu-de',
    });

    expect(main.outputs).toMatchObject({ username: 'iamapikey', 'logged-in': 'true' });
    // A brace from a line of the file as a mask would tear holes into logs, and outputs out of jobs.
    expect(main.masks.filter((value) => value.length < 20)).toEqual([]);
    expect(job.passOutputs(main.outputs)).toEqual(main.outputs);
  });

  scenario('is a registry token with `bearer` in front', {}, async (stage) => {
    const { account } = stage;
    const { value } = await stage.cloud.seedRegistryToken({ account, registry: 'us-south' });
    stage.secrets.push(value);
    const { main } = await stage.play({
      ...FILE,
      'api-key': '',
      'registry-token': `bearer ${value}`,
    });

    expect(main.outputs).toMatchObject({ username: 'token', 'logged-in': 'true' });
  });

  scenario('is refused with white space inside, and its parts are masked', {}, async (stage) => {
    const { apiKey } = stage.user;
    const parts = [apiKey.slice(0, 22), apiKey.slice(22)];
    const main = await stage.fail({ 'api-key': parts.join('\n') });

    const { code, message } = readError(main);
    expect(code).toBe('token-invalid');
    expect(message).toContain('The secret in `api-key` has white space inside.');
    expect(main.masks).toEqual(expect.arrayContaining(parts));
    expect(stage.cloud.connections).toEqual([]);
  });
});
