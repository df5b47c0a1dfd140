import { describe, expect } from 'vitest';
import type { Fault } from '../ibm-cloud/index.ts';
import type { StepResult } from '../runner/index.ts';
import { holdLock } from '../support/lock.ts';
import { arrangeKeys, MINT, playMint } from '../support/minting.ts';
import { scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { CHECK, CREATION, EXCHANGE, REMOVAL } from '../support/traffic.ts';

/** The lines about retries. */
function listRetries({ lines }: StepResult): readonly string[] {
  return lines.filter((line) => line.includes('trying again'));
}

describe('each retry of a request is one line in the log', () => {
  const passing: readonly (readonly [string, Fault, RegExp])[] = [
    ['503', { kind: 'status', status: 503 }, /^us\.icr\.io answered 503; trying again in 1 s \(/],
    ['408', { kind: 'status', status: 408 }, /^us\.icr\.io answered 408; trying again in 1 s \(/],
    [
      '429 with Retry-After',
      { kind: 'rate-limit', retryAfterSeconds: 3 },
      /^us\.icr\.io answered 429; trying again in [34] s \(/,
    ],
    [
      '503 with Retry-After',
      { kind: 'status', status: 503, headers: { 'retry-after': '2' } },
      /^us\.icr\.io answered 503; trying again in [23] s \(/,
    ],
    [
      'no reply',
      { kind: 'reset-before' },
      /^us\.icr\.io did not answer \([^)]+\); trying again in 1 s \(/,
    ],
  ];
  for (const [what, fault, line] of passing) {
    scenario(`after ${what} at the check`, {}, async (stage) => {
      stage.cloud.faults.add({ ...CHECK, times: 2, do: fault });
      const { main } = await stage.play({ client: 'file' });

      expect(main.outputs['logged-in']).toBe('true');
      const retries = listRetries(main);
      expect(retries).toHaveLength(2);
      for (const [index, retry] of retries.entries()) {
        expect(retry).toMatch(line);
        expect(retry).toContain(`(attempt ${index + 2})`);
      }
      expect(main.annotations).toEqual([]);
    });
  }

  scenario('after 503 from IAM, in main and post', {}, async (stage) => {
    const { faults } = stage.cloud;
    const busy = { kind: 'status', status: 503 } as const;
    faults.add({ ...EXCHANGE, times: 1, do: busy });
    faults.add({ ...REMOVAL, times: 1, do: busy });
    const { main, post } = await playMint(stage);

    expect(listRetries(main)).toEqual([
      'iam.cloud.ibm.com answered 503; trying again in 1 s (attempt 2)',
    ]);
    expect(listRetries(post)).toEqual(['us.icr.io answered 503; trying again in 1 s (attempt 2)']);
  });

  scenario('after a lost reply', {}, async (stage) => {
    stage.cloud.faults.add({ ...CREATION, times: 1, do: { kind: 'reset-after' } });
    const { main } = await playMint(stage);

    expect(main.failed).toBe(false);
    expect(listRetries(main)).toEqual([
      expect.stringMatching(/^The reply was lost, .* \(attempt 2\)$/),
    ]);
  });
});

describe('each retry of a check is one line in the log', () => {
  for (const client of ['docker', 'podman']) {
    scenario(`by ${client}`, { programs: [client] }, async (stage) => {
      const busy = { kind: 'status', status: 503 } as const;
      stage.cloud.faults.add({ host: 'registry', path: '/v2/', times: 1, do: busy });
      const { main } = await stage.play({ client });

      expect(main.outputs['logged-in']).toBe('true');
      const [retry, ...more] = listRetries(main);
      expect(more).toEqual([]);
      expect(retry).toContain(`\`${client} login us.icr.io\` ended with exit code`);
      expect(retry).toMatch(/; trying again in 1 s \(attempt 2\)$/);
    });
  }

  scenario('(a config that another job has locked)', {}, async (stage) => {
    stage.rememberHome();
    const free = holdLock(stage);
    const main = await stage.fail({ client: 'file', timeout: '8' });
    free();

    expect(readError(main).code).toBe('config-busy');
    expect(main.lines.filter((line) => line.startsWith('Another job has locked'))).toEqual([
      expect.stringMatching(
        /has locked .*config\.json\.icr-login-lock\. Waiting for up to \d s\.$/,
      ),
    ]);
  });

  scenario('until a new key is known', {}, async (stage) => {
    stage.cloud.setReplication({ newKeyUnknownMs: 1_500 });
    const { inputs } = arrangeKeys(stage);
    const { main } = await playMint(stage, inputs);

    expect(main.outputs['logged-in']).toBe('true');
    const retries = listRetries(main);
    expect(retries.length).toBeGreaterThan(0);
    for (const [index, retry] of retries.entries()) {
      expect(retry).toMatch(
        /^us\.icr\.io does not accept the new credential yet; trying again in \d s \(attempt \d+\)$/,
      );
      expect(retry).toContain(`(attempt ${index + 2})`);
    }
  });
});

describe('step debug logging', () => {
  scenario('has a line for each request, without its contents', {}, async (stage) => {
    stage.cloud.faults.add({ ...CHECK, times: 1, do: { kind: 'reset-before' } });
    const { main, post } = await playMint(stage, MINT);

    const requests = [...main.debug, ...post.debug]
      .filter((line) => / ms$/.test(line))
      .map((line) => line.replace(/\d+ ms$/, 'N ms').replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, 'ID'));
    const reset = 'GET us.icr.io/oauth/token: ';
    expect(requests.map((line) => (line.startsWith(reset) ? reset : line))).toEqual([
      'POST iam.cloud.ibm.com/identity/token: 200, N ms',
      expect.stringMatching(/^POST us\.icr\.io\/api\/v1\/tokens: 20\d, N ms$/),
      reset,
      reset,
      'POST iam.cloud.ibm.com/identity/token: 200, N ms',
      expect.stringMatching(/^DELETE us\.icr\.io\/api\/v1\/tokens\/ID: 20\d, N ms$/),
    ]);
  });
});
