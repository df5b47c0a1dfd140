import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { requireProgram } from '../../support/programs.ts';

const STORY = `
  import { startIbmCloud } from ${JSON.stringify(new URL('../../ibm-cloud/index.ts', import.meta.url).href)};
  const cloud = await startIbmCloud();
  const account = cloud.createAccount();
  cloud.createNamespace({ account, registry: 'us-south', name: 'example' });
  await cloud.seedImage('us-south', 'example/app', '1');
  console.log(cloud.registryKind, await cloud.hasImage('us.icr.io', 'example/app', '1'));
  await cloud.stop();
`;

it('the double runs without a test framework or other programs, and does not keep the process running', async () => {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', STORY],
    { env: { PATH: '' }, timeout: 20_000 },
  );
  expect([stdout, stderr]).toEqual(['memory true\n', '']);
});

it('a missing program does not skip tests in CI', () => {
  const before = process.env['CI'];
  try {
    process.env['CI'] = 'true';
    expect(() => requireProgram('no-such-program')).toThrow('no-such-program is not on the PATH');
    process.env['CI'] = '';
    expect(requireProgram('no-such-program')).toBe(false);
  } finally {
    delete process.env['CI'];
    if (before !== undefined) {
      process.env['CI'] = before;
    }
  }
});
