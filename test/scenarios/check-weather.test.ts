import { describe, expect } from 'vitest';
import type { Fault } from '../ibm-cloud/index.ts';
import { listAlive, playMint } from '../support/minting.ts';
import { scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { CHECK, listRequests } from '../support/traffic.ts';

const FILE = { client: 'file' } as const;
const CHECK_NAME = 'GET us.icr.io/oauth/token';

describe('the check of a login', () => {
  const lasting: readonly (readonly [string, string, Fault])[] = [
    ['is incomplete JSON', 'reply-invalid', { kind: 'nonsense', as: 'broken-json' }],
    ['is unexpected JSON', 'reply-invalid', { kind: 'nonsense', as: 'other-json' }],
    ['asks to wait for a day', 'rate-limited', { kind: 'rate-limit', retryAfterSeconds: 86_400 }],
  ];
  for (const [weather, expected, fault] of lasting) {
    scenario(
      `fails after one try, and writes nothing, if the reply ${weather}`,
      {},
      async (stage) => {
        stage.cloud.faults.add({ ...CHECK, do: fault });
        const { main, post } = await stage.play({ ...FILE, timeout: '15' });

        expect(readError(main).code).toBe(expected);
        expect(listRequests(stage.cloud)).toEqual([CHECK_NAME]);
        expect(main.outputs['logged-in']).toBe('false');
        expect(post?.annotations).toEqual([]);
      },
    );
  }

  scenario(
    'leaves a minted token to the post step if the registry does not reply',
    {},
    async (stage) => {
      stage.cloud.faults.add({ ...CHECK, do: { kind: 'hang' } });
      const { main, post } = await playMint(stage, { timeout: '15' });

      expect(readError(main).code).toBe('timed-out');
      expect(stage.cloud.ledger.all()).toHaveLength(1);
      expect(listAlive(stage)).toEqual([]);
      expect(post.lines.at(-1)).toMatch(/^Revoked the registry token \S+ at us\.icr\.io\.$/);
    },
  );

  scenario(
    'stops the container client in time if the registry does not reply',
    { programs: ['docker'] },
    async (stage) => {
      stage.cloud.faults.add({ host: 'registry', do: { kind: 'hang' } });
      const { main } = await stage.play({ client: 'docker', timeout: '15' });

      const { code, message } = readError(main);
      expect(code).toBe('timed-out');
      expect(message).toContain('No usable answer from docker login us.icr.io within 15 seconds');
    },
  );
});
