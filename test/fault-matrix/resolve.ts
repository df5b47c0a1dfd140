import { expect } from 'vitest';
import { writeBefore } from '../support/docker-config.ts';
import { endFault, playFault } from '../support/fs-fault.ts';
import { MINE, writeMine } from '../support/home.ts';
import { expectNothingObeyed } from '../support/hostile.ts';
import { listTemporary } from '../support/interrupt.ts';
import { enforceModes } from '../support/launchers.ts';
import type { Stage } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { cannot, cells, type Entry, plays } from './entry.ts';
import { fail } from './fail.ts';

const FILE = { client: 'file' };

/** From the inputs to registries, a client and a config. Nothing is sent. */
export const RESOLVE: readonly Entry[] = [
  cannot(
    cells(
      'resolve',
      'HTTP 4xx',
      'HTTP 5xx',
      'HTTP 429',
      'redirect',
      'reset before acting',
      'reset after acting',
      'wrong content type',
    ),
    'no request is sent',
  ),
  cannot(
    cells('resolve', 'hang', 'slow'),
    'no request is sent, and a file-system call cannot be given up',
  ),
  plays(cells('resolve', 'refused'), 'region-unknown', async (stage) => {
    const { message } = await fail(stage, 'region-unknown', { ...FILE, region: 'us-east' });
    expect(message).toContain('The region us-east has no registry.');
    expect(stage.cloud.connections).toEqual([]);
  }),
  plays(cells('resolve', 'nonsense'), 'config-malformed', (stage) =>
    refuseConfig(stage, '{"auths": "us.icr.io"}', '`auths` must be an object of logins.'),
  ),
  plays(cells('resolve', 'truncated'), 'config-malformed', (stage) =>
    refuseConfig(stage, MINE.slice(0, -9), 'its JSON is invalid, see line 3, column'),
  ),
  plays(cells('resolve', 'hostile text'), 'region-unknown', async (stage) => {
    const region = 'us ##[add-mask]hostile';
    const { main } = await fail(stage, 'region-unknown', { ...FILE, region });
    expectNothingObeyed(main);
    expect(stage.cloud.connections).toEqual([]);
  }),
  plays(
    cells('resolve', 'disk full'),
    'runner-not-writable',
    async (stage) => {
      const job = stage.startJob();
      playFault(job, {
        below: job.runnerTemp,
        call: 1,
        outcome: 'ENOSPC',
        only: 'mkdtemp',
      });
      const main = await stage.step(job, { client: 'docker' }).main();
      endFault(job);
      const { code, message } = readError(main);
      expect(code).toBe('runner-not-writable');
      expect(message).toContain('ENOSPC');
      expect(stage.cloud.connections).toEqual([]);
      expect(listTemporary(job)).toEqual([]);
    },
    { programs: ['docker'] },
  ),
  plays(cells('resolve', 'permission'), 'config-not-writable', async (stage) => {
    const path = stage.machine.dockerConfigPath;
    writeBefore(path, MINE, 0o200);
    const { main, post } = await stage.play(FILE, { launcher: enforceModes() });
    const { code, message } = readError(main);
    expect(code).toBe('config-not-writable');
    expect(message).toContain(`${path} cannot be read or changed: EACCES`);
    expect(stage.cloud.requests).toEqual([]);
    expect(post?.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
  }),
  plays(cells('resolve', 'killed'), 'nothing to undo', async (stage) => {
    writeMine(stage);
    const job = stage.startJob();
    const below = stage.machine.dockerConfigPath;
    playFault(job, { below, call: 1, outcome: 'kill', only: 'stat' });
    const main = await stage.step(job, FILE).main();
    endFault(job);
    expect(main.signal).toBe('SIGKILL');
    const [post] = await job.finish();
    expect(post?.lines).toEqual(['This step did not log in, so there is nothing to undo.']);
    expect(stage.cloud.connections).toEqual([]);
  }),
];

async function refuseConfig(stage: Stage, text: string, flaw: string): Promise<void> {
  writeBefore(stage.machine.dockerConfigPath, text);
  const { message } = await fail(stage, 'config-malformed', FILE);
  expect(message).toContain(flaw);
  expect(stage.cloud.connections).toEqual([]);
}
