import { expect } from 'vitest';
import { REGISTRIES } from '../ibm-cloud/index.ts';
import { endFault, failSave, SAVES } from '../support/fs-fault.ts';
import { expectDisarmed } from '../support/hostile.ts';
import { interruptAt } from '../support/interrupt.ts';
import { endJob, listAlive, MINT, playMint } from '../support/minting.ts';
import type { Stage } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { cells, type Entry, type FaultName, plays, type RowName } from './entry.ts';
import { expectNothingElsewhere } from './fail.ts';
import { API_KEY, listManaged, type MintedKind, REGISTRY_TOKEN } from './minted-kind.ts';
import { REDIRECT, type Weather } from './weather.ts';

/** After a lost reply, the credential is found by its mark, deleted, and created again. */
const AGAIN = ['make', 'list', 'delete', 'make'];

/** Temporary faults, and what a step does until it has a credential. */
export const MINT_PASSING: readonly (readonly [FaultName, Weather, steps: readonly string[]])[] = [
  ['HTTP 5xx', { times: 1, actFirst: true, do: { kind: 'status', status: 503 } }, AGAIN],
  [
    'HTTP 429',
    { times: 2, do: { kind: 'rate-limit', retryAfterSeconds: 1 } },
    ['make', 'make', 'make'],
  ],
  ['reset before acting', { times: 1, do: { kind: 'reset-before' } }, ['make', 'list', 'make']],
  ['reset after acting', { times: 1, do: { kind: 'reset-after' } }, AGAIN],
  ['slow', { times: 1, do: { kind: 'slow', ms: 800 } }, ['make']],
  ['nonsense', { times: 1, actFirst: true, do: { kind: 'nonsense' } }, AGAIN],
  ['truncated', { times: 1, do: { kind: 'truncated' } }, AGAIN],
  ['wrong content type', { times: 1, do: { kind: 'mislabeled' } }, ['make']],
];

/** Permanent faults of minting. */
const LASTING: readonly (readonly [FaultName, Weather, timeout: string, code: string])[] = [
  ['HTTP 4xx', { do: { kind: 'status', status: 400 } }, '30', 'credential-refused'],
  ['redirect', REDIRECT, '30', 'redirect-refused'],
  ['hang', { do: { kind: 'hang' } }, '8', 'timed-out'],
];

/** An API key is created for a service ID. Temporary faults are in `storm.ts`. */
export const MINT_API_KEY: readonly Entry[] = [
  ...listFailures('mint (API key)', API_KEY),
  plays(cells('mint (API key)', 'refused'), 'keys-not-permitted', async (stage) => {
    const { id } = stage.cloud.createServiceId({ account: stage.account });
    const message = await refuse(stage, 'keys-not-permitted', {
      mint: 'api-key',
      client: 'file',
      'service-id': id,
    });
    expect(message).toContain('Assign it the Operator role on this service ID');
    expect(message).toContain('BXNIM0513E');
  }),
];

/** A token is created by each registry: one job, with a different fault at each registry. */
export const MINT_REGISTRY_TOKEN: readonly Entry[] = [
  plays(
    cells('mint (registry token)', ...MINT_PASSING.map(([fault]) => fault)),
    'logged in',
    async (stage) => {
      const { cloud } = stage;
      const places = MINT_PASSING.map(([fault, weather, steps], index) => {
        const host = REGISTRIES[index]?.publicHost ?? '';
        cloud.faults.add({ ...REGISTRY_TOKEN.creation, host, ...weather });
        return { fault, host, steps };
      });
      const job = stage.startJob();
      const region = places.map(({ host }) => host).join(', ');
      const main = await stage.step(job, { ...MINT, region }).main();
      expect(main.outputs['logged-in']).toBe('true');
      expect(main.annotations).toEqual([]);
      for (const { fault, host, steps } of places) {
        expect(listManaged(cloud, host), fault).toEqual(steps);
      }
      const marks = new Set(cloud.ledger.all().map(({ description }) => description));
      expect(marks.size).toBe(places.length);
      const ids: readonly { readonly id: string }[] = JSON.parse(
        main.outputs['credential-ids'] ?? '[]',
      );
      expect(listAlive(stage).toSorted()).toEqual(ids.map(({ id }) => id).toSorted());
      cloud.clearRequests();
      const post = await endJob(job);
      expect(listAlive(stage)).toEqual([]);
      for (const { fault, host } of places.filter((place) => !leavesDoubt(place.fault))) {
        expect(listManaged(cloud, host), fault).toEqual(['delete']);
      }
      expect(readMessages(post, 'warning')).toEqual(
        places.flatMap(({ fault }) => warnsOfLostReply(fault, REGISTRY_TOKEN)),
      );
    },
  ),
  ...listFailures('mint (registry token)', REGISTRY_TOKEN),
  plays(
    cells('mint (registry token)', 'refused'),
    'registry-tokens-discontinued',
    async (stage) => {
      stage.cloud.setRegistryTokens({ mode: 'discontinued', status: 410 });
      const message = await refuse(stage, 'registry-tokens-discontinued', MINT);
      expect(message).toContain('The creation of registry tokens is discontinued.');
      expect(message).toMatch(
        /Instead of `mint: registry-token`, use `mint: api-key`, and set `service-id`/,
      );
    },
  ),
];

/** A reply was lost and nothing was found, so it is unknown whether a credential was created. */
function leavesDoubt(fault: FaultName): boolean {
  return fault === 'reset before acting';
}

/** The warnings of a post step about such a credential. */
export function warnsOfLostReply(fault: FaultName, { label }: MintedKind): readonly unknown[] {
  return leavesDoubt(fault)
    ? [expect.stringMatching(`${label} \\S+ \\S+ may still be valid: `)]
    : [];
}

/** The faults that have the same outcome for both kinds. */
function listFailures(row: RowName, kind: MintedKind): readonly Entry[] {
  return [
    ...LASTING.map(([fault, weather, timeout, code]) =>
      plays(cells(row, fault), code, async (stage) => {
        stage.cloud.faults.add({ ...kind.creation, ...weather });
        const inputs = { ...kind.arrange(stage), timeout };
        const { main, post } = await playMint(stage, inputs);
        const error = readError(main);
        expect(error.code).toBe(code);
        expect(error.message).toContain(kind.host);
        expect(main.outputs['logged-in']).toBe('false');
        expect(stage.cloud.ledger.all()).toEqual([]);
        // A request that was given up may still be processed. The search for its credential ends during a
        // request, or between two.
        const text = new RegExp(
          `${kind.label} \\S+ (\\S+ may still be valid: |.*was not revoked\\.)`,
        );
        const warnings = fault === 'hang' ? [expect.stringMatching(text)] : [];
        expect(readMessages(post, 'warning')).toEqual(warnings);
        expectNothingElsewhere(stage);
      }),
    ),
    plays(cells(row, 'hostile text'), 'an error whose commands do not run', async (stage) => {
      stage.cloud.faults.add({ ...kind.creation, do: { kind: 'hostile', status: 403 } });
      const { main, post } = await playMint(stage, kind.arrange(stage));
      expect(readError(main).message).toContain(`HTTP 403 from ${kind.host}`);
      expectDisarmed(main);
      expect(main.log).not.toContain('IBM transaction ID');
      expect(post.annotations).toEqual([]);
    }),
    plays(cells(row, 'disk full'), 'runner-not-writable', async (stage) => {
      const main = await spoilState(stage, kind, SAVES.id, 'ENOSPC');
      expect(main).toContain('ENOSPC');
      expect(stage.cloud.ledger.all()).toHaveLength(1);
    }),
    plays(cells(row, 'permission'), 'runner-not-writable', async (stage) => {
      // Without the saved intent, nothing is created.
      const main = await spoilState(stage, kind, SAVES.intent, 'EACCES');
      expect(main).toContain('EACCES');
      expect(stage.cloud.ledger.all()).toEqual([]);
      expect(listManaged(stage.cloud, kind.host)).toEqual([]);
    }),
    plays(cells(row, 'killed'), 'no valid credential left', async (stage) => {
      const { cloud } = stage;
      const job = stage.startJob();
      const step = stage.step(job, kind.arrange(stage));
      const point = { cloud, moment: 'acted', match: kind.creation } as const;
      const main = await interruptAt(step, point);
      expect(main.signal).toBe('SIGKILL');
      expect(listAlive(stage)).toHaveLength(1);
      const post = await endJob(job);
      expect(post.annotations).toEqual([]);
      expect(listAlive(stage)).toEqual([]);
    }),
  ];
}

/** Runs a job whose mint is refused before anything is created. */
async function refuse(
  stage: Stage,
  code: string,
  inputs: Readonly<Record<string, string>>,
): Promise<string> {
  const { main, post } = await playMint(stage, inputs);
  const error = readError(main);
  expect(error.code).toBe(code);
  expect(main.outputs['logged-in']).toBe('false');
  expect(stage.cloud.requests).toHaveLength(2);
  expect(stage.cloud.ledger.all()).toEqual([]);
  expect(post.annotations).toEqual([]);
  return error.message;
}

/** Runs a job in which saving the state fails once, and returns the error. */
async function spoilState(
  stage: Stage,
  kind: MintedKind,
  save: Parameters<typeof failSave>[1],
  outcome: 'ENOSPC' | 'EACCES',
): Promise<string> {
  const job = stage.startJob();
  failSave(job, save, outcome);
  const main = await stage.step(job, kind.arrange(stage)).main();
  endFault(job);
  const { code, message } = readError(main);
  expect(code).toBe('runner-not-writable');
  expect(stage.readConfig()).toBeUndefined();
  const post = await endJob(job);
  expect(post.annotations).toEqual([]);
  expect(listAlive(stage)).toEqual([]);
  return message;
}
