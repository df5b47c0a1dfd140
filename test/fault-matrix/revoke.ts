import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';
import { REGISTRIES } from '../ibm-cloud/index.ts';
import type { StepResult } from '../runner/index.ts';
import { expectDisarmed } from '../support/hostile.ts';
import { endJob, letExpire, listAlive, MINT } from '../support/minting.ts';
import type { Stage } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';
import { reach } from '../support/traffic.ts';
import { until } from '../support/until.ts';
import { cannot, cells, type Entry, type FaultName, plays, type RowName } from './entry.ts';
import { expectNothingElsewhere } from './fail.ts';
import { expectKeyWarning } from './key-warning.ts';
import { API_KEY, listManaged, type MintedKind, REGISTRY_TOKEN } from './minted-kind.ts';
import { UNBELIEVED } from './storm.ts';
import { PASSING, REDIRECT, type Weather } from './weather.ts';

/** Permanent faults of a revocation: one warning that contains this text. */
const LASTING: readonly (readonly [FaultName, Weather, text: RegExp])[] = [
  ['HTTP 4xx', { do: { kind: 'status', status: 403 } }, /HTTP 403 from/],
  ['redirect', REDIRECT, /answered with a redirect \(HTTP 307\)/],
  ['hang', { do: { kind: 'hang' } }, /No usable answer from .* within \d+ seconds/],
  ['nonsense', { do: { kind: 'nonsense' } }, /not an answer from/],
  // The credential was revoked. But proxies reply with HTML pages too, so such a page does not count as
  // success.
  ['wrong content type', { do: { kind: 'mislabeled' } }, /not an answer from/],
  ['hostile text', { do: { kind: 'hostile' } }, /refused # #/],
];

const PASSING_HERE = PASSING.filter(({ fault }) => fault !== 'wrong content type');

/** The registry's reply to a caller that it does not authorize. */
const NOT_AUTHORIZED: Weather = {
  do: {
    kind: 'status',
    status: 401,
    body: {
      code: 'CRG0009E',
      message: 'You are not authorized to access the specified account.',
    },
  },
};

/** The post step deletes the key. Temporary faults are in `storm.ts`. */
export const REVOKE_API_KEY: readonly Entry[] = [
  ...LASTING.filter(([fault]) => !UNBELIEVED.includes(fault)).map(([fault, weather, text]) =>
    plays(cells('revoke (API key)', fault), 'one warning', async (stage) => {
      stage.cloud.faults.add({ ...API_KEY.removal, ...weather });
      const { main, post, id } = await revokeOne(stage, API_KEY, fault === 'hang' ? '6' : '10');
      expectKeyWarning(post, { id, text, end: main.outputs['expires-at'] });
      expect(listAlive(stage)).toEqual([id]);
      if (fault === 'hostile text') {
        expectDisarmed(post);
      }
      expectNothingElsewhere(stage);
      letExpire(stage);
    }),
  ),
  plays(cells('revoke (API key)', 'refused'), 'one warning', async (stage) => {
    const job = stage.startJob();
    const main = await stage.step(job, API_KEY.arrange(stage)).main();
    const id = main.outputs['credential-id'] ?? '-';
    stage.cloud.lockApiKey(id);
    const post = await endJob(job);
    expectKeyWarning(post, { id, text: /locked/, end: main.outputs['expires-at'] });
    expect(listAlive(stage)).toEqual([id]);
    letExpire(stage);
  }),
  ...listOwn('revoke (API key)', API_KEY),
];

/** The post step revokes the token of each registry: one job, with a different fault at each registry. */
export const REVOKE_REGISTRY_TOKEN: readonly Entry[] = [
  plays(
    cells(
      'revoke (registry token)',
      'refused',
      ...PASSING_HERE.map(({ fault }) => fault),
      ...LASTING.map(([fault]) => fault),
    ),
    'revoked, or one warning each',
    async (stage) => {
      const { cloud } = stage;
      const all: readonly (readonly [FaultName, Weather, requests: number, text?: RegExp])[] = [
        ...PASSING_HERE.map(({ fault, weather, requests }) => [fault, weather, requests] as const),
        ...LASTING.map(([fault, weather, text]) => [fault, weather, 1, text] as const),
        ['refused', NOT_AUTHORIZED, 1, /cannot use the registry.*HTTP 401.*CRG0009E/],
      ];
      const places = all.map(([fault, weather, requests, text], index) => {
        const host = REGISTRIES[index]?.publicHost ?? '';
        cloud.faults.add({ ...REGISTRY_TOKEN.removal, host, ...weather });
        return { fault, host, requests, text };
      });
      const job = stage.startJob();
      const region = places.map(({ host }) => host).join(', ');
      const main = await stage.step(job, { ...MINT, region, timeout: '15' }).main();
      expect(main.annotations).toEqual([]);
      const ids = new Map(
        JSON.parse(main.outputs['credential-ids'] ?? '[]').map(
          ({ registry, id }: Readonly<Record<string, string>>) => [registry, id],
        ),
      );
      cloud.clearRequests();
      const post = await endJob(job);

      expect(post.failed).toBe(false);
      const warnings = readMessages(post, 'warning');
      expect(warnings).toHaveLength(places.filter(({ text }) => text !== undefined).length);
      for (const { fault, host, requests, text } of places) {
        const name = `registry token ${ids.get(host)} at ${host}`;
        expect(listManaged(cloud, host), fault).toEqual(Array(requests).fill('delete'));
        const about = warnings.filter((warning) => warning.includes(name));
        expect(about, fault).toHaveLength(text === undefined ? 0 : 1);
        if (text === undefined) {
          const ends = [`Revoked the ${name}.`, `The ${name} was already gone.`];
          expect(
            post.lines.filter((line) => ends.includes(line)),
            fault,
          ).toHaveLength(1);
        } else {
          expect(about[0], fault).toMatch(text);
          expect(about[0]).toMatch(/ It expires at \d{4}-\d\d-\d\dT|\nIt expires at/);
          expect(about[0]).toContain(`--header "Account: ${stage.account.id}"`);
          expect(about[0]).toContain(`--request DELETE https://${host}/api/v1/tokens/`);
          expect(about[0]).not.toContain('\n\n');
        }
      }
      const left = places.filter(
        ({ fault, text }) => text !== undefined && fault !== 'wrong content type',
      );
      expect(listAlive(stage).toSorted()).toEqual(left.map(({ host }) => ids.get(host)).toSorted());
      expectDisarmed(post);
      letExpire(stage);
    },
  ),
  ...listOwn('revoke (registry token)', REGISTRY_TOKEN),
];

/** The faults that have the same outcome for both kinds. */
function listOwn(row: RowName, kind: MintedKind): readonly Entry[] {
  return [
    cannot(cells(row, 'disk full', 'permission'), 'no file is touched'),
    plays(cells(row, 'killed'), 'it expires', async (stage) => {
      const { cloud } = stage;
      const job = stage.startJob();
      const step = stage.step(job, kind.arrange(stage));
      const main = await step.main();
      cloud.faults.add({ ...kind.removal, do: { kind: 'hang' } });
      const received = reach(cloud, 'received', kind.removal);
      const running = step.startPost();
      await received;
      // Undoing the login does not wait for the revocation.
      await until(() => !existsSync(dirname(stage.machine.dockerConfigPath)));
      running.kill('SIGKILL');
      const post = await running.result;
      expect(post.signal).toBe('SIGKILL');
      expect(listAlive(stage)).toEqual([main.outputs['credential-id']]);
      letExpire(stage);
      expect(listAlive(stage)).toEqual([]);
    }),
  ];
}

async function revokeOne(
  stage: Stage,
  kind: MintedKind,
  timeout: string,
): Promise<{ readonly main: StepResult; readonly post: StepResult; readonly id: string }> {
  const job = stage.startJob();
  const main = await stage.step(job, { ...kind.arrange(stage), timeout }).main();
  expect(main.annotations).toEqual([]);
  const post = await endJob(job);
  return { main, post, id: main.outputs['credential-id'] ?? '-' };
}
