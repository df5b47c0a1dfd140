import { describe, expect } from 'vitest';
import { endFault, failSave, SAVES } from '../support/fs-fault.ts';
import { readKey, writeMine } from '../support/home.ts';
import { endJob, listAlive, MINT } from '../support/minting.ts';
import { LINUX, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { REMOVAL } from '../support/traffic.ts';

/** What a step saves when it mints a token and logs in. The fault matrix covers the ID. */
const SAVED = [
  ['that nothing was done', SAVES.nothing],
  ['its initial state', SAVES.start],
  ['what its trial writes', SAVES.trial],
  ['the end of its trial', SAVES.trialOver],
  ['the intent to mint', SAVES.intent],
  ['where the login is written', SAVES.login],
] as const;

describe('a full disk while the step saves', () => {
  for (const [what, save] of SAVED) {
    scenario(
      `${what} causes an error, and nothing is valid after the post step`,
      {},
      async (stage) => {
        const job = stage.startJob();
        failSave(job, save, 'ENOSPC');
        const main = await stage.step(job, MINT).main();
        endFault(job);

        const { code, message } = readError(main);
        expect(code).toBe('runner-not-writable');
        expect(message).toContain('ENOSPC');
        expect(stage.cloud.ledger.all()).toHaveLength(save > SAVES.intent ? 1 : 0);
        expect(stage.readConfig()).toBeUndefined();
        const post = await endJob(job);
        expect(post.annotations).toEqual([]);
        expect(listAlive(stage)).toEqual([]);
      },
    );
  }
});

describe('a disk that stays full', () => {
  const files = { state: 'GITHUB_STATE', outputs: 'GITHUB_OUTPUT' };
  for (const [what, variable] of Object.entries(files)) {
    scenario(`for the ${what} causes an error that says so`, LINUX, async (stage) => {
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

  for (const inputs of [{ client: 'file' }, { ...MINT, revoke: 'false' }]) {
    const given = Object.keys(inputs).join(', ');
    scenario(
      `for the outputs restores the login before, with ${given} and logout: false`,
      LINUX,
      async (stage) => {
        writeMine(stage);
        const launcher = ['/usr/bin/env', 'GITHUB_OUTPUT=/dev/full'];
        const { main, post } = await stage.play({ ...inputs, logout: 'false' }, { launcher });

        expect(readError(main).code).toBe('runner-not-writable');
        expect(readKey(stage)).toBe('mine');
        expect(listAlive(stage)).toEqual([]);
        expect(post?.annotations).toEqual([]);
      },
    );
  }

  scenario('for the outputs revokes in the post step what could not be', LINUX, async (stage) => {
    stage.cloud.faults.add({ ...REMOVAL, times: 1, do: { kind: 'status', status: 403 } });
    const launcher = ['/usr/bin/env', 'GITHUB_OUTPUT=/dev/full'];
    const job = stage.startJob({ launcher });
    const main = await stage.step(job, { ...MINT, revoke: 'false' }).main();
    expect(main.failed).toBe(true);
    expect(listAlive(stage)).toHaveLength(1);
    const post = await endJob(job);

    expect(post.annotations).toEqual([]);
    expect(listAlive(stage)).toEqual([]);
  });

  scenario('for the outputs does not hide a wrong key', LINUX, async (stage) => {
    const launcher = ['/usr/bin/env', 'GITHUB_OUTPUT=/dev/full'];
    const wrong = { client: 'file', 'api-key': 'wrong-key-0123456789-0123456789-0123456789ab' };
    const { main, post } = await stage.play(wrong, { launcher });

    expect(readError(main).code).toBe('credential-refused');
    const [warning, ...more] = readMessages(main, 'warning');
    expect(warning).toMatch(/^The outputs were not set\. .*ENOSPC/);
    expect(more).toEqual([]);
    expect(post?.annotations).toEqual([]);
  });

  scenario('is not the same as a missing file of the runner', LINUX, async (stage) => {
    const launcher = ['/usr/bin/env', 'GITHUB_OUTPUT=/nonexistent'];
    const { main, post } = await stage.play({ client: 'file' }, { launcher });

    const { code, message } = readError(main);
    expect(code).toBe('unexpected-error');
    expect(message).toContain('Missing file at path: /nonexistent');
    expect(post?.annotations).toEqual([]);
    expect(stage.readConfig()).toBeUndefined();
  });

  scenario('for the summary causes a warning, and the login works', LINUX, async (stage) => {
    const launcher = ['/usr/bin/env', 'GITHUB_STEP_SUMMARY=/dev/full'];
    const { main } = await stage.play({ client: 'file' }, { launcher });

    expect(main.outputs['logged-in']).toBe('true');
    const [warning, ...more] = readMessages(main, 'warning');
    expect(warning).toMatch(/^The job summary was not written\. .*ENOSPC/);
    expect(more).toEqual([]);
  });
});
