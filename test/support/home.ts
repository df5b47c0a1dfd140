import { expect } from 'vitest';
import type { Job, Step } from '../runner/index.ts';
import { writeBefore } from './docker-config.ts';
import type { Stage } from './scenario.ts';

/** A config that the machine's owner wrote, with their own login to the host that jobs log in to. */
export const MINE = `{\n\t"auths": {\n\t\t"us.icr.io": {"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}\n\t}\n}`;

/** Gives the machine's user the config {@link MINE}. */
export function writeMine(stage: Stage): void {
  writeBefore(stage.machine.dockerConfigPath, MINE);
}

/** Creates more API keys for the stage's user. They must stay as secret as the first one. */
export function makeKeys(stage: Stage, count: number): readonly string[] {
  const keys = Array.from({ length: count }, () => stage.cloud.seedApiKey(stage.user).value);
  stage.secrets.push(...keys);
  return keys;
}

/** A login that is still in place. */
export interface ActiveLogin {
  readonly key: string;
  readonly job: Job;
  readonly step: Step;
}

/** Logs in to `us-south` with `client: file`, in a new job unless one is given. */
export async function logIn(stage: Stage, key: string, given?: Job): Promise<ActiveLogin> {
  const job = given ?? stage.startJob();
  const step = stage.step(job, { client: 'file', 'api-key': key });
  const main = await step.main();
  expect(main.annotations).toEqual([]);
  expect(readKey(stage)).toBe(key);
  return { key, job, step };
}

/** The key that clients use at `us.icr.io` now, or `mine` for the owner's login. */
export function readKey(stage: Stage): string | undefined {
  const config = stage.readConfig() as { auths?: Record<string, { auth: string }> } | undefined;
  const auth = config?.auths?.['us.icr.io']?.auth;
  const pair = auth === undefined ? undefined : Buffer.from(auth, 'base64').toString();
  return pair === 'octocat:my own login' ? 'mine' : pair?.replace(/^\w+:/, '');
}
