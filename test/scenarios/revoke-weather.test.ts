import { describe, expect } from 'vitest';
import type { Fault } from '../ibm-cloud/index.ts';
import { letExpire, listAlive, playMint } from '../support/minting.ts';
import { scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';
import { CREATION, EXCHANGE, REMOVAL } from '../support/traffic.ts';

describe('a revocation that fails', () => {
  const lasting: readonly (readonly [string, RegExp, Fault])[] = [
    [
      'told to wait for a day',
      /too many requests/,
      { kind: 'rate-limit', retryAfterSeconds: 86_400 },
    ],
    ['always 500', /HTTP 500 from us\.icr\.io/, { kind: 'status', status: 500 }],
  ];
  for (const [weather, text, fault] of lasting) {
    scenario(`(${weather}) causes one warning with ID, expiry and command`, {}, async (stage) => {
      stage.cloud.faults.add({ ...REMOVAL, do: fault });
      const { main, post } = await playMint(stage, { timeout: '15' });

      const id = main.outputs['credential-id'] ?? '-';
      expect(listAlive(stage)).toEqual([id]);
      expect(post.failed).toBe(false);
      expect(post.annotations).toHaveLength(1);
      const [warning = ''] = readMessages(post, 'warning');
      expect(warning).toMatch(new RegExp(`^The registry token ${id} at us.icr.io was not revoked`));
      expect(warning).toMatch(text);
      expect(warning).toContain(`It expires at ${main.outputs['expires-at']}`);
      expect(warning).toContain(`--header "Account: ${stage.account.id}"`);
      expect(warning).toContain(`--request DELETE https://us.icr.io/api/v1/tokens/${id}`);
      expect(warning).not.toContain('\n\n');
      letExpire(stage);
    });
  }

  scenario('because one registry is down does not prevent another one', {}, async (stage) => {
    const { cloud } = stage;
    const isDown = (): void => cloud.setDown('us-south', true);
    cloud.on('received', { ...EXCHANGE, when: () => cloud.requests.length > 1 }, isDown);
    const { post } = await playMint(stage, { region: 'us-south, eu-de', timeout: '15' });

    expect(cloud.ledger.alive().map(({ registry }) => registry)).toEqual(['us-south']);
    expect(post.lines.some((line) => /^Revoked .* at de\.icr\.io\.$/.test(line))).toBe(true);
    const [warning, ...more] = readMessages(post, 'warning');
    expect(warning).toMatch(/at us\.icr\.io was not revoked/);
    expect(more).toEqual([]);
    letExpire(stage);
  });

  scenario('because IAM is down causes one warning for each token', {}, async (stage) => {
    const { cloud } = stage;
    cloud.on('received', CREATION, () => cloud.setDown('iam', true));
    const { main, post } = await playMint(stage, { region: 'us-south, eu-de' });

    expect(main.failed).toBe(false);
    const warnings = readMessages(post, 'warning');
    expect(warnings).toHaveLength(2);
    for (const warning of warnings) {
      expect(warning).toContain(
        'was not revoked. The proxy of this machine did not connect to iam.cloud.ibm.com: ',
      );
      expect(warning).toContain('statusCode=502');
    }
    expect(listAlive(stage)).toHaveLength(2);
    letExpire(stage);
  });
});
