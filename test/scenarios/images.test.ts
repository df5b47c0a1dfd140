import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Job } from '../runner/index.ts';
import { MINT } from '../support/minting.ts';
import { readOutput } from '../support/outputs.ts';
import { type ScenarioOptions, type Stage, scenario } from '../support/scenario.ts';

const IMAGE = 'us.icr.io/team/app:1';

/** Uses the registry program that others use as well, which stores images on disk. */
function withPrograms(...programs: readonly string[]): ScenarioOptions {
  return { programs: [...programs, 'docker-registry'], cloud: { registry: 'distribution' } };
}

/** What a container client does with the config that the action wrote. */
interface ImageClient {
  /** Whether it was permitted, and the output of the client. */
  readonly pull: (config: string) => Promise<readonly [isAllowed: boolean, said: string]>;
  readonly push: (
    config: string,
    to: string,
  ) => Promise<readonly [isAllowed: boolean, said: string]>;
}

function useSkopeo(job: Job, folder: string): ImageClient {
  const copy = async (config: string, from: string, to: string) => {
    const args = ['copy', '--quiet', '--authfile', config, from, to];
    const { exitCode, stderr } = await job.run('skopeo', args);
    return [exitCode === 0, stderr] as const;
  };
  const image = `dir:${join(folder, 'image')}`;
  return {
    pull: (config) => copy(config, `docker://${IMAGE}`, image),
    push: (config, to) => copy(config, image, `docker://${to}`),
  };
}

function usePodman(job: Job, folder: string): ImageClient {
  // Its own storage, which needs no permission to mount anything.
  const storage = ['--root', join(folder, 'root'), '--runroot', join(folder, 'run')];
  const run = async (...args: readonly string[]) => {
    const { exitCode, stderr } = await job.run('podman', [
      ...storage,
      '--storage-driver=vfs',
      ...args,
    ]);
    return [exitCode === 0, stderr] as const;
  };
  return {
    pull: (config) => run('pull', '--quiet', '--authfile', config, IMAGE),
    push: (config, to) => run('push', '--quiet', '--authfile', config, IMAGE, to),
  };
}

/** Creates the image that exists before the job. */
async function seed({ cloud, account }: Stage): Promise<void> {
  cloud.createNamespace({ account, registry: 'us-south', name: 'team' });
  await cloud.seedImage('us-south', 'team/app', '1');
}

describe('a minted registry token', () => {
  const clients = { skopeo: useSkopeo, podman: usePodman };
  for (const [name, use] of Object.entries(clients)) {
    scenario(
      `lets ${name} pull but not push, and do nothing after the job`,
      withPrograms(name),
      async (stage) => {
        await seed(stage);
        const { machine, cloud } = stage;
        const job = stage.startJob();
        const step = stage.step(job, MINT);
        const main = await step.main();
        const config = readOutput(main, 'config-path');
        const client = use(job, machine.temp);

        expect(await client.pull(config)).toEqual([true, '']);
        const [isPushed, said] = await client.push(config, 'us.icr.io/team/other:1');
        expect(isPushed).toBe(false);
        expect(said).toMatch(/denied|unauthorized|insufficient/);
        expect(await cloud.hasImage('us-south', 'team/other', '1')).toBe(false);

        const stolen = join(machine.temp, 'stolen.json');
        copyFileSync(config, stolen);
        await step.post();
        expect(existsSync(config)).toBe(false);
        const [isPulled, refusal] = await client.pull(stolen);
        expect(isPulled).toBe(false);
        expect(refusal).toMatch(/unable to retrieve auth token|unauthorized|authentication/);
        stage.excepted.push(`file ${stolen}`);
      },
    );
  }

  scenario(
    'with `access: read-write` lets a client push',
    withPrograms('skopeo'),
    async (stage) => {
      await seed(stage);
      const job = stage.startJob();
      const main = await stage.step(job, { ...MINT, access: 'read-write' }).main();
      const config = readOutput(main, 'config-path');
      const client = useSkopeo(job, stage.machine.temp);

      expect(await client.pull(config)).toEqual([true, '']);
      expect(await client.push(config, 'us.icr.io/team/copy:1')).toEqual([true, '']);
      expect(await stage.cloud.hasImage('us-south', 'team/copy', '1')).toBe(true);
    },
  );
});
