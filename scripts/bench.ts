/**
 * `npm run bench [-- --rounds N] [--login-action DIR] [--write]`: measures steps of this action, a plain
 * `docker login` and, if DIR is a checkout of docker/login-action, steps of that action. It prints
 * docs/performance.md, or writes it with `--write`. It needs Linux and the docker client, but no daemon.
 *
 * Everything is measured in one run with one double of IBM Cloud, once per round, so that noise affects all
 * measurements alike.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { REGIONS } from '../src/registry/regions.ts';
import { startIbmCloud } from '../test/ibm-cloud/index.ts';
import { createMachine } from '../test/runner/index.ts';
import { startProcess } from '../test/runner/node-process.ts';
import { ROOT } from './lib/root.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    'login-action': { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const otherAction = options['login-action'];

const HOST = 'us.icr.io';
/** One host of each region, starting with that one. */
const HOSTS = [...new Set([HOST, ...REGIONS.map(({ host }) => host)])];

const samples = new Map<string, number[]>();

function note(name: string, value: number): void {
  samples.set(name, [...(samples.get(name) ?? []), value]);
}

/** The median of the samples, or NaN if there are none. */
function median(name: string): number {
  const sorted = (samples.get(name) ?? []).toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** A machine that uses a double of IBM Cloud with a certain round-trip time. */
async function openSite(roundTripMs: number) {
  const cloud = await startIbmCloud({ registry: 'memory', roundTripMs });
  const machine = await createMachine({ programs: ['docker'], records: false, env: cloud.env });
  const account = cloud.createAccount();
  const user = cloud.createUser({ account, role: 'Manager' });
  const service = cloud.createServiceId({ account, role: 'Reader' });
  cloud.allowKeysFor(user, service);
  return { cloud, machine, apiKey: user.apiKey, serviceId: service.id };
}

type Site = Awaited<ReturnType<typeof openSite>>;

/** What to measure: the name of the samples, and whether to measure memory instead of time. */
interface Measurement {
  readonly name: string;
  readonly hosts: readonly string[];
  readonly weigh?: boolean;
}

/** Runs a process as the runner runs an action. */
async function run(site: Site, file: string, args: readonly string[], weigh = false) {
  const ended = await startProcess({
    file,
    args,
    cwd: site.machine.temp,
    env: site.machine.env,
    input: site.apiKey,
    measuresMemory: weigh,
    timeoutMs: 60_000,
    drainMs: 5_000,
    onLine: () => undefined,
  }).exit;
  if (ended.exitCode !== 0) {
    throw new Error(`${file} ended with exit code ${ended.exitCode}:\n${ended.stderr}`);
  }
  return ended;
}

async function runEmptyNode(site: Site): Promise<void> {
  const file = join(site.machine.temp, 'empty.cjs');
  writeFileSync(file, '');
  note('node', (await run(site, process.execPath, [file])).durationMs);
}

/**
 * Runs `docker login` for one host after the other, and `docker logout`, as a workflow does without an
 * action.
 */
async function runBare(site: Site, { name, hosts, weigh = false }: Measurement): Promise<void> {
  const { root, temp } = site.machine;
  const folder = mkdtempSync(join(temp, 'docker-'));
  // With a config without `auths`, docker would look for a credential helper.
  writeFileSync(join(folder, 'config.json'), `{"auths":{"${HOST}":{}}}`);
  const docker = (...args: readonly string[]) =>
    run(site, join(root, 'bin', 'docker'), ['--config', folder, ...args], weigh);
  let measured = 0;
  for (const host of hosts) {
    const login = ['login', '--username', 'iamapikey', '--password-stdin', host];
    const { durationMs, peakMemoryKiB = Number.NaN } = await docker(...login);
    measured += weigh ? peakMemoryKiB : durationMs;
  }
  note(`${name} main`, measured);
  note(`${name} post`, (await docker('logout', HOST)).durationMs);
  rmSync(folder, { recursive: true });
}

/** Runs a job with one step of an action. */
async function runStep(
  { cloud, machine, apiKey }: Site,
  { name, weigh = false }: Omit<Measurement, 'hosts'>,
  action: string,
  inputs: Readonly<Record<string, string>>,
): Promise<void> {
  const job = machine.startJob({ secrets: [apiKey], measuresMemory: weigh });
  const step = job.step({ action, with: inputs });
  for (const play of [() => step.main(), () => step.post()]) {
    cloud.clearRequests();
    const { phase, failed, log, durationMs, peakMemoryKiB = Number.NaN } = await play();
    if (failed) {
      throw new Error(`A step failed:\n${log}`);
    }
    note(`${name} ${phase}`, weigh ? peakMemoryKiB : durationMs);
    note(`${name} ${phase} to IAM`, cloud.requestsTo('iam').length);
    note(`${name} ${phase} to the registry`, cloud.requestsTo('registry').length);
  }
  await job.finish();
}

function runOurs(site: Site, client: 'docker' | 'file', what: Measurement): Promise<void> {
  const inputs = { region: what.hosts.join(), 'api-key': site.apiKey, client };
  return runStep(site, what, ROOT, inputs);
}

/** Runs docker/login-action, if it is available. */
async function runOther(site: Site, what: Measurement): Promise<void> {
  const login = { username: 'iamapikey', password: site.apiKey };
  const list = what.hosts.map((registry) => ({ registry, ...login }));
  const inputs = list.length > 1 ? { 'registry-auth': JSON.stringify(list) } : (list[0] ?? {});
  if (otherAction !== undefined) {
    await runStep(site, what, otherAction, inputs);
  }
}

const near = await openSite(0);
const far = await openSite(50);
try {
  await runStep(near, { name: 'mint' }, ROOT, {
    region: HOST,
    'api-key': near.apiKey,
    mint: 'api-key',
    'service-id': near.serviceId,
    client: 'file',
  });
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    console.error(`Round ${round} of ${options.rounds}`);
    await runEmptyNode(near);
    await runBare(near, { name: 'bare', hosts: [HOST] });
    await runOurs(near, 'docker', { name: 'ours', hosts: [HOST] });
    await runOther(near, { name: 'other', hosts: [HOST] });
    for (const [size, hosts] of Object.entries({ one: [HOST], all: HOSTS })) {
      await runBare(far, { name: `far ${size} bare`, hosts });
      await runOurs(far, 'docker', { name: `far ${size} docker`, hosts });
      await runOurs(far, 'file', { name: `far ${size} file`, hosts });
      await runOther(far, { name: `far ${size} other`, hosts });
    }
    // Memory is measured separately, because watching a process slows it down.
    await runBare(near, { name: 'weighed bare', hosts: [HOST], weigh: true });
    await runOurs(near, 'docker', { name: 'weighed ours', hosts: [HOST], weigh: true });
    await runOther(near, { name: 'weighed other', hosts: [HOST], weigh: true });
  }
  const page = writePage();
  console.log(page);
  if (options.write) {
    writeFileSync(join(ROOT, 'docs', 'performance.md'), page);
  }
} finally {
  for (const { machine, cloud } of [near, far]) {
    await machine.remove();
    await cloud.stop();
  }
}

/** Formats a time and its ratio to the sum of the base times. */
function time(name: string, ...base: readonly string[]): string {
  const ratio = median(name) / base.reduce((sum, part) => sum + median(part), 0);
  return `${median(name).toFixed(0)} ms${base.length === 0 ? '' : ` (${ratio.toFixed(2)} ×)`}`;
}

function writeTable(): string {
  const row = (what: string, names: readonly string[], show: (name: string) => string): string =>
    `| ${[what, ...names.map((name) => (samples.has(name) ? show(name) : ''))].join(' | ')} |`;
  const main = (...names: readonly string[]) => names.map((name) => `${name} main`);
  const one = (client: string) => main(`far one ${client}`, 'far one other', 'far one bare');
  const all = (client: string) => main(`far all ${client}`, 'far all other', 'far all bare');
  const toOne = (name: string): string => time(name, name.replace('all', 'one'));
  const requests = (name: string): string =>
    `${median(`${name} to IAM`)} + ${median(`${name} to the registry`)}`;
  return [
    '| | This action | docker/login-action | Bare `docker login` |',
    '| --- | --- | --- | --- |',
    row('main, `client: docker`', main('ours', 'other', 'bare'), (name) =>
      time(name, 'node', 'bare main'),
    ),
    row('main, `client: docker`, 50 ms round trip', one('docker'), (name) =>
      time(name, 'node', 'far one bare main'),
    ),
    row('main, `client: file`, 50 ms round trip', one('file'), (name) =>
      time(name, 'far one bare main'),
    ),
    row(
      `main, ${HOSTS.length} regions, \`client: docker\`, 50 ms round trip`,
      all('docker'),
      toOne,
    ),
    row(`main, ${HOSTS.length} regions, \`client: file\`, 50 ms round trip`, all('file'), toOne),
    row('post, nothing minted', ['ours post', 'other post', 'bare post'], (name) =>
      time(name, 'node'),
    ),
    row(
      'peak memory of main, `client: docker`',
      main('weighed ours', 'weighed other', 'weighed bare'),
      (name) => `${(median(name) / 1024).toFixed(0)} MiB`,
    ),
    row('requests of main, `mint: api-key`', ['mint main', '', ''], requests),
    row('requests of post, `mint: api-key`', ['mint post', '', ''], requests),
  ].join('\n');
}

function writePage(): string {
  return `# Performance

This table shows how long a step takes, as measured by \`npm run bench\` with a test double of IBM Cloud. Times are those of whole processes, from start to exit: medians of ${options.rounds} rounds, all in one run.

${writeTable()}

The ratio in parentheses compares a time with another time of the same run:

* main with \`client: docker\`: with an empty Node.js process (${time('node')}) plus a bare \`docker login\`
* main with \`client: file\`: with a bare \`docker login\`
* main with ${HOSTS.length} regions: with one region
* post: with an empty Node.js process

In the post row, the last column is \`docker logout\`. With 13 regions, docker/login-action and a bare \`docker login\` log in to one registry after another. Requests are counted as requests to IAM + requests to the registry.

## Machine

${describeMachine().join('\n')}

## How to repeat it

\`\`\`sh
npm ci
git clone https://github.com/docker/login-action ../login-action
npm run bench -- --login-action ../login-action           # prints this page
npm run bench -- --login-action ../login-action --write   # writes it
\`\`\`

It takes about ten minutes, and needs Linux and the Docker client, but no daemon.
`;
}

function describeMachine(): readonly string[] {
  const system = /^PRETTY_NAME="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const say = (file: string, ...args: readonly string[]): string =>
    execFileSync(file, args, { encoding: 'utf8' }).trim();
  const commit = ['log', '-1', '--format=%h of %cs'];
  return [
    `* ${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`,
    `* ${system}, ${type()} ${release().split('-')[0]}`,
    `* Node.js ${process.version.slice(1)}`,
    `* ${say('docker', '--version')}`,
    ...(otherAction === undefined
      ? []
      : [`* docker/login-action, commit ${say('git', '-C', otherAction, ...commit)}`]),
    `* this action, version ${version}, on ${new Date().toISOString().slice(0, 10)}`,
  ];
}
