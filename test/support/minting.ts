import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import type { Job, JobOptions, StepResult } from '../runner/index.ts';
import { readPairs } from '../runner/key-value-file.ts';
import type { Stage } from './scenario.ts';

/** Inputs that mint a registry token and use no container client. */
export const MINT = { mint: 'registry-token', client: 'file' } as const;

/** The mark of a credential that this action created, in a job of the harness. */
export const MARK =
  /icr-login octo-org\/octo-repo run 17171717171\/1 job build at \d{4}-\d\d-\d\dT\d\d:\d\dZ lifetime (?:\d+[mhd]|never) [0-9a-f]{32}$/;

/**
 * Lets the stage's user create keys for new service IDs. Returns inputs that mint such a key without a
 * client.
 */
export function arrangeKeys(
  { cloud, account, user }: Stage,
  count = 1,
): { readonly inputs: Readonly<Record<string, string>>; readonly serviceIds: readonly string[] } {
  const services = Array.from({ length: count }, () =>
    cloud.createServiceId({ account, role: 'Reader' }),
  );
  for (const service of services) {
    cloud.allowKeysFor(user, service);
  }
  const ids = services.map(({ id }) => id);
  const inputs = { mint: 'api-key', client: 'file', 'service-id': ids.join(', ') };
  return { inputs, serviceIds: services.map(({ iamId }) => iamId) };
}

/** The user name and the secret in the Docker config for a host. */
export function readWrittenPair(stage: Stage, host = 'us.icr.io'): readonly string[] {
  const config = stage.readConfig() as
    | { readonly auths: Readonly<Record<string, { readonly auth: string }>> }
    | undefined;
  return Buffer.from(config?.auths[host]?.auth ?? '', 'base64')
    .toString()
    .split(':');
}

/** The part of a step's saved state that tests look at. */
export interface SavedMint {
  readonly mint: string;
  readonly place: string;
  readonly mark: string;
  readonly outcome: string;
  readonly id?: string;
  readonly expiresAt?: string;
  readonly lostReplies: number;
}

/** What the first step of a job has saved so far, even if it is still running. */
export function readSaved(job: Job): { readonly minted: readonly SavedMint[] } {
  const folder = join(job.runnerTemp, '_runner_file_commands');
  const files = readdirSync(folder).filter((name) => name.startsWith('save_state_'));
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8'));
  return parseState(
    texts.flatMap((text) => [...readPairs(text, job.machine.system.platform)]).at(-1)?.[1],
  );
}

/** What a phase saved for the post step. */
export function readState({ state }: StepResult): { readonly minted: readonly SavedMint[] } {
  return parseState(state['icr-login']);
}

function parseState(text: string | undefined): { readonly minted: readonly SavedMint[] } {
  return JSON.parse(text ?? '{"minted":[]}');
}

/** The ID of the registry token in the Docker config for a host. */
export function readWrittenToken(stage: Stage, host: string): string | undefined {
  const config = stage.readConfig() as
    | { readonly auths: Readonly<Record<string, { readonly auth: string }>> }
    | undefined;
  const [username, value] = Buffer.from(config?.auths[host]?.auth ?? '', 'base64')
    .toString()
    .split(':');
  return username === 'token' && value !== undefined ? decodeJwt(value).jti : undefined;
}

/** The IDs of all minted credentials that are still valid in IBM Cloud. */
export function listAlive({ cloud }: Stage): readonly string[] {
  return cloud.ledger.alive().map(({ id }) => id);
}

/**
 * Lets everything that was minted expire: moves IBM Cloud's clock forward by one day. For scenarios in
 * which a credential stays valid after the job on purpose.
 */
export function letExpire({ cloud }: Stage): void {
  cloud.clock.advance(24 * 60 * 60 * 1000);
}

/** Ends a job that has one step, and returns its post phase. */
export async function endJob(job: Job): Promise<StepResult> {
  const [post] = await job.finish();
  if (post === undefined) {
    throw new Error('The runner had no post step to run.');
  }
  return post;
}

/** Runs a whole job with one step that mints a registry token. */
export async function playMint(
  stage: Stage,
  inputs: Readonly<Record<string, string>> = {},
  options: JobOptions = {},
): Promise<{ readonly main: StepResult; readonly post: StepResult }> {
  const job = stage.startJob(options);
  const main = await stage.step(job, { ...MINT, ...inputs }).main();
  return { main, post: await endJob(job) };
}
