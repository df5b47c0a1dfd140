import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Fault } from '../ibm-cloud/index.ts';
import { playMint } from '../support/minting.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readError } from '../support/step-error.ts';
import { EXCHANGE, listRequests } from '../support/traffic.ts';

const SKEW = join(import.meta.dirname, '..', 'support', 'clock-skew.cjs');

/** How often the key was exchanged, including failed tries. */
function countExchanges({ cloud }: Stage): number {
  return listRequests(cloud).filter((name) => name.endsWith('/identity/token')).length;
}

describe('IAM that fails once', () => {
  const passing: readonly (readonly [string, number, Fault])[] = [
    ['answers 503 with an HTML page', 1, { kind: 'status', status: 503, body: '<h1>Busy</h1>' }],
    ['answers 408', 1, { kind: 'status', status: 408 }],
    ['sends an invalid Retry-After', 1, { kind: 'rate-limit', retryAfterSeconds: -1 }],
    [
      'does not say what time it is',
      1,
      { kind: 'status', status: 503, headers: { date: 'now', 'retry-after': 'Fri, 20 Nov 2026' } },
    ],
  ];
  for (const [weather, times, fault] of passing) {
    scenario(`because it ${weather} does not prevent the login`, {}, async (stage) => {
      stage.cloud.faults.add({ ...EXCHANGE, times, do: fault });
      const { main } = await playMint(stage);

      expect(main.failed).toBe(false);
      expect(main.annotations).toEqual([]);
      // One more exchange is for the post step.
      expect(countExchanges(stage)).toBe(times + 2);
    });
  }

  scenario(
    'because it is down until a given time makes the login wait until then',
    {},
    async (stage) => {
      const back = Math.ceil(Date.now() / 1000) * 1000 + 1000;
      const headers = { 'retry-after': new Date(back).toUTCString() };
      const fault = { kind: 'status', status: 503, headers } as const;
      stage.cloud.faults.add({ ...EXCHANGE, times: 1, do: fault });
      const { main } = await playMint(stage);

      expect(main.failed).toBe(false);
      expect(stage.cloud.requests[1]?.at).toBeGreaterThan(back - 100);
    },
  );
});

describe("a machine whose clock is an hour behind IAM's", () => {
  scenario('waits until the time that IAM gives, by the clock of IAM', {}, async (stage) => {
    const back = Math.ceil(Date.now() / 1000) * 1000 + 1000;
    const headers = { 'retry-after': new Date(back).toUTCString() };
    const fault = { kind: 'status', status: 503, headers } as const;
    stage.cloud.faults.add({ ...EXCHANGE, times: 1, do: fault });
    const env = { NODE_OPTIONS: `--require ${SKEW}`, CLOCK_SKEW_MS: String(-60 * 60_000) };
    const { main } = await playMint(stage, {}, { env });

    expect(main.failed).toBe(false);
    expect(main.log).toMatch(/answered 503; trying again in [1-3] s/);
  });
});

describe('IAM that issues no token', () => {
  const lasting: readonly (readonly [string, string, RegExp, Fault])[] = [
    [
      'answers with incomplete JSON',
      'reply-invalid',
      /HTTP 200/,
      { kind: 'nonsense', as: 'broken-json' },
    ],
    [
      'answers with unexpected JSON',
      'reply-invalid',
      /HTTP 200/,
      { kind: 'nonsense', as: 'other-json' },
    ],
    ['answers with an empty body', 'reply-invalid', /HTTP 200/, { kind: 'nonsense', as: 'empty' }],
    [
      'answers with an invalid token',
      'reply-invalid',
      /not an access token/,
      { kind: 'status', status: 200, body: { access_token: 'not.a.token' } },
    ],
    [
      'answers with five million bytes',
      'network-failed',
      /the reply is longer than 4194304 bytes/,
      { kind: 'status', status: 200, body: 'x'.repeat(5_000_000) },
    ],
    [
      'asks to wait for a day',
      'rate-limited',
      /too many requests.*HTTP 429 from iam\.cloud\.ibm\.com/,
      { kind: 'rate-limit', retryAfterSeconds: 86_400 },
    ],
  ];
  for (const [weather, expected, text, fault] of lasting) {
    scenario(`because it ${weather} is tried once, and the error says so`, {}, async (stage) => {
      stage.cloud.faults.add({ ...EXCHANGE, do: fault });
      const { main, post } = await playMint(stage, { timeout: '15' });

      const { code, message } = readError(main);
      expect(code).toBe(expected);
      expect(message).toMatch(text);
      expect(listRequests(stage.cloud)).toEqual(['POST iam.cloud.ibm.com/identity/token']);
      expect(post.annotations).toEqual([]);
    });
  }

  scenario(
    'because it stays broken is reported with the result of the last attempt',
    {},
    async (stage) => {
      stage.cloud.faults.add({ ...EXCHANGE, do: { kind: 'status', status: 500 } });
      // Random delays almost never use up all tries in such a short time.
      const { main } = await playMint(stage, { timeout: '5' });

      const { code, message } = readError(main);
      expect(code).toBe('timed-out');
      expect(message).toContain('The last attempt ended with: HTTP 500 from iam.cloud.ibm.com');
      expect(countExchanges(stage)).toBeGreaterThan(1);
    },
  );
});
