import { expect } from 'vitest';
import { expectDisarmed } from '../support/hostile.ts';
import { interruptAt } from '../support/interrupt.ts';
import { endJob, listAlive, MINT } from '../support/minting.ts';
import type { Stage } from '../support/scenario.ts';
import { EXCHANGE, listRequests } from '../support/traffic.ts';
import { cannot, cells, type Entry, type FaultName, plays } from './entry.ts';
import { fail } from './fail.ts';
import { REDIRECT, type Weather } from './weather.ts';

/** Permanent faults of IAM: one try, and an error. */
const LASTING: readonly (readonly [FaultName, Weather, code: string, text: RegExp])[] = [
  [
    'HTTP 4xx',
    { do: { kind: 'status', status: 403 } },
    'credential-refused',
    /HTTP 403 from iam\.cloud\.ibm\.com/,
  ],
  ['redirect', REDIRECT, 'redirect-refused', /redirect \(HTTP 307\).*never follows/],
  [
    'nonsense',
    { do: { kind: 'nonsense' } },
    'reply-invalid',
    /iam\.cloud\.ibm\.com answered with something that is not an access token \(HTTP 200\)/,
  ],
  [
    'hang',
    { do: { kind: 'hang' } },
    'timed-out',
    /No usable answer from iam\.cloud\.ibm\.com within 8 seconds/,
  ],
];

/** From an API key to an IAM access token. Temporary faults are in `storm.ts`. */
export const EXCHANGE_ROW: readonly Entry[] = [
  ...LASTING.map(([fault, weather, code, text]) =>
    plays(cells('exchange', fault), code, async (stage) => {
      stage.cloud.faults.add({ ...EXCHANGE, ...weather });
      // Enough time for a busy machine to get to the request.
      const timeout = fault === 'hang' ? '8' : '30';
      const { message } = await fail(stage, code, { ...exchanging(stage), timeout });
      expect(message).toMatch(text);
      expect(listRequests(stage.cloud)).toEqual(['POST iam.cloud.ibm.com/identity/token']);
    }),
  ),
  plays(cells('exchange', 'refused'), 'api-key-not-found', async (stage) => {
    const key = 'wrong-key-0123456789-0123456789-0123456789ab';
    stage.secrets.push(key);
    const inputs = { ...exchanging(stage), 'api-key': key };
    const { message } = await fail(stage, 'api-key-not-found', inputs);
    expect(message).toContain('IBM Cloud cannot find this API key');
    expect(message).toContain('BXNIM0415E');
    expect(message).toMatch(/\nIBM transaction ID: \S+$/);
    expect(stage.cloud.requests).toHaveLength(1);
  }),
  plays(cells('exchange', 'hostile text'), 'credential-refused', async (stage) => {
    stage.cloud.faults.add({ ...EXCHANGE, do: { kind: 'hostile' } });
    const { main } = await fail(stage, 'credential-refused', exchanging(stage));
    expectDisarmed(main);
    // The ID of the request is foreign text as well: it is repeated only if it looks like an ID.
    expect(main.log).not.toContain('IBM transaction ID');
  }),
  cannot(cells('exchange', 'disk full', 'permission'), 'no file is touched'),
  plays(cells('exchange', 'killed'), 'no valid credential left', async (stage) => {
    const { cloud } = stage;
    const job = stage.startJob();
    const step = stage.step(job, { ...MINT, region: 'us-south, eu-de' });
    const main = await interruptAt(step, { cloud, moment: 'received', match: EXCHANGE });
    expect(main.signal).toBe('SIGKILL');
    const post = await endJob(job);
    expect(post.annotations).toEqual([]);
    expect(listAlive(stage)).toEqual([]);
  }),
];

/** The key is exchanged to find its account. Nothing else needs an access token. */
function exchanging({ account }: Stage): Readonly<Record<string, string>> {
  return { client: 'file', 'account-id': account.id };
}
