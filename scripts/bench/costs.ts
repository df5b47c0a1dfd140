import type { IbmCloud } from '../../test/ibm-cloud/index.ts';
import { createLoadRecorder, type LoadRecorder } from './code-size.ts';
import { type Inputs, startJob } from './logins.ts';
import type { Site } from './site.ts';

/** What one phase of a step costs, time apart. */
export interface PhaseCost {
  readonly iamRequests: number;
  readonly registryRequests: number;
  readonly connections: number;
  /** Size of the code of `dist/` that it loads. */
  readonly codeBytes: number;
}

/** What one kind of login costs. */
export interface LoginCost {
  /** The inputs that make the kind, as Markdown. */
  readonly inputs: string;
  readonly main: PhaseCost;
  readonly post: PhaseCost;
}

/** The kind of login that has a budget for its requests. */
export const MINTS_API_KEY = '`mint: api-key`';

/** @throws where this kind of login was not counted. */
export function findCost(costs: readonly LoginCost[], inputs: string): LoginCost {
  const found = costs.find((cost) => cost.inputs === inputs);
  if (found === undefined) {
    throw new Error(`Nobody counted what ${inputs} costs.`);
  }
  return found;
}

/** Plays one job of each kind of login, and counts. */
export async function countCosts(site: Site): Promise<readonly LoginCost[]> {
  const recorder = createLoadRecorder(site.machine.temp);
  const costs: LoginCost[] = [];
  for (const [inputs, given] of Object.entries(arrangeKinds(site))) {
    costs.push({ inputs, ...(await countLogin(site, given, recorder)) });
  }
  return costs;
}

function arrangeKinds({ cloud, account, user }: Site): Readonly<Record<string, Inputs>> {
  const service = cloud.createServiceId({ account, role: 'Reader' });
  cloud.allowKeysFor(user, service);
  const profile = cloud.createTrustedProfile({
    account,
    role: 'Manager',
    trusts: [user.iamId],
    mayCreateKeysFor: 'all',
  });
  const file = { client: 'file' };
  const key = { ...file, mint: 'api-key', 'service-id': service.id };
  return {
    '`client: docker`': { client: 'docker' },
    '`client: file`': file,
    '`mint: registry-token`': { ...file, mint: 'registry-token' },
    '`mint: access-token`': { ...file, mint: 'access-token' },
    [MINTS_API_KEY]: key,
    '`mint: api-key` with `trusted-profile`': { ...key, 'trusted-profile': profile.id },
  };
}

async function countLogin(
  site: Site,
  inputs: Inputs,
  recorder: LoadRecorder,
): Promise<Omit<LoginCost, 'inputs'>> {
  const { cloud } = site;
  const job = startJob(site, inputs, { env: recorder.env });
  cloud.clearRequests();
  await job.main();
  const main = { ...countTraffic(cloud), codeBytes: recorder.weigh('main.js') };
  cloud.clearRequests();
  await job.post();
  return { main, post: { ...countTraffic(cloud), codeBytes: recorder.weigh('post.js') } };
}

function countTraffic(cloud: IbmCloud): Omit<PhaseCost, 'codeBytes'> {
  return {
    iamRequests: cloud.requestsTo('iam').length,
    registryRequests: cloud.requestsTo('registry').length,
    connections: cloud.connections.length,
  };
}
