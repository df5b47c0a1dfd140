import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { endFault, playFault } from '../support/fs-fault.ts';
import { endJob, listAlive, MINT } from '../support/minting.ts';
import { LINUX, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';

/** What a step saves, and in which order, when it mints a token and logs in; the ID is in the fault matrix. */
const SAVED: readonly (readonly [call: number, what: string])[] = [
  [1, 'the intent'],
  [3, 'all of it once more, during the check'],
  [4, 'where the login is written'],
];

describe('a disk that is full for a moment, as the step saves', () => {
  for (const [call, what] of SAVED) {
    scenario(`${what}: an error, and nothing alive after the post step`, {}, async (stage) => {
      const job = stage.startJob();
      const below = join(job.runnerTemp, '_runner_file_commands', 'save_state_');
      playFault(job, { below, call, outcome: 'ENOSPC' });
      const main = await stage.step(job, MINT).main();
      endFault(job);

      const { code, message } = readError(main);
      expect(code).toBe('runner-not-writable');
      expect(message).toContain('ENOSPC');
      expect(stage.cloud.ledger.all()).toHaveLength(call === 1 ? 0 : 1);
      expect(stage.readConfig()).toBeUndefined();
      const post = await endJob(job);
      expect(post.annotations).toEqual([]);
      expect(listAlive(stage)).toEqual([]);
    });
  }
});

describe('a disk that stays full', () => {
  const files = { state: 'GITHUB_STATE', outputs: 'GITHUB_OUTPUT' };
  for (const [what, variable] of Object.entries(files)) {
    scenario(`for ${what} is an error that says so`, LINUX, async (stage) => {
      const launcher = ['/usr/bin/env', `${variable}=/dev/full`];
      const job = stage.startJob({ launcher });
      const main = await stage.step(job, MINT).main();

      const { code, message } = readError(main);
      expect(code).toBe('runner-not-writable');
      expect(message).toContain('ENOSPC: no space left on device');
      await endJob(job);
      expect(listAlive(stage)).toEqual([]);
      expect(stage.readConfig()).toBeUndefined();
    });
  }

  scenario('for the summary is a warning: the login stands', LINUX, async (stage) => {
    const launcher = ['/usr/bin/env', 'GITHUB_STEP_SUMMARY=/dev/full'];
    const { main } = await stage.play({ client: 'file' }, { launcher });

    expect(main.outputs['logged-in']).toBe('true');
    const [warning, ...more] = readMessages(main, 'warning');
    expect(warning).toMatch(/^The job summary was not written\. .*ENOSPC/);
    expect(more).toEqual([]);
  });
});
