import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';
import { type ActRun, PIN, playWithAct } from '../support/act.ts';
import { findBuiltClient, reportMissingClient } from '../support/built-clients.ts';
import { findChecker, reportMissingChecker } from '../support/checkers.ts';
import { runInPodWith } from '../support/compute-resource.ts';
import { toEntry } from '../support/docker-config.ts';
import { writeMine } from '../support/home.ts';
import { listAlive } from '../support/minting.ts';
import { type ScenarioOptions, type Stage, scenario } from '../support/scenario.ts';
import {
  ACTIONS_OF_OTHERS,
  addCf,
  addDockerWithoutDaemon,
  addKubectl,
  addRecorder,
} from '../support/stand-ins.ts';

/*
 * The examples, run unchanged with act (an independent runner) against the double. act uses this checkout
 * for the action that `uses` names, and copies the repository itself for `actions/checkout`. Stand-ins
 * replace what is missing: podman for the Docker daemon, and scripts that record their input for a cluster
 * and Cloud Foundry.
 *
 * act differs from GitHub's runner: the state of each step is in one file that the next step empties,
 * inputs are right in the post steps of nested composite actions, and outputs with a masked value reach
 * other jobs. All other scenarios use `test/runner`, which does these like GitHub's runner (see
 * mint-api-key-authority.test.ts for composite actions, trusted-profile.test.ts for outputs).
 */

const ACT = findChecker('act');
const HELM = findBuiltClient('helm');
const DAY_MS = 24 * 60 * 60 * 1000;

const PUSH = { name: 'push', payload: { ref: 'refs/heads/main' } };
const DOCKERFILE = { Dockerfile: 'FROM scratch\nCOPY Dockerfile /\n' };

/** A workflow that uses a composite action, which uses another one, which uses the login action. */
const NESTED = `
on: push
jobs:
  nested:
    runs-on: ubuntu-24.04
    steps:
      - uses: OWNER/REPOSITORY/pull@${PIN}
        with:
          api-key: \${{ secrets.IBM_CLOUD_API_KEY }}
`;

/** What all examples share: a service ID that pulls and one that pushes, and the variables that name them. */
interface Arranged {
  readonly puller: string;
  readonly pusher: string;
  readonly run: Pick<ActRun, 'act' | 'secrets' | 'vars'>;
}

function example(path: string): string {
  return readFileSync(join(ROOT, 'examples', path), 'utf8');
}

/**
 * Creates the owner's own login to `us.icr.io`, a namespace in each region, and everything that the
 * workflow's settings name.
 */
function arrange(stage: Stage, act: string, regions: readonly string[]): Arranged {
  const { cloud, account, user } = stage;
  writeMine(stage);
  stage.rememberHome();
  const puller = cloud.createServiceId({ account, role: 'Reader' });
  const pusher = cloud.createServiceId({ account, role: 'Writer' });
  for (const service of [puller, pusher]) {
    cloud.allowKeysFor(user, service);
  }
  for (const registry of regions) {
    cloud.createNamespace({ account, registry, name: 'my-namespace' });
  }
  return {
    puller: puller.iamId,
    pusher: pusher.iamId,
    run: {
      act,
      secrets: { IBM_CLOUD_API_KEY: user.apiKey },
      vars: { ICR_PULLER: puller.id, ICR_PUSHER: pusher.id },
    },
  };
}

/** The images that were pulled. */
function listPulled({ cloud }: Stage): readonly string[] {
  return cloud.requests
    .filter(
      ({ method, path, status }) =>
        method === 'GET' && status === 200 && /\/manifests\/\w+$/.test(path),
    )
    .map(({ host, path }) => host + path.replace(/^\/v2/, '').replace('/manifests/', ':'));
}

/** The IAM IDs of the service IDs for which keys were created. */
function listMintedFor({ cloud }: Stage): readonly (string | undefined)[] {
  return cloud.ledger.all().map(({ iamId }) => iamId);
}

/** Whether a Docker config, for example from a cluster's secret, can pull. */
async function pulls(stage: Stage, config: string): Promise<boolean> {
  const file = join(stage.machine.root, 'pull.json');
  writeFileSync(file, config);
  const args = ['inspect', '--authfile', file, 'docker://us.icr.io/my-namespace/app:1'];
  const { exitCode } = await stage.startJob().run('skopeo', args);
  rmSync(file);
  return exitCode === 0;
}

/** Expects that the credential an example passes to a later step can pull for this many days, and no longer. */
async function expectToPullFor(days: number, stage: Stage, config: string): Promise<void> {
  const { cloud } = stage;
  expect(listAlive(stage)).toHaveLength(1);
  cloud.clock.advance((days - 1) * DAY_MS);
  expect(await pulls(stage, config)).toBe(true);
  cloud.clock.advance(DAY_MS + 60_000);
  expect(await pulls(stage, config)).toBe(false);
  expect(listAlive(stage)).toEqual([]);
}

/**
 * Defines a test that runs an example. Afterward, every minted credential must be revoked or expired, and
 * the home directory must be unchanged.
 */
function play(
  name: string,
  options: ScenarioOptions & { readonly regions?: readonly string[] },
  test: (stage: Stage, arranged: Arranged) => Promise<void>,
): void {
  const { regions = ['us-south'], ...rest } = options;
  const act = ACT;
  if (act !== undefined) {
    scenario(name, { cloud: { registry: 'memory' }, ...rest }, async (stage) => {
      await test(stage, arrange(stage, act, regions));
      // act and the steps connect only to IBM Cloud.
      expect(stage.cloud.connections.filter(({ status }) => status !== 200)).toEqual([]);
    });
  }
}

describe('the example', () => {
  if (ACT === undefined) {
    reportMissingChecker('act');
  }

  const pullMinted = { programs: ['docker', 'podman'] };
  play('pull-minted.yml pulls with its own key', pullMinted, async (stage, arranged) => {
    addDockerWithoutDaemon(stage);
    await stage.cloud.seedImage('us-south', 'my-namespace/test-database', '1');
    const { log, annotations } = await playWithAct(stage, {
      ...arranged.run,
      workflow: example('pull-minted.yml'),
      event: { name: 'pull_request', payload: { number: 7 } },
    });

    expect(annotations).toEqual([]);
    expect(listPulled(stage)).toEqual(['us.icr.io/my-namespace/test-database:1']);
    expect(listMintedFor(stage)).toEqual([arranged.puller]);
    expect(log).toContain('us.icr.io: restored the login that was there before');
  });

  play('pull-minted.yml skips the login in a fork', {}, async (stage, { run }) => {
    const repo = (name: string): object => ({ repo: { full_name: `${name}/octo-repo` } });
    const { log, annotations } = await playWithAct(stage, {
      ...run,
      secrets: {},
      workflow: example('pull-minted.yml'),
      event: {
        name: 'pull_request',
        payload: { number: 7, pull_request: { head: repo('mona'), base: repo('octo-org') } },
      },
    });

    expect(annotations).toEqual([]);
    expect(log).toContain('This run is for a pull request from a fork');
    expect(log).not.toContain('Run Main What needs the image');
    expect(stage.cloud.connections).toEqual([]);
  });

  const buildPush = { programs: ['docker', 'podman', 'jq'], regions: ['us-south', 'eu-de'] };
  play('build-push.yml pushes to two regions', buildPush, async (stage, { run }) => {
    addDockerWithoutDaemon(stage);
    const { annotations, commit } = await playWithAct(stage, {
      ...run,
      workflow: example('build-push.yml'),
      event: PUSH,
      files: DOCKERFILE,
    });

    expect(annotations).toEqual([]);
    for (const region of buildPush.regions) {
      expect(await stage.cloud.hasImage(region, 'my-namespace/app', commit)).toBe(true);
    }
  });

  const buildx = { programs: ['docker', 'podman'], regions: ['us-south', 'eu-de'] };
  play('buildx.yml pushes to two regions', buildx, async (stage, arranged) => {
    addDockerWithoutDaemon(stage);
    const { annotations, commit } = await playWithAct(stage, {
      ...arranged.run,
      workflow: example('buildx.yml'),
      event: PUSH,
      files: DOCKERFILE,
      repositories: ACTIONS_OF_OTHERS,
    });

    expect(annotations).toEqual([]);
    expect(listMintedFor(stage)).toEqual([arranged.pusher]);
    for (const region of buildx.regions) {
      expect(await stage.cloud.hasImage(region, 'my-namespace/app', commit)).toBe(true);
    }
  });

  /** Runs a workflow that pushes with a minted key, and deploys with a CLI that only records its arguments. */
  async function playDeployment(
    stage: Stage,
    { run, pusher }: Arranged,
    workflow: string,
    vars: Readonly<Record<string, string>>,
  ): Promise<{ readonly image: string; readonly commands: readonly string[] }> {
    const deployed = join(stage.machine.root, 'deployed');
    addDockerWithoutDaemon(stage);
    addRecorder(stage, 'ibmcloud', deployed);
    addRecorder(stage, 'kubectl', deployed);
    const deployer = stage.cloud.createUser({ account: stage.account });
    const { annotations, commit } = await playWithAct(stage, {
      ...run,
      secrets: { ...run.secrets, IBM_CLOUD_DEPLOY_KEY: deployer.apiKey },
      vars: { ...run.vars, ...vars },
      workflow,
      event: PUSH,
      files: DOCKERFILE,
      repositories: ACTIONS_OF_OTHERS,
    });

    expect(annotations).toEqual([]);
    expect(listMintedFor(stage)).toEqual([pusher]);
    expect(await stage.cloud.hasImage('us-south', 'my-namespace/app', commit)).toBe(true);
    const commands = readFileSync(deployed, 'utf8').trimEnd().split('\n');
    rmSync(deployed);
    return { image: `us.icr.io/my-namespace/app:${commit}`, commands };
  }

  const deployment = { programs: ['docker', 'podman'] };
  play(
    'iks-deploy.yml pushes an image and deploys it with the CLI',
    deployment,
    async (stage, arranged) => {
      const workflow = example('iks-deploy.yml');
      const vars = { ICR_NAMESPACE: 'my-namespace', IKS_CLUSTER: 'my-cluster' };
      const { image, commands } = await playDeployment(stage, arranged, workflow, vars);

      // Both sides of a pipe start at the same time.
      expect(commands.filter((command) => !command.startsWith('kubectl apply'))).toEqual([
        'ibmcloud installed with container-service, logged in true to us-south',
        'ibmcloud ks cluster config --cluster my-cluster',
        `kubectl create deployment app --image ${image} --dry-run=client --output yaml`,
        'kubectl rollout status deployment/app',
        'kubectl create service loadbalancer app --tcp=80:5001 --dry-run=client --output yaml',
      ]);
    },
  );

  play(
    'code-engine.yml pushes an image and deploys it with the CLI',
    deployment,
    async (stage, arranged) => {
      const workflow = example('code-engine.yml');
      const vars = { CE_PROJECT: 'my-project' };
      const { image, commands } = await playDeployment(stage, arranged, workflow, vars);

      expect(commands).toEqual([
        'ibmcloud installed with code-engine, logged in true to us-south',
        'ibmcloud ce project select --name my-project',
        `ibmcloud ce application update --name app --image ${image} --registry-secret icr`,
      ]);
    },
  );

  const copy = { programs: ['skopeo'], regions: [] };
  play('copy-between-accounts.yml copies an image', copy, async (stage, { run }) => {
    const { cloud, user } = stage;
    const [account, name] = [cloud.createAccount(), 'target-namespace'];
    const target = cloud.createUser({ account, role: 'Manager' });
    cloud.createNamespace({
      account: stage.account,
      registry: 'us-south',
      name: 'source-namespace',
    });
    cloud.createNamespace({ account, registry: 'us-south', name });
    await cloud.seedImage('us-south', 'source-namespace/app', '1');
    const { annotations } = await playWithAct(stage, {
      ...run,
      secrets: { SOURCE_API_KEY: user.apiKey, TARGET_API_KEY: target.apiKey },
      workflow: example('copy-between-accounts.yml'),
      event: { name: 'workflow_dispatch' },
    });

    expect(annotations).toEqual([]);
    expect(await cloud.hasImage('us-south', 'target-namespace/app', '1')).toBe(true);
  });

  const release = { programs: ['docker', 'podman'], regions: ['us-south', 'eu-de'] };
  play(
    'release-caller.yml receives the names of the pushed image and the key',
    release,
    async (stage, arranged) => {
      addDockerWithoutDaemon(stage);
      const { log, annotations } = await playWithAct(stage, {
        ...arranged.run,
        workflow: example('release-caller.yml'),
        event: { name: 'push', payload: { ref: 'refs/tags/v1.2.3' } },
        files: DOCKERFILE,
        repositories: {
          [`OWNER/REPOSITORY@${PIN}`]: {
            '.github/workflows/release-reusable.yml': example('release-reusable.yml'),
          },
        },
      });

      expect(annotations).toEqual([]);
      expect(listMintedFor(stage)).toEqual([arranged.pusher, arranged.pusher]);
      for (const region of release.regions) {
        expect(await stage.cloud.hasImage(region, 'my-namespace/app', 'v1.2.3')).toBe(true);
      }
      const [, host, id] = /Summary - Pushed to (\S+) with (\S+)/.exec(log) ?? [];
      expect(host).toBe('de.icr.io');
      expect(stage.cloud.ledger.all().map((key) => key.id)).toContain(id);
    },
  );

  const composite = { programs: ['docker', 'podman'], regions: ['eu-de'] };
  play(
    'composite/ works with two levels of composite actions',
    composite,
    async (stage, arranged) => {
      addDockerWithoutDaemon(stage);
      await stage.cloud.seedImage('eu-de', 'my-namespace/base', '1');
      // The IDs in the example belong to its own organization.
      const login = example('composite/icr-login/action.yml')
        .replace(/(?<=account-id: ).*/, stage.account.id)
        .replace(/'ServiceId-[12].*'/, `'${arranged.pusher}'`)
        .replace(/'ServiceId-[34].*'/, `'${arranged.puller}'`);
      const { annotations } = await playWithAct(stage, {
        ...arranged.run,
        workflow: NESTED,
        event: PUSH,
        repositories: {
          [`OWNER/REPOSITORY@${PIN}`]: {
            'icr-login/action.yml': login,
            'pull/action.yml': example('composite/pull/action.yml'),
          },
        },
      });

      expect(annotations).toEqual([]);
      expect(listPulled(stage)).toEqual(['de.icr.io/my-namespace/base:1']);
      expect(listMintedFor(stage)).toEqual([arranged.puller]);
    },
  );

  const matrix = { programs: ['docker'], regions: ['global', 'us-south', 'jp-osa'] };
  play('matrix.yml finds the image in each region', matrix, async (stage, { run }) => {
    const { cloud, account, user } = stage;
    const profile = cloud.createTrustedProfile({ account, role: 'Reader', trusts: [user.iamId] });
    for (const region of matrix.regions) {
      await cloud.seedImage(region, 'my-namespace/app', '1');
    }
    const { annotations } = await playWithAct(stage, {
      ...run,
      vars: { ICR_READER: profile.id },
      workflow: example('matrix.yml'),
      event: { name: 'workflow_dispatch' },
      // The remaining regions differ only in name, and another test compares the names.
      matrix: matrix.regions.map((region) => `region:${region}`),
    });

    const short = expect.stringMatching(/^::warning::The access token expires at /);
    expect(annotations).toEqual([short, short, short]);
    const pulled = ['icr.io', 'jp2.icr.io', 'us.icr.io'].map(
      (host) => `${host}/my-namespace/app:1`,
    );
    expect([...new Set(listPulled(stage))].toSorted()).toEqual(pulled);
  });

  play(
    'sweep.yml revokes what lost jobs left behind',
    {},
    async (stage, { puller, pusher, run }) => {
      const { cloud } = stage;
      const left = [puller, pusher].map((iamId, index) => {
        const random = String(index).repeat(32);
        const name = `icr-login-17171717171-1-${random}`;
        const mark = `icr-login octo-org/octo-repo run 17171717171/1 job build at 2026-01-01T00:00Z lifetime 6h ${random}`;
        return cloud.seedApiKey({ iamId }, { name, description: mark }).id;
      });
      cloud.seedApiKey({ iamId: puller }, { name: 'by-hand' });
      const { log, annotations } = await playWithAct(stage, {
        ...run,
        workflow: example('sweep.yml'),
        event: { name: 'schedule' },
      });

      expect(annotations).toEqual([]);
      expect(log).toContain('::set-output:: revoked=2');
      const deleted = cloud.requests.filter(({ method }) => method === 'DELETE');
      expect(deleted.map(({ path }) => path).toSorted()).toEqual(
        left.map((id) => `/v1/apikeys/${id}`).toSorted(),
      );
    },
  );

  const pullSecret = { programs: ['jq', 'skopeo'] };
  play(
    'image-pull-secret.yml creates a secret that can pull',
    pullSecret,
    async (stage, { run }) => {
      const applied = join(stage.machine.root, 'applied');
      addKubectl(stage, applied);
      // A step of the example passes it to jq.
      stage.excepted.push(/\(jq\): environment variable PASSWORD$/);
      await stage.cloud.seedImage('us-south', 'my-namespace/app', '1');
      const { annotations } = await playWithAct(stage, {
        ...run,
        secrets: { ...run.secrets, KUBECONFIG: 'apiVersion: v1\nkind: Config\n' },
        workflow: example('image-pull-secret.yml'),
        event: { name: 'schedule' },
      });

      expect(annotations).toEqual([]);
      const config = readFileSync(applied, 'utf8');
      rmSync(applied);
      await expectToPullFor(3, stage, config);
    },
  );

  const cloudFoundry = { programs: ['skopeo'] };
  play('cf-push.yml passes on a key that can pull', cloudFoundry, async (stage, { run }) => {
    const pushed = join(stage.machine.root, 'pushed');
    addCf(stage, pushed);
    await stage.cloud.seedImage('us-south', 'my-namespace/app', '1');
    const { annotations } = await playWithAct(stage, {
      ...run,
      workflow: example('cf-push.yml'),
      event: { name: 'workflow_dispatch' },
    });

    expect(annotations).toEqual([]);
    const [password = '', ...args] = readFileSync(pushed, 'utf8').trimEnd().split('\n');
    rmSync(pushed);
    expect(args.join(' ')).toBe(
      'push my-app --docker-image us.icr.io/my-namespace/app:1 --docker-username iamapikey',
    );
    await expectToPullFor(7, stage, JSON.stringify({ auths: { 'us.icr.io': toEntry(password) } }));
  });

  const inPod = { programs: ['skopeo'], regions: ['eu-de'] };
  play('trusted-profile.yml pulls without any secret', inPod, async (stage, { run }) => {
    const { cloud, account, machine } = stage;
    await cloud.seedImage('eu-de', 'my-namespace/app', '1');
    const trusts = { account, role: 'Reader', trustsCompute: true } as const;
    const pod = join(machine.root, 'bin', 'pod');
    const token = await cloud.issueComputeToken(account);
    stage.secrets.push(token);
    mkdirSync(join(pod, 'tokens'), { recursive: true });
    writeFileSync(join(pod, 'tokens', 'sa-token'), token);
    const { annotations } = await playWithAct(stage, {
      ...run,
      secrets: {},
      vars: { ICR_READER: cloud.createTrustedProfile(trusts).id },
      workflow: example('trusted-profile.yml'),
      event: PUSH,
      env: runInPodWith(pod),
    });

    expect(annotations).toEqual([]);
    expect(listPulled(stage)).toEqual(['de.icr.io/my-namespace/app:1']);
  });

  if (HELM === undefined) {
    reportMissingClient('helm');
    return;
  }
  play('helm-push.yml pushes the chart', { regions: ['eu-de'] }, async (stage, { run }) => {
    symlinkSync(HELM, join(stage.machine.root, 'bin', 'helm'));
    const { annotations } = await playWithAct(stage, {
      ...run,
      workflow: example('helm-push.yml'),
      event: { name: 'push', payload: { ref: 'refs/tags/chart-v0.1.0' } },
      files: { 'chart/Chart.yaml': 'apiVersion: v2\nname: hello\nversion: 0.1.0\n' },
    });

    expect(annotations).toEqual([]);
    expect(await stage.cloud.hasImage('eu-de', 'my-namespace/charts/hello', '0.1.0')).toBe(true);
  });
});
