import { expect } from 'vitest';
import { endJob, letExpire, listAlive } from '../support/minting.ts';
import { readMessages } from '../support/step-error.ts';
import { CHECK, EXCHANGE } from '../support/traffic.ts';
import { cells, type Entry, type FaultName, plays } from './entry.ts';
import { expectKeyWarning } from './key-warning.ts';
import { MINT_PASSING, warnsOfLostReply } from './mint.ts';
import { API_KEY, listManaged } from './minted-kind.ts';
import { PASSING } from './weather.ts';

/** If the reply to a revocation is an HTML page, it does not count as success, whatever happened. */
export const UNBELIEVED: readonly FaultName[] = ['nonsense', 'wrong content type'];

/**
 * One job for each temporary fault. With this fault, its API key is exchanged, the key for the job is
 * created and checked and, when the job ends, deleted.
 */
export const STORM: readonly Entry[] = MINT_PASSING.map(([fault, weather, steps]) => {
  // An unexpected HTML page is a temporary fault only when a credential is created.
  const around = PASSING.find((passing) => passing.fault === fault);
  const rows = [
    ...(around === undefined ? [] : [...cells('exchange', fault), ...cells('check', fault)]),
    ...cells('mint (API key)', fault),
    ...cells('revoke (API key)', fault),
  ];
  const isBelieved = !UNBELIEVED.includes(fault);
  const outcome = isBelieved ? 'logged in and revoked' : 'logged in, and a warning at the end';
  return plays(rows, outcome, async (stage) => {
    const { cloud } = stage;
    if (around !== undefined) {
      cloud.faults.add({ ...EXCHANGE, ...around.weather });
      cloud.faults.add({ ...CHECK, ...around.weather });
    }
    cloud.faults.add({ ...API_KEY.creation, ...weather });
    const job = stage.startJob();
    // Longer than the 15 seconds in which a lost key is searched for, and in which the deletion of an unknown key
    // is repeated.
    const inputs = { ...API_KEY.arrange(stage), timeout: '30' };
    const main = await stage.step(job, inputs).main();
    expect(main.outputs['logged-in']).toBe('true');
    expect(main.annotations).toEqual([]);
    const requests = around?.requests ?? 1;
    const exchanges = cloud.requests.filter(({ path }) => path === EXCHANGE.path);
    expect(exchanges).toHaveLength(requests);
    expect(cloud.requestsTo('registry')).toHaveLength(requests);
    expect(listManaged(cloud, API_KEY.host)).toEqual(steps);
    const id = main.outputs['credential-id'] ?? '-';
    expect(listAlive(stage)).toEqual([id]);

    cloud.clearRequests();
    cloud.faults.clear();
    const ending = around?.weather ?? { do: { kind: 'nonsense' } as const };
    cloud.faults.add({ ...API_KEY.removal, ...ending });
    const post = await endJob(job);
    const deletions = listManaged(cloud, API_KEY.host).filter((verb) => verb === 'delete');
    if (fault === 'reset after acting') {
      expect(deletions.length).toBeGreaterThan(1);
    } else {
      // The reply to a deletion has no body that could be truncated.
      expect(deletions).toHaveLength(fault === 'truncated' ? 1 : requests);
    }
    if (isBelieved) {
      expect(readMessages(post, 'warning')).toEqual(warnsOfLostReply(fault, API_KEY));
      const end = fault === 'reset after acting' ? 'The' : 'Revoked the';
      const lines = post.lines.filter((line) => line.startsWith(`${end} API key ${id} of `));
      expect(lines).toHaveLength(1);
      expect(listAlive(stage)).toEqual([]);
    } else {
      const end = main.outputs['expires-at'];
      expectKeyWarning(post, { id, text: /not an answer from IAM/, end });
      expect(listAlive(stage)).toEqual(fault === 'nonsense' ? [id] : []);
      letExpire(stage);
    }
  });
});
