import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job, StepResult } from '../runner/index.ts';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { arrangeKeys, listAlive, MINT } from '../support/minting.ts';
import { readOutput } from '../support/outputs.ts';
import { EVERYWHERE, LINUX, type Stage, scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { EXCHANGE, LISTING, listRequests } from '../support/traffic.ts';

const LOGOUT = join(import.meta.dirname, '..', '..', 'logout');
const MINE = '{"auths": {"us.icr.io": {"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}}}';

/** Runs the action `logout` as a step of a job. */
function runLogout(job: Job, inputs: Readonly<Record<string, string>> = {}): Promise<StepResult> {
  return job.step({ action: LOGOUT, with: inputs }).main();
}

/** The key that the login was created with. */
function withKey({ user }: Stage): Readonly<Record<string, string>> {
  return { 'api-key': user.apiKey };
}

describe('logout', () => {
  scenario(
    'restores the original login, and leaves nothing for the post step to do',
    EVERYWHERE,
    async (stage) => {
      const path = stage.machine.dockerConfigPath;
      writeBefore(path, MINE);
      const job = stage.startJob();
      await stage.step(job, { client: 'file', region: 'us-south, eu-de' }).main();
      const logout = await runLogout(job);

      expect(logout.failed).toBe(false);
      expect(logout.lines).toEqual([
        `de.icr.io: removed the login (${path}).`,
        `us.icr.io: restored the login that was there before (${path}).`,
      ]);
      expect(readFileSync(path, 'utf8')).toBe(MINE);
      const posts = await job.finish();
      expect(posts.flatMap(({ lines }) => lines)).toEqual([
        `${path}: no record of the login is left. It was undone earlier, or never written.`,
      ]);
    },
  );

  scenario('revokes what was minted before the job ends', EVERYWHERE, async (stage) => {
    const { inputs } = arrangeKeys(stage);
    const job = stage.startJob();
    await stage.step(job, { ...inputs, region: 'us-south, eu-de' }).main();
    expect(listAlive(stage)).toHaveLength(1);
    const logout = await runLogout(job, withKey(stage));

    expect(logout.annotations).toEqual([]);
    expect(logout.lines.at(-1)).toMatch(/^Revoked the API key of iam-ServiceId-/);
    expect(listAlive(stage)).toEqual([]);
    const [post] = await job.finish();
    expect(post?.annotations).toEqual([]);
    expect(post?.lines.at(-1)).toMatch(/^The API key .* was already gone\.$/);
  });

  scenario(
    'for one region leaves the other login and the credential that both share',
    {},
    async (stage) => {
      const { inputs } = arrangeKeys(stage);
      const job = stage.startJob();
      await stage.step(job, { ...inputs, region: 'us-south, private.de.icr.io' }).main();
      const one = await runLogout(job, { ...withKey(stage), region: 'eu-de' });

      expect(one.lines).toEqual([
        expect.stringMatching(/^private\.de\.icr\.io: removed the login /),
      ]);
      expect(listAlive(stage)).toHaveLength(1);
      const rest = await runLogout(job, { ...withKey(stage), region: 'us.icr.io' });
      expect(rest.lines.at(-1)).toMatch(/^Revoked the API key /);
      expect(listAlive(stage)).toEqual([]);
      expect(existsSync(stage.machine.dockerConfigPath)).toBe(false);
    },
  );

  scenario('revokes only the registry token of its region', {}, async (stage) => {
    const job = stage.startJob();
    await stage.step(job, { ...MINT, region: 'us-south, eu-de' }).main();
    const logout = await runLogout(job, { ...withKey(stage), region: 'us-south' });

    expect(logout.lines.at(-1)).toBe('Revoked the registry token at us.icr.io.');
    expect(stage.cloud.ledger.alive().map(({ registry }) => registry)).toEqual(['eu-de']);
    await job.finish();
    expect(listAlive(stage)).toEqual([]);
  });

  scenario(
    'without the credential ends the login, and says what stays valid',
    {},
    async (stage) => {
      const job = stage.startJob();
      await stage.step(job, MINT).main();
      const logout = await runLogout(job);

      expect(readMessages(logout, 'warning')).toEqual([
        'What was minted for the login will not be revoked before the job ends. To revoke it now, pass `logout` the credential that you passed to the login.',
      ]);
      expect(existsSync(stage.machine.dockerConfigPath)).toBe(false);
      expect(listAlive(stage)).toHaveLength(1);
      await job.finish();
      expect(listAlive(stage)).toEqual([]);
    },
  );

  scenario('leaves what must not be revoked', {}, async (stage) => {
    const job = stage.startJob();
    const main = await stage.step(job, { ...MINT, revoke: 'false' }).main();
    const logout = await runLogout(job, withKey(stage));

    expect(existsSync(stage.machine.dockerConfigPath)).toBe(false);
    expect(logout.annotations).toEqual([]);
    stage.survivors.push(readOutput(main, 'credential-id'));
  });

  scenario('ends the login even if IAM is down', {}, async (stage) => {
    const { cloud } = stage;
    const job = stage.startJob();
    await stage.step(job, MINT).main();
    const down = cloud.faults.add({ ...EXCHANGE, do: { kind: 'status', status: 400 } });
    const logout = await runLogout(job, withKey(stage));

    expect(logout.failed).toBe(false);
    expect(readMessages(logout, 'warning')).toEqual([
      expect.stringMatching(
        /^What was minted for the login will not be revoked before the job ends\. ./,
      ),
    ]);
    expect(existsSync(stage.machine.dockerConfigPath)).toBe(false);
    down.remove();
  });

  scenario('says so if a service refuses to revoke', {}, async (stage) => {
    const { cloud } = stage;
    const job = stage.startJob();
    await stage.step(job, MINT).main();
    const down = cloud.faults.add({
      host: 'registry',
      path: '/api/v1/tokens',
      do: { kind: 'status', status: 403 },
    });
    const logout = await runLogout(job, withKey(stage));

    expect(readMessages(logout, 'warning')).toEqual([
      expect.stringMatching(
        /^The registry token at us\.icr\.io will not be revoked before the job ends\. ./,
      ),
    ]);
    down.remove();
  });

  scenario('says so if it finds nothing to revoke', {}, async (stage) => {
    const { cloud } = stage;
    const job = stage.startJob();
    await stage.step(job, MINT).main();
    const empty = cloud.faults.add({
      ...LISTING,
      do: { kind: 'status', status: 200, body: { tokens: [] } },
    });
    const logout = await runLogout(job, withKey(stage));

    expect(logout.lines.at(-1)).toBe(
      'No registry token at us.icr.io with the mark of this job was found. The post step searches again.',
    );
    empty.remove();
    await job.finish();
    expect(listAlive(stage)).toEqual([]);
  });

  scenario('fails but revokes if the config cannot be read', {}, async (stage) => {
    const path = stage.machine.dockerConfigPath;
    const job = stage.startJob();
    await stage.step(job, MINT).main();
    const written = readFileSync(path, 'utf8');
    writeFileSync(path, written.slice(1));
    const logout = await runLogout(job, withKey(stage));

    expect(readError(logout).code).toBe('config-malformed');
    expect(listAlive(stage)).toEqual([]);
    writeFileSync(path, written);
    await job.finish();
  });

  scenario('skips a file that cannot be read, and says so', LINUX, async (stage) => {
    const job = stage.startJob();
    await stage.step(job, { client: 'file' }).main();
    // The directory where podman keeps its logins.
    const place = join(stage.machine.root, 'run', 'containers');
    writeFileSync(place, '');
    const logout = await runLogout(job);

    expect(logout.failed).toBe(false);
    expect(readMessages(logout, 'warning')).toEqual([
      expect.stringMatching(/containers\/auth\.json could not be checked\. .* ENOTDIR/),
    ]);
    expect(stage.readConfig()).toBeUndefined();
    const [post] = await job.finish();
    expect(post?.annotations).toEqual([]);
  });

  scenario('for a region without a login warns that another login remains', {}, async (stage) => {
    const job = stage.startJob();
    await stage.step(job, { client: 'file' }).main();
    const logout = await runLogout(job, { region: 'eu-de' });

    expect(readMessages(logout, 'warning')).toEqual([
      'No login was undone: this job is not logged in to any registry in `region`. It is still logged in to us.icr.io.',
    ]);
    expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
    const [post] = await job.finish();
    expect(post?.annotations).toEqual([]);
  });

  scenario(
    'leaves the login of another job in the same home directory alone',
    {},
    async (stage) => {
      const other = stage.startJob();
      await stage.step(other, { client: 'file', region: 'eu-de' }).main();
      const job = stage.startJob();
      const logout = await runLogout(job);

      expect(logout.lines).toEqual(['This job has no login, so there is nothing to undo.']);
      expect(stage.readConfig()).toEqual({ auths: { 'de.icr.io': toEntry(stage.user.apiKey) } });
    },
  );

  scenario(
    'ends the logins in a private config, which is deleted with the job',
    EVERYWHERE,
    async (stage) => {
      const job = stage.startJob();
      const step = stage.step(job, { client: 'file', config: 'isolated' });
      const main = await step.main();
      await runLogout(job);

      const path = readOutput(main, 'config-path');
      expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ auths: {} });
      await step.post();
      expect(existsSync(path)).toBe(false);
    },
  );

  scenario(
    'never sends a token to a host that someone else wrote to the journal',
    {},
    async (stage) => {
      const job = stage.startJob();
      await stage.step(job, MINT).main();
      const path = `${stage.machine.dockerConfigPath}.icr-login-journal`;
      const journal = JSON.parse(readFileSync(path, 'utf8'));
      for (const place of ['us.icr.io.evil.example', 'us.icr.io/evil', 'us-south']) {
        journal.records[0].minted.place = place;
        writeFileSync(path, JSON.stringify(journal));
        stage.cloud.clearRequests();
        const logout = await runLogout(job, withKey(stage));

        expect(readMessages(logout, 'warning')).toHaveLength(1);
        expect(listRequests(stage.cloud)).toEqual([]);
        writeBefore(stage.machine.dockerConfigPath, '{"auths": {}}');
        writeFileSync(path, JSON.stringify(journal));
      }
      stage.changed.push('.docker');
      await job.finish();
    },
  );

  scenario('for an unknown region is an error', {}, async (stage) => {
    const job = stage.startJob();
    await stage.step(job, { client: 'file' }).main();
    const logout = await runLogout(job, { region: 'us-sooth' });

    expect(readError(logout).code).toBe('region-unknown');
    expect(stage.readConfig()).toEqual({ auths: { 'us.icr.io': toEntry(stage.user.apiKey) } });
  });
});
