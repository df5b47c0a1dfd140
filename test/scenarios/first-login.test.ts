import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect } from 'vitest';
import { toEntry } from '../support/docker-config.ts';
import { EVERYWHERE, scenario } from '../support/scenario.ts';

describe('a login with an API key', () => {
  scenario(
    'is written by docker and removed after the job',
    { programs: ['docker'] },
    async (stage) => {
      const job = stage.startJob();
      const main = await stage.step(job, { region: 'us-south, eu-de' }).main();

      expect(main.failed).toBe(false);
      expect(main.outputs).toMatchObject({
        registry: 'us.icr.io',
        registries: '["us.icr.io","de.icr.io"]',
        username: 'iamapikey',
        'logged-in': 'true',
        'config-path': stage.machine.dockerConfigPath,
      });
      const auth = Buffer.from(`iamapikey:${stage.user.apiKey}`).toString('base64');
      expect(stage.readConfig()).toEqual({
        auths: { 'us.icr.io': { auth }, 'de.icr.io': { auth } },
      });
      // The key stays in the config while the job runs, because it was not exchanged for another
      // credential.
      await job.finish();
    },
  );

  scenario('is written without a client and removed after the job', EVERYWHERE, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    const job = stage.startJob();
    const main = await stage.step(job, { client: 'file', region: 'us-south, eu-de' }).main();

    expect(main.annotations).toEqual([]);
    expect(main.failed).toBe(false);
    expect(main.outputs).toMatchObject({
      registry: 'us.icr.io',
      registries: '["us.icr.io","de.icr.io"]',
      username: 'iamapikey',
      'logged-in': 'true',
      'config-path': path,
    });
    const entry = toEntry(stage.user.apiKey);
    expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': entry, 'de.icr.io': entry } });
    const [post] = await job.finish();
    expect(post?.lines).toEqual([
      `de.icr.io: removed the login (${path}).`,
      `us.icr.io: removed the login (${path}).`,
    ]);
    expect(existsSync(dirname(path))).toBe(false);
  });
});
