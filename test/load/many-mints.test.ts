import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../../scripts/lib/root.ts';
import { startIbmCloud } from '../ibm-cloud/index.ts';
import { createMachine, type Machine } from '../runner/index.ts';
import { describeSpread, findPauses } from './pauses.ts';
import { createRandom, SEED } from './random.ts';

const JOBS = 500;
const AT_A_TIME = 16;
const SERVICE_IDS = 3;
const BUSY_SHARE = 1 / 3;
/** Seconds for one step. If a third of all replies are 429, ten tries are not enough for one job in 60,000. */
const STEP_SECONDS = 120;

/**
 * Many jobs mint API keys at the same time, as in a large matrix. IBM Cloud answers a third of all requests
 * with 429 and allows 20 keys per service ID. Every job must log in, everything must be revoked, and the
 * tries after a 429 must not come in waves.
 */
test(`${JOBS} jobs mint API keys, ${AT_A_TIME} at a time, and all log in (LOAD_SEED=${SEED})`, async () => {
  const random = createRandom(SEED);
  const cloud = await startIbmCloud({ registry: 'memory' });
  const machine = await createMachine({ programs: [], records: false, env: cloud.env });
  try {
    const account = cloud.createAccount();
    const serviceIds = Array.from({ length: SERVICE_IDS }, () =>
      cloud.createServiceId({ account, role: 'Reader' }),
    );
    const user = cloud.createUser({ account, mayCreateKeysFor: serviceIds.map(({ id }) => id) });
    const busy = cloud.faults.add({
      when: () => random() < BUSY_SHARE,
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
    const broken: string[] = [];
    let mostAlive = 0;
    await workOff(JOBS, async (number) => {
      const failures = await playJob(machine, number, inputs, () => {
        mostAlive = Math.max(mostAlive, cloud.ledger.alive().length);
      });
      broken.push(...failures);
    });

    const made = cloud.ledger.all().filter(({ id }) => id !== user.apiKeyId);
    const alive = cloud.ledger.alive().filter(({ id }) => id !== user.apiKeyId);
    const spread = describeSpread(findPauses(cloud.requests));
    console.log(
      [
        `API keys made: ${made.length}; most alive at one time: ${mostAlive} (the limit is ${20 * SERVICE_IDS}).`,
        `Requests: ${cloud.requests.length}, of them answered with 429: ${busy.hits}.`,
        spread.text,
      ].join('\n'),
    );
    expect(broken).toEqual([]);
    expect(alive).toEqual([]);
    expect(made.length).toBeGreaterThanOrEqual(JOBS);
    expect(spread.isSpread, 'the pauses before new tries are not all alike').toBe(true);
  } finally {
    await machine.remove();
    await cloud.stop();
  }
});

/** Does some work for each number from 1 on, several at a time. */
async function workOff(count: number, work: (number: number) => Promise<void>): Promise<void> {
  const waiting = Array.from({ length: count }, (_, index) => index + 1);
  const takeTurns = async (): Promise<void> => {
    for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
      await work(number);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, takeTurns));
}

/** Runs one job, and returns what went wrong. */
async function playJob(
  machine: Machine,
  number: number,
  inputs: Readonly<Record<string, string>>,
  onLogin: () => void,
): Promise<readonly string[]> {
  const { 'api-key': apiKey = '' } = inputs;
  // Each job has its own config, as if it had its own machine.
  const env = { DOCKER_CONFIG: join(machine.home, `job-${number}`) };
  const job = machine.startJob({ secrets: [apiKey], runId: String(number), env });
  const main = await job.step({ action: ROOT, with: inputs }).main();
  onLogin();
  const [post] = await job.finish();
  const isIn = !main.failed && main.outputs['logged-in'] === 'true';
  const warnings = post?.annotations.map(({ message }) => message) ?? ['no post step'];
  return [
    ...(isIn ? [] : [`job ${number}: not logged in\n${main.log}`]),
    ...warnings.map((text) => `job ${number}: ${text}`),
  ];
}
