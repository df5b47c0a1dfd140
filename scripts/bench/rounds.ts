import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IbmCloud } from '../../test/ibm-cloud/index.ts';
import type { Machine, StepResult } from '../../test/runner/index.ts';
import { ROOT } from '../lib/root.ts';
import { type Series, timeProcess } from './measure.ts';

/** Every registry of the table. */
export const ALL_REGIONS =
  'global,us-south,eu-gb,eu-de,au-syd,jp-tok,jp-osa,ca-tor,ca-mon,br-sao,eu-es,in-che,in-mum';

/** Where measurements are taken: a double with its own round-trip time, and a machine that uses it. */
export interface Site {
  readonly cloud: IbmCloud;
  readonly machine: Machine;
  readonly apiKey: string;
  readonly series: Series;
}

/** An empty Node process: what everything else is compared with. */
export async function runEmptyNode({ machine, series }: Site): Promise<void> {
  const file = join(machine.temp, 'empty.mjs');
  writeFileSync(file, '');
  series.add('empty Node', await timeProcess(process.execPath, [file], machine.env));
}

/** `docker login` as a workflow would run it by hand. */
export async function runBareDocker(site: Site, docker: string, name: string): Promise<void> {
  const { machine, apiKey, series } = site;
  const directory = mkdtempSync(join(machine.temp, 'docker-'));
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'config.json'), '{"auths":{"us.icr.io":{}}}');
  const args = [
    '--config',
    directory,
    'login',
    '--username',
    'iamapikey',
    '--password-stdin',
    'us.icr.io',
  ];
  series.add(name, await timeProcess(docker, args, machine.env, apiKey));
  rmSync(directory, { recursive: true });
}

/** One job with one login: the main step and the post step. */
export async function runLogin(site: Site, name: string, inputs: Inputs): Promise<void> {
  const { main, post } = await play(site, name, inputs, false);
  site.series.add(`${name}: main`, main.durationMs);
  site.series.add(`${name}: post`, post.durationMs);
}

/** The same, for its memory alone: to look at a process again and again takes time from it. */
export async function weighLogin(site: Site, name: string, inputs: Inputs): Promise<void> {
  const { main } = await play(site, name, inputs, true);
  if (main.peakMemoryKiB !== undefined) {
    site.series.add(`${name}: memory`, main.peakMemoryKiB / 1024);
  }
}

type Inputs = Readonly<Record<string, string>>;

async function play(
  { machine, apiKey }: Site,
  name: string,
  inputs: Inputs,
  measuresMemory: boolean,
): Promise<{ readonly main: StepResult; readonly post: StepResult }> {
  const job = machine.startJob({ secrets: [apiKey], measuresMemory });
  const step = job.step({
    action: ROOT,
    with: { region: 'us-south', 'api-key': apiKey, ...inputs },
  });
  const main = await step.main();
  const post = await step.post();
  await job.finish();
  for (const result of [main, post]) {
    if (result.failed) {
      throw new Error(`${name} failed:\n${result.log}`);
    }
  }
  return { main, post };
}
