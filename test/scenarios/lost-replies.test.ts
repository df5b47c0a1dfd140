import { describe, expect } from 'vitest';
import type { Fault } from '../ibm-cloud/index.ts';
import { endJob, letExpire, listAlive, MINT, playMint, readState } from '../support/minting.ts';
import { scenario } from '../support/scenario.ts';
import { readError, readMessages } from '../support/step-error.ts';
import { CREATION, LISTING, listRequests } from '../support/traffic.ts';

const CREATE = 'POST us.icr.io/api/v1/tokens';
const LIST = 'GET us.icr.io/api/v1/tokens';
const REMOVE = 'DELETE us.icr.io/api/v1/tokens/ID';

describe('a registry token whose reply is lost', () => {
  const lost: readonly (readonly [string, Fault])[] = [
    ['in incomplete JSON', { kind: 'nonsense', as: 'broken-json' }],
    ['in far too many bytes', { kind: 'status', status: 200, body: 'x'.repeat(5_000_000) }],
  ];
  for (const [how, fault] of lost) {
    scenario(
      `${how} is found by its mark and removed, and another one is created`,
      {},
      async (stage) => {
        stage.cloud.faults.add({ ...CREATION, times: 1, actFirst: true, do: fault });
        const job = stage.startJob();
        const main = await stage.step(job, MINT).main();

        expect(main.failed).toBe(false);
        const made = stage.cloud.ledger.all();
        expect(made).toHaveLength(2);
        expect(new Set(made.map(({ description }) => description)).size).toBe(1);
        expect(listAlive(stage)).toEqual([main.outputs['credential-id']]);
        expect(listRequests(stage.cloud).slice(1, 5)).toEqual([CREATE, LIST, REMOVE, CREATE]);
        stage.cloud.clearRequests();
        const post = await endJob(job);
        expect(listRequests(stage.cloud)).toEqual([
          'POST iam.cloud.ibm.com/identity/token',
          REMOVE,
        ]);
        expect(post.annotations).toEqual([]);
      },
    );
  }

  scenario('and that appears in lists late is revoked by the post step', {}, async (stage) => {
    const { cloud } = stage;
    cloud.faults.add({ ...CREATION, times: 1, do: { kind: 'reset-after' } });
    const empty = { kind: 'status', status: 200, body: { tokens: [] } } as const;
    cloud.faults.add({ ...LISTING, times: 2, do: empty });
    const job = stage.startJob();
    const main = await stage.step(job, MINT).main();

    expect(main.failed).toBe(false);
    expect(listAlive(stage)).toHaveLength(2);
    expect(readState(main).minted).toMatchObject([{ outcome: 'issued', lostReplies: 1 }]);
    const post = await endJob(job);
    expect(listAlive(stage)).toEqual([]);
    expect(post.annotations).toEqual([]);
  });

  scenario('and that never appears in lists causes a warning, and expires', {}, async (stage) => {
    const { cloud } = stage;
    cloud.faults.add({ ...CREATION, times: 1, do: { kind: 'reset-after' } });
    const empty = { kind: 'status', status: 200, body: { tokens: [] } } as const;
    cloud.faults.add({ ...LISTING, do: empty });
    const { main, post } = await playMint(stage);

    const [record] = readState(main).minted;
    expect(listAlive(stage)).toHaveLength(1);
    const [warning = '', ...more] = readMessages(post, 'warning');
    expect(more).toEqual([]);
    expect(warning).toContain('A registry token at us.icr.io may still be valid');
    expect(warning).toContain(`look for the mark "${record?.mark}"`);
    expect(warning).toMatch(/It expires at \d{4}-\d\d-\d\dT/);
    expect(post.failed).toBe(false);
    letExpire(stage);
  });

  scenario(
    'and that cannot be looked up is not confused with the one that was revoked',
    {},
    async (stage) => {
      const { cloud } = stage;
      cloud.faults.add({ ...CREATION, times: 1, do: { kind: 'reset-after' } });
      const empty = { kind: 'status', status: 200, body: { tokens: [] } } as const;
      cloud.faults.add({ ...LISTING, times: 1, do: empty });
      cloud.faults.add({ ...LISTING, do: { kind: 'hang' } });
      const { main, post } = await playMint(stage, { timeout: '15' });

      const id = main.outputs['credential-id'] ?? '-';
      expect(listAlive(stage)).toHaveLength(1);
      expect(listAlive(stage)).not.toContain(id);
      expect(post.lines).toContain(`Revoked the registry token ${id} at us.icr.io.`);
      const [warning = '', ...more] = readMessages(post, 'warning');
      expect(more).toEqual([]);
      expect(warning).toContain('A registry token at us.icr.io may still be valid');
      expect(warning).not.toContain(id);
      letExpire(stage);
    },
  );

  scenario('every time causes an error, and all of them are revoked', {}, async (stage) => {
    stage.cloud.faults.add({ ...CREATION, do: { kind: 'reset-after' } });
    const { main, post } = await playMint(stage);

    expect(readError(main).code).toBe('network-failed');
    expect(stage.cloud.ledger.all()).toHaveLength(4);
    expect(listAlive(stage)).toEqual([]);
    expect(post.annotations).toEqual([]);
  });

  scenario(
    'and that cannot be looked up immediately is revoked by the post step',
    {},
    async (stage) => {
      stage.cloud.faults.add({ ...CREATION, do: { kind: 'reset-after' } });
      stage.cloud.faults.add({ ...LISTING, times: 1, do: { kind: 'status', status: 403 } });
      const job = stage.startJob();
      const main = await stage.step(job, MINT).main();

      expect(readError(main).code).toBe('network-failed');
      expect(listAlive(stage)).toHaveLength(1);
      const post = await endJob(job);
      expect(post.lines).toContain('Revoked the registry token at us.icr.io.');
    },
  );

  scenario('because it arrives after the step has ended is found later', {}, async (stage) => {
    stage.cloud.faults.add({ ...CREATION, do: { kind: 'slow', ms: 18_000 } });
    const job = stage.startJob();
    const main = await stage.step(job, { ...MINT, timeout: '15' }).main();

    expect(readError(main).code).toBe('timed-out');
    expect(listAlive(stage)).toHaveLength(1);
    await endJob(job);
    expect(listAlive(stage)).toEqual([]);
  });
});

describe('a registry token that was not created', () => {
  scenario(
    'because the registry answered 500 is requested again, and a warning mentions the lost reply',
    {},
    async (stage) => {
      stage.cloud.faults.add({ ...CREATION, times: 1, do: { kind: 'status', status: 500 } });
      const { main, post } = await playMint(stage);

      expect(main.failed).toBe(false);
      expect(listRequests(stage.cloud).slice(1, 4)).toEqual([CREATE, LIST, CREATE]);
      expect(readMessages(post, 'warning')).toEqual([
        expect.stringContaining('A registry token at us.icr.io may still be valid'),
      ]);
    },
  );

  scenario('because of a rate limit that outlasts the step causes an error', {}, async (stage) => {
    const pause = { kind: 'rate-limit', retryAfterSeconds: 86_400 } as const;
    stage.cloud.faults.add({ ...CREATION, do: pause });
    const { main, post } = await playMint(stage, { timeout: '20' });

    const { code, message } = readError(main);
    expect(code).toBe('rate-limited');
    expect(message).toContain('HTTP 429 from us.icr.io');
    expect(listRequests(stage.cloud).filter((name) => name === CREATE)).toHaveLength(1);
    expect(post.annotations).toEqual([]);
  });
});
