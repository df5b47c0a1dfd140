import { join } from 'node:path';
import { expect } from 'vitest';
import { endFault, playFault } from '../support/fs-fault.ts';
import { expectDisarmed } from '../support/hostile.ts';
import { interruptAt, listTemporary } from '../support/interrupt.ts';
import { endJob, listAlive, MINT } from '../support/minting.ts';
import type { Stage } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { CHECK, listRequests } from '../support/traffic.ts';
import { cells, type Entry, type FaultName, plays } from './entry.ts';
import { fail } from './fail.ts';
import { REDIRECT, type Weather } from './weather.ts';

const FILE = { client: 'file' };

const LASTING: readonly (readonly [FaultName, Weather, code: string, text: RegExp])[] = [
  [
    'HTTP 4xx',
    { do: { kind: 'status', status: 403, body: '<html>Blocked</html>' } },
    'credential-refused',
    /The login to us\.icr\.io failed: HTTP 403 from us\.icr\.io\n/,
  ],
  ['redirect', REDIRECT, 'redirect-refused', /redirect \(HTTP 307\).*never follows/],
  ['nonsense', { do: { kind: 'nonsense' } }, 'reply-invalid', /not a token of the registry/],
  [
    'hang',
    { do: { kind: 'hang' } },
    'timed-out',
    /No usable answer from us\.icr\.io within 12 seconds\./,
  ],
];

/** The client logs in. Temporary faults are in `storm.ts`. */
export const CHECK_ROW: readonly Entry[] = [
  ...LASTING.map(([fault, weather, code, text]) =>
    plays(cells('check', fault), code, async (stage) => {
      stage.cloud.faults.add({ ...CHECK, ...weather });
      // Enough time for a busy machine to get to the request.
      const timeout = fault === 'hang' ? '12' : '30';
      const { message } = await fail(stage, code, { ...FILE, timeout });
      expect(message).toMatch(text);
      expect(listRequests(stage.cloud)).toEqual(['GET us.icr.io/oauth/token']);
    }),
  ),
  plays(cells('check', 'refused'), 'credential-refused', async (stage) => {
    const key = 'wrong-key-0123456789-0123456789-0123456789ab';
    stage.secrets.push(key);
    const { message } = await fail(stage, 'credential-refused', { ...FILE, 'api-key': key });
    expect(message).toContain('The registry us.icr.io refused the credential.');
    expect(stage.cloud.requests).toHaveLength(1);
  }),
  plays(cells('check', 'hostile text'), 'credential-refused', async (stage) => {
    stage.cloud.faults.add({ ...CHECK, do: { kind: 'hostile' } });
    const { main } = await fail(stage, 'credential-refused', FILE);
    expectDisarmed(main);
    expect(main.log).not.toContain('IBM transaction ID');
  }),
  plays(
    cells('check', 'disk full'),
    'runner-not-writable',
    (stage) => spoilDirectory(stage, 'ENOSPC', 2),
    { programs: ['docker'] },
  ),
  plays(
    cells('check', 'permission'),
    'runner-not-writable',
    (stage) => spoilDirectory(stage, 'EACCES', 2),
    { programs: ['docker'] },
  ),
  plays(cells('check', 'killed'), 'no valid credential left', async (stage) => {
    const { cloud } = stage;
    const job = stage.startJob();
    const step = stage.step(job, { ...MINT, region: 'us-south, eu-de' });
    const main = await interruptAt(step, { cloud, moment: 'received', match: CHECK });
    expect(main.signal).toBe('SIGKILL');
    expect(listAlive(stage)).toHaveLength(2);
    const post = await endJob(job);
    expect(post.annotations).toEqual([]);
    expect(listAlive(stage)).toEqual([]);
  }),
];

/**
 * The first file in the private directory is its marker. The second one is the config that docker writes
 * to.
 */
async function spoilDirectory(
  stage: Stage,
  outcome: 'ENOSPC' | 'EACCES',
  call: number,
): Promise<void> {
  const job = stage.startJob();
  const below = join(job.runnerTemp, 'icr-login-check-');
  playFault(job, { below, call, outcome, only: 'write' });
  const main = await stage.step(job, { client: 'docker' }).main();
  endFault(job);
  const { code, message } = readError(main);
  expect(code).toBe('runner-not-writable');
  expect(message).toMatch(new RegExp(`${outcome}.*us\\.icr\\.io/config\\.json`));
  expect(main.outputs['logged-in'] ?? 'false').toBe('false');
  expect(stage.cloud.connections).toEqual([]);
  expect(listTemporary(job)).toEqual([]);
}
