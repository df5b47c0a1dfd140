import { REGIONS } from '../../src/registry/regions.ts';
import type { JobOptions, StepResult } from '../../test/runner/index.ts';
import { ROOT } from '../lib/root.ts';
import type { Site } from './site.ts';

/** The region of a single login. */
const FIRST = 'us-south';
/** Every registry of IBM Cloud, that one first. */
const NAMES = [...new Set([FIRST, ...REGIONS.map(({ name }) => name)])];

/** How many of the regions one step logs in to: from one to all. */
export const REGION_COUNTS = [1, 2, 4, 8, NAMES.length] as const;

/** The inputs of a step, those of every login apart. */
export type Inputs = Readonly<Record<string, string>>;

/** What a step of the action is measured with. */
export interface Login {
  readonly client: 'docker' | 'file';
  readonly regions: number;
}

/** The name of a measurement of a login. */
export function nameLogin(what: 'main' | 'post' | 'memory', { client, regions }: Login): string {
  return `${what}, client: ${client}, ${regions}`;
}

/** One job with one login: the main step and the post step. */
export async function runLogin(site: Site, login: Login): Promise<void> {
  const job = startJob(site, toInputs(login));
  for (const { phase, durationMs } of [await job.main(), await job.post()]) {
    site.series.add(nameLogin(phase, login), durationMs);
  }
}

/** The same, for its memory alone: to look at a process again and again takes time from it. */
export async function weighLogin(site: Site, login: Login): Promise<void> {
  const job = startJob(site, toInputs(login), { measuresMemory: true });
  const { peakMemoryKiB } = await job.main();
  await job.post();
  if (peakMemoryKiB === undefined) {
    throw new Error('The memory of a process can be measured on Linux only.');
  }
  site.series.add(nameLogin('memory', login), peakMemoryKiB / 1024);
}

/** A job with one step of the action, whose phases are run one after the other, and have to succeed. */
export interface LoginJob {
  readonly main: () => Promise<StepResult>;
  /** The end of the job too. */
  readonly post: () => Promise<StepResult>;
}

/** Starts a job whose step has the site's API key and one region, unless told otherwise. */
export function startJob(
  { machine, user }: Site,
  inputs: Inputs,
  options: JobOptions = {},
): LoginJob {
  const job = machine.startJob({ secrets: [user.apiKey], ...options });
  const byDefault = { region: FIRST, 'api-key': user.apiKey };
  const step = job.step({ action: ROOT, with: { ...byDefault, ...inputs } });
  return {
    main: async () => insist(await step.main()),
    post: async () => {
      const post = insist(await step.post());
      await job.finish();
      return post;
    },
  };
}

function insist(result: StepResult): StepResult {
  if (result.failed) {
    throw new Error(`A login failed:\n${result.log}`);
  }
  return result;
}

function toInputs({ client, regions }: Login): Inputs {
  return { client, region: NAMES.slice(0, regions).join(',') };
}
