import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Job } from '../runner/index.ts';
import { findBuiltClient, reportMissingClient } from '../support/built-clients.ts';
import { toEntry, writeBefore } from '../support/docker-config.ts';
import { readOutput } from '../support/outputs.ts';
import { type Stage, scenario } from '../support/scenario.ts';

const IMAGE = 'us.icr.io/team/app:1';
const CHARTS = 'oci://us.icr.io/team';

/** A container client that must find the login by itself. */
interface OciClient {
  /** The program, or the path of one that is not on the PATH. */
  readonly program: string;
  readonly args: (job: Job) => readonly string[];
  readonly prints: RegExp;
}

const DIGEST = /^sha256:[0-9a-f]{64}\n$/;
const IMAGE_ID = /^[0-9a-f]{64}\n$/;
const MANIFEST = /"mediaType": "application\/vnd\.oci\.image\.manifest\.v1\+json"/;

/** The clients that Debian packages. */
const PACKAGED: readonly OciClient[] = [
  {
    program: 'skopeo',
    args: () => ['inspect', '--format={{.Digest}}', `docker://${IMAGE}`],
    prints: DIGEST,
  },
  {
    program: 'podman',
    args: (job) => [...storeIn(job, 'podman'), 'pull', '--quiet', IMAGE],
    prints: IMAGE_ID,
  },
  {
    program: 'buildah',
    args: (job) => [...storeIn(job, 'buildah'), 'pull', '--quiet', '--policy=always', IMAGE],
    prints: IMAGE_ID,
  },
  { program: 'docker', args: () => ['manifest', 'inspect', IMAGE], prints: MANIFEST },
];

const CRANE = findBuiltClient('crane');
const HELM = findBuiltClient('helm');

/** The clients that `.ci/install-clients` builds, if they are installed. */
const BUILT: readonly OciClient[] = [
  ...(CRANE === undefined
    ? []
    : [{ program: CRANE, args: () => ['digest', IMAGE], prints: DIGEST }]),
  ...(HELM === undefined
    ? []
    : [
        {
          program: HELM,
          args: () => ['show', 'chart', `${CHARTS}/hello`],
          prints: /^name: hello$/m,
        },
      ]),
];

const CLIENTS: readonly OciClient[] = [...PACKAGED, ...BUILT];

/** A separate storage, which needs no permission to mount anything. */
function storeIn({ machine }: Job, name: string): readonly string[] {
  const folder = join(machine.temp, name);
  return ['--root', join(folder, 'root'), '--runroot', join(folder, 'run'), '--storage-driver=vfs'];
}

/** Creates the image and its namespace, which exist before the job. */
async function seed({ cloud, account }: Stage): Promise<void> {
  cloud.createNamespace({ account, registry: 'us-south', name: 'team' });
  await cloud.seedImage('us-south', 'team/app', '1');
}

/** Creates and pushes a chart if helm is installed. */
async function pushChart(stage: Stage, job: Job): Promise<void> {
  if (HELM === undefined) {
    return;
  }
  // Where helm caches a repository.
  stage.changed.push('.cache');
  const { temp } = stage.machine;
  const chart = join(temp, 'hello');
  mkdirSync(chart);
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: hello\nversion: 0.1.0\n');
  const packed = await job.run(HELM, ['package', chart, '--destination', temp]);
  expect(packed).toMatchObject({ exitCode: 0 });
  const pushed = await job.run(HELM, ['push', join(temp, 'hello-0.1.0.tgz'), CHARTS]);
  expect(pushed).toMatchObject({ exitCode: 0 });
  expect(await stage.cloud.hasImage('us-south', 'team/hello', '0.1.0')).toBe(true);
}

async function expectAllowed(job: Job, { program, args, prints }: OciClient): Promise<void> {
  const result = await job.run(program, args(job));
  expect({ program, ...result }).toMatchObject({
    program,
    exitCode: 0,
    stdout: expect.stringMatching(prints),
  });
}

async function expectRefused(job: Job, { program, args }: OciClient): Promise<void> {
  const { exitCode, stderr } = await job.run(program, args(job));
  expect({ program, stderr }).toEqual({
    program,
    stderr: expect.stringMatching(/unauthorized: Authorization required/i),
  });
  expect(exitCode).not.toBe(0);
}

/**
 * The only file that helm reads before Docker's. A login in it, from `helm registry login`, takes
 * precedence.
 */
async function expectHelmPrefersItsOwn(stage: Stage, job: Job, config: string): Promise<void> {
  const helm = BUILT.find(({ program }) => program === HELM);
  if (helm === undefined) {
    return;
  }
  const own = join(stage.machine.home, '.config', 'helm', 'registry', 'config.json');
  stage.changed.push('.config');
  writeBefore(own, JSON.stringify({ auths: { 'us.icr.io': toEntry('a key that is no more') } }));
  await expectRefused(job, helm);
  job.exportVariable('HELM_REGISTRY_CONFIG', config);
  await expectAllowed(job, helm);
  job.exportVariable('HELM_REGISTRY_CONFIG', '');
  rmSync(own);
}

const DOING = [
  'skopeo inspects, podman and buildah pull (storage driver vfs), docker reads a manifest',
  ...(CRANE === undefined ? [] : ['crane reads a digest']),
  ...(HELM === undefined ? [] : ['helm pushes and shows a chart']),
].join(', ');

for (const config of ['shared', 'isolated'] as const) {
  scenario(
    `with config: ${config}, clients find the login until the post step: ${DOING}`,
    {
      programs: [...PACKAGED.map(({ program }) => program), 'docker-registry'],
      cloud: { registry: 'distribution' },
    },
    async (stage) => {
      await seed(stage);
      const job = stage.startJob();
      const step = stage.step(job, { client: 'file', config });
      const main = await step.main();
      await pushChart(stage, job);
      for (const client of CLIENTS) {
        await expectAllowed(job, client);
      }
      if (config === 'shared') {
        await expectHelmPrefersItsOwn(stage, job, readOutput(main, 'config-path'));
      }
      await step.post();
      for (const client of CLIENTS) {
        await expectRefused(job, client);
      }
    },
  );
}

for (const [name, path] of Object.entries({ crane: CRANE, helm: HELM })) {
  if (path === undefined) {
    reportMissingClient(name);
  }
}
