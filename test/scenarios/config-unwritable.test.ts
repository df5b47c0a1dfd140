import { chmodSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect } from 'vitest';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { mindModes } from '../support/launchers.ts';
import { scenario } from '../support/scenario.ts';

const MINE = '{"auths": {"us.icr.io": {"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}}}';

describe('a config that cannot be written', () => {
  scenario(
    'because of its directory: an error, and what was minted is revoked',
    {},
    async (stage) => {
      const path = stage.machine.dockerConfigPath;
      writeBefore(path, MINE);
      chmodSync(dirname(path), 0o500);
      const { main, post } = await stage.play(
        { client: 'file', mint: 'registry-token' },
        { launcher: mindModes() },
      );
      expect(main.annotations).toHaveLength(1);
      expect(main.annotations[0]?.message).toContain(`${path} cannot be read or changed: EACCES`);
      expect(stage.cloud.ledger.alive()).toEqual([]);
      expect(post?.annotations).toEqual([]);
    },
  );

  scenario('because it is below a file: an error before any request', {}, async (stage) => {
    const file = join(stage.machine.home, 'file');
    writeBefore(file, 'not a directory');
    const { main, post } = await stage.play({ client: 'file' }, { env: { DOCKER_CONFIG: file } });
    expect(main.log).toContain('(icr-login: config-not-writable)');
    expect(stage.cloud.requests).toEqual([]);
    expect(post?.annotations).toEqual([]);
  });

  scenario('nor read: an error before any request', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    writeBefore(path, MINE, 0o200);
    const { main, post } = await stage.play({ client: 'file' }, { launcher: mindModes() });
    expect(main.log).toContain('(icr-login: config-not-writable)');
    expect(stage.cloud.requests).toEqual([]);
    expect(post?.annotations).toEqual([]);
  });
});

describe('a config that is read-only in a directory that is not', () => {
  scenario('takes the login as it does from docker, and stays read-only', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    writeBefore(path, MINE, 0o400);
    const job = stage.startJob({ launcher: mindModes() });
    await stage.step(job, { client: 'file' }).main();
    expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
    expect(statSync(path).mode & 0o777).toBe(0o400);
    await job.finish();
    expect(readFileSync(path, 'utf8')).toBe(MINE);
  });
});
