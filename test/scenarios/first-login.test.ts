import { describe, expect } from 'vitest';
import { scenario } from '../support/scenario.ts';

describe('a login with an API key', () => {
  scenario(
    'is written by docker and gone after the job',
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
      // The key is in the config for as long as the job runs, because it was not exchanged for another.
      await job.finish();
    },
  );
});
