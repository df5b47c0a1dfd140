import { describe, expect } from 'vitest';
import { scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';

describe('a post step whose saved state', () => {
  const damaged: readonly (readonly [string, string])[] = [
    ['is cut off', '{"version":1,"skipped":fal'],
    ['comes from another version', '{"version":2}'],
  ];
  for (const [how, state] of damaged) {
    scenario(`${how} is reported, changes nothing and lets the job pass`, {}, async (stage) => {
      const job = stage.startJob();
      const step = stage.step(job, { client: 'file' });
      const main = await step.main();
      const config = stage.readConfig();
      step.state.set('icr-login', state);
      const post = await step.post();

      expect(post.failed).toBe(false);
      const [warning, ...others] = readMessages(post, 'warning');
      expect(warning).toMatch(
        /^The login could not be undone: The saved state of this step is damaged, or another version of this action saved it, so nothing was undone\.\nTo remove its logins, run `docker logout HOST` for each registry host\. /,
      );
      expect(warning).toContain('(icr-login: saved-state-invalid)');
      expect(others).toEqual([]);
      expect(stage.readConfig()).toEqual(config);
      // A later job undoes the login.
      await job.finish();
      expect(main.failed).toBe(false);
      await stage.play({ client: 'file' });
      expect(stage.readConfig()).toBeUndefined();
    });
  }
});
