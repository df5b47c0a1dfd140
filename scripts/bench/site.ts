import { type IbmCloud, startIbmCloud } from '../../test/ibm-cloud/index.ts';
import { createMachine, type Machine } from '../../test/runner/index.ts';
import { Series } from './measure.ts';

/** Where measurements are taken: a double with its own round-trip time, and a machine that uses it. */
export interface Site {
  readonly cloud: IbmCloud;
  readonly machine: Machine;
  readonly account: { readonly id: string };
  /** A user with the Manager role, and an API key. */
  readonly user: ReturnType<IbmCloud['createUser']>;
  readonly series: Series;
}

/**
 * Opens a site.
 *
 * @throws where there is no docker client.
 */
export async function openSite(roundTripMs: number): Promise<Site> {
  const cloud = await startIbmCloud({ registry: 'memory', roundTripMs });
  const machine = await createMachine({ programs: ['docker'], records: false, env: cloud.env });
  const account = cloud.createAccount();
  const user = cloud.createUser({ account, role: 'Manager' });
  return { cloud, machine, account, user, series: new Series() };
}

/** Frees what a site holds. */
export async function closeSite({ machine, cloud }: Site): Promise<void> {
  await machine.remove();
  await cloud.stop();
}
