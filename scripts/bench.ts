/**
 * `npm run bench [-- --rounds N]`: measures the budgets of the action as ratios, in one run. Machines are
 * noisy, so each round takes every measurement once and medians are compared; nothing here is a test.
 */
import { readdirSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startIbmCloud } from '../test/ibm-cloud/index.ts';
import { findProgram } from '../test/ibm-cloud/programs.ts';
import { createMachine } from '../test/runner/index.ts';
import { Series } from './bench/measure.ts';
import {
  ALL_REGIONS,
  runBareDocker,
  runEmptyNode,
  runLogin,
  type Site,
  weighLogin,
} from './bench/rounds.ts';
import { ROOT } from './lib/root.ts';

const ROUND_TRIP_MS = 50;
const WEIGHINGS = 3;
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
const rounds = Number(values.rounds);

const docker = findProgram('docker');
const near = await openSite(0);
const far = await openSite(ROUND_TRIP_MS);
try {
  for (let round = 0; round < WEIGHINGS; round += 1) {
    await weighLogin(near, 'file', { client: 'file' });
    await weighLogin(near, 'file, 13 regions', { client: 'file', region: ALL_REGIONS });
    if (docker !== undefined) {
      await weighLogin(near, 'docker', { client: 'docker' });
    }
  }
  for (let round = 0; round < rounds; round += 1) {
    await runEmptyNode(near);
    await runLogin(near, 'file', { client: 'file' });
    await runLogin(far, 'file', { client: 'file' });
    await runLogin(far, 'file, 13 regions', { client: 'file', region: ALL_REGIONS });
    if (docker !== undefined) {
      await runBareDocker(near, docker, 'docker login');
      await runLogin(near, 'docker', { client: 'docker' });
      await runBareDocker(far, docker, 'docker login');
      await runLogin(far, 'docker', { client: 'docker' });
      await runLogin(far, 'docker, 13 regions', { client: 'docker', region: ALL_REGIONS });
    }
  }
  report();
} finally {
  await Promise.all([near, far].map(closeSite));
}

async function openSite(roundTripMs: number): Promise<Site> {
  const cloud = await startIbmCloud({ registry: 'memory', roundTripMs });
  const programs = docker === undefined ? [] : ['docker'];
  const machine = await createMachine({ programs, records: false, env: cloud.env });
  const { apiKey } = cloud.createUser({ account: cloud.createAccount(), role: 'Reader' });
  return { cloud, machine, apiKey, series: new Series() };
}

async function closeSite({ machine, cloud }: Site): Promise<void> {
  await machine.remove();
  await cloud.stop();
}

function report(): void {
  const n = (name: string): number => near.series.median(name);
  const f = (name: string): number => far.series.median(name);
  const ms = (value: number): string => `${value.toFixed(0)} ms`;
  console.log(
    `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${rounds} rounds, medians.\n`,
  );
  console.log(`empty Node process: ${ms(n('empty Node'))}`);
  if (docker !== undefined) {
    const sum = n('empty Node') + n('docker login');
    console.log(
      `bare docker login: ${ms(n('docker login'))}; at ${ROUND_TRIP_MS} ms round trip ${ms(f('docker login'))}`,
    );
    line('main, client: docker', n('docker: main'), '(empty Node + docker login)', sum, 1.35);
    line(
      `main, client: file, ${ROUND_TRIP_MS} ms`,
      f('file: main'),
      'docker login',
      f('docker login'),
      0.5,
    );
    line(
      '13 regions, client: docker',
      f('docker, 13 regions: main'),
      'one region',
      f('docker: main'),
      2,
    );
  }
  line('main, client: file', n('file: main'), 'empty Node', n('empty Node'));
  line('post, nothing minted', n('file: post'), 'empty Node', n('empty Node'), 2);
  line('13 regions, client: file', f('file, 13 regions: main'), 'one region', f('file: main'), 1.3);
  if (near.series.has('file: memory')) {
    const mib = (value: number): string => `${value.toFixed(0)} MiB`;
    const withDocker = docker === undefined ? '' : `docker ${mib(n('docker: memory'))}, `;
    console.log(
      `peak memory of main: ${withDocker}file ${mib(n('file: memory'))} (budget 65); with 13 regions, file ${mib(n('file, 13 regions: memory'))}`,
    );
  }
  const bytes = readdirSync(join(ROOT, 'dist')).reduce(
    (sum, name) => sum + statSync(join(ROOT, 'dist', name)).size,
    0,
  );
  console.log(`dist/: ${(bytes / 1000).toFixed(0)} KB (budget 500)`);
}

function line(what: string, value: number, baseName: string, base: number, budget?: number): void {
  const goal = budget === undefined ? '' : ` (budget ${budget})`;
  console.log(
    `${what}: ${value.toFixed(0)} ms = ${(value / base).toFixed(2)} × ${baseName}${goal}`,
  );
}
