/**
 * `npm run test:load [-- --jobs N]`: many jobs that mint API keys at the same time, as a wide matrix does, on
 * an IBM Cloud that answers a third of all requests with 429 and allows 20 keys per service ID. Every job
 * has to log in, nothing may be left alive, and the tries after a 429 must not come in waves.
 *
 * It runs on loopback only, starts a bounded number of processes, and ends by itself.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startIbmCloud } from '../test/ibm-cloud/index.ts';
import { createMachine } from '../test/runner/index.ts';
import { ROOT } from './lib/root.ts';
import { describeSpread, findPauses } from './load/pauses.ts';

const AT_A_TIME = 16;
const SERVICE_IDS = 3;
const BUSY_SHARE = 1 / 3;
/** Seconds for one step: with a third of all replies 429, ten tries are not enough for one job in 60,000. */
const STEP_SECONDS = 120;

const { values } = parseArgs({ options: { jobs: { type: 'string', default: '500' } } });
const jobs = Number(values.jobs);
const started = performance.now();
const cloud = await startIbmCloud({ registry: 'memory' });
const machine = await createMachine({ programs: [], records: false, env: cloud.env });
const failures: string[] = [];
let mostAlive = 0;
try {
  await play();
} finally {
  await machine.remove();
  await cloud.stop();
}

async function play(): Promise<void> {
  const account = cloud.createAccount();
  const serviceIds = Array.from({ length: SERVICE_IDS }, () =>
    cloud.createServiceId({ account, role: 'Reader' }),
  );
  const user = cloud.createUser({ account, mayCreateKeysFor: serviceIds.map(({ id }) => id) });
  const busy = cloud.faults.add({
    when: isUnlucky,
    do: { kind: 'rate-limit', retryAfterSeconds: 0 },
  });
  const inputs = {
    region: 'us-south',
    'api-key': user.apiKey,
    mint: 'api-key',
    'service-id': serviceIds.map(({ id }) => id).join(','),
    client: 'file',
    timeout: String(STEP_SECONDS),
  };
  const waiting = Array.from({ length: jobs }, (_, index) => index + 1);
  const work = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      await runJob(number, inputs);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  report(user.apiKeyId, busy.hits);
}

/** A third of all requests, whatever they are about. */
function isUnlucky(): boolean {
  return Math.random() < BUSY_SHARE;
}

async function runJob(number: number, inputs: Readonly<Record<string, string>>): Promise<void> {
  const { 'api-key': apiKey = '' } = inputs;
  // Each on a machine of its own, as far as the config goes.
  const env = { DOCKER_CONFIG: join(machine.home, `job-${number}`) };
  const job = machine.startJob({ secrets: [apiKey], runId: String(number), env });
  const main = await job.step({ action: ROOT, with: inputs }).main();
  mostAlive = Math.max(mostAlive, cloud.ledger.alive().length);
  const [post] = await job.finish();
  if (main.failed || main.outputs['logged-in'] !== 'true') {
    failures.push(`job ${number}: not logged in\n${main.log}`);
  }
  const warnings = post?.annotations.map(({ message }) => message) ?? ['no post step'];
  failures.push(...warnings.map((text) => `job ${number}: ${text}`));
}

function report(ownKey: string, refused: number): void {
  const seconds = (performance.now() - started) / 1000;
  const alive = cloud.ledger.alive().filter(({ id }) => id !== ownKey);
  const made = cloud.ledger.all().filter(({ id }) => id !== ownKey);
  const pauses = findPauses(cloud.requests);
  console.log(
    `${jobs} jobs, ${AT_A_TIME} at a time, over ${SERVICE_IDS} service IDs, in ${seconds.toFixed(0)} s.`,
  );
  console.log(`Logged in: ${jobs - failures.filter((text) => /not logged in/.test(text)).length}.`);
  console.log(
    `API keys made: ${made.length}; alive now: ${alive.length}; most at one time: ${mostAlive} (the limit is ${20 * SERVICE_IDS}).`,
  );
  console.log(
    `Requests: ${cloud.requests.length}, of them answered with 429: ${refused} (${percent(refused / cloud.requests.length)}).`,
  );
  const spread = describeSpread(pauses);
  console.log(spread.text);
  for (const failure of failures.slice(0, 5)) {
    console.error(failure);
  }
  const isGood = failures.length === 0 && alive.length === 0 && spread.isSpread;
  const broken = `${failures.length} failures of jobs, ${alive.length} keys alive, pauses ${spread.isSpread ? 'spread' : 'all alike'}`;
  console.log(isGood ? 'Everything held.' : `This did not hold: ${broken}.`);
  process.exitCode = isGood ? 0 : 1;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
