import { runDockerLogin, runEmptyNode } from './bases.ts';
import { runBareRequest, runBareWrapper } from './floors.ts';
import { REGION_COUNTS, runLogin, weighLogin } from './logins.ts';
import type { Site } from './site.ts';

/** The round-trip time of the far site. */
export const ROUND_TRIP_MS = 50;

/** A site without an added round-trip time, and one with it. */
export interface Sites {
  readonly near: Site;
  readonly far: Site;
}

/** Takes every time once. */
export async function playRound({ near, far }: Sites): Promise<void> {
  await runEmptyNode(near);
  await runDockerLogin(near);
  await runBareWrapper(near);
  await runLogin(near, { client: 'docker', regions: 1 });
  await runDockerLogin(far);
  await runBareRequest(far);
  for (const regions of REGION_COUNTS) {
    for (const client of ['docker', 'file'] as const) {
      await runLogin(far, { client, regions });
    }
  }
}

/** Weighs every login once. */
export async function weigh({ near }: Sites): Promise<void> {
  for (const client of ['docker', 'file'] as const) {
    for (const regions of [1, REGION_COUNTS.at(-1) ?? 1]) {
      await weighLogin(near, { client, regions });
    }
  }
}
