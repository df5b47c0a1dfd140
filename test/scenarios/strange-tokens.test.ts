import { setTimeout as sleep } from 'node:timers/promises';
import { UnsecuredJWT } from 'jose';
import { describe, expect } from 'vitest';
import { endJob, letExpire, listAlive, MINT, playMint, readState } from '../support/minting.ts';
import { readOutput } from '../support/outputs.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';
import { CREATION, LISTING, listRequests, REMOVAL } from '../support/traffic.ts';

/** Passes a credential to later steps. Nothing checks it, so its value can be anything. */
const EXPORT = { ...MINT, client: 'none', 'export-password': 'true' } as const;

/** Makes the registry create a token, but return a different value. */
function answerWith(stage: Stage, token: string, actFirst = true): void {
  const reply = { kind: 'status', status: 200, body: { token } } as const;
  stage.cloud.faults.add({ ...CREATION, actFirst, do: reply });
  stage.secrets.push(token);
  stage.exceptPassword();
}

describe('a registry token with an opaque value', () => {
  const OPAQUE = 'an-opaque-registry-token';

  scenario('is accepted, and found by its mark when the job ends', {}, async (stage) => {
    answerWith(stage, OPAQUE);
    const { main, post } = await playMint(stage, EXPORT);

    expect(main.outputs).toMatchObject({ password: OPAQUE, 'credential-ids': '[]' });
    expect(main.outputs).not.toHaveProperty('credential-id');
    expect(main.log).toContain('Minted a registry token at us.icr.io: ID unknown, expires at ');
    const hours = (Date.parse(readOutput(main, 'expires-at')) - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(24);
    expect(post.lines).toContain('Revoked the registry token at us.icr.io.');
    expect(post.annotations).toEqual([]);
  });

  scenario('is named by its host if it is not revoked', {}, async (stage) => {
    answerWith(stage, OPAQUE);
    const { post } = await playMint(stage, { ...EXPORT, revoke: 'false' });

    expect(post.lines).toEqual([
      'Not revoked, because `revoke: false` is set: registry token of unknown ID at us.icr.io.',
    ]);
    expect(listAlive(stage)).toHaveLength(1);
    letExpire(stage);
  });
});

describe('a registry token that', () => {
  scenario('expires before the job ends: it is not revoked', {}, async (stage) => {
    const token = new UnsecuredJWT({ jti: 'short-lived' }).setExpirationTime('3s').encode();
    answerWith(stage, token, false);
    const job = stage.startJob();
    const main = await stage.step(job, EXPORT).main();
    expect(main.outputs['credential-id']).toBe('short-lived');
    await sleep(3000);
    stage.cloud.clearRequests();
    const post = await endJob(job);

    expect(post.lines).toEqual(['The registry token short-lived at us.icr.io has expired.']);
    expect(listRequests(stage.cloud)).not.toContainEqual(expect.stringContaining('DELETE'));
  });

  scenario('never expires and cannot be revoked: a warning says so', {}, async (stage) => {
    stage.cloud.faults.add({ ...REMOVAL, do: { kind: 'status', status: 403 } });
    const { main, post } = await playMint(stage, { lifetime: 'never' });

    const id = main.outputs['credential-id'] ?? '-';
    const [warning = ''] = readMessages(post, 'warning');
    expect(warning).toContain(`The registry token ${id} at us.icr.io was not revoked.`);
    expect(warning).toContain('It does not expire. To revoke it by hand: `curl ');
    stage.survivors.push(id);
  });
});

describe('a list of registry tokens', () => {
  scenario('with unreadable members does not contain ours', {}, async (stage) => {
    stage.cloud.faults.add({ ...CREATION, times: 1, do: { kind: 'reset-before' } });
    const tokens = [null, 7, [], {}, { _id: 'of-somebody' }, { secondary_owner: 'no ID' }];
    const reply = { kind: 'status', status: 200, body: { tokens } } as const;
    stage.cloud.faults.add({ ...LISTING, do: reply });
    const { main, post } = await playMint(stage);

    expect(main.failed).toBe(false);
    expect(readState(main).minted).toMatchObject([{ outcome: 'issued', lostReplies: 1 }]);
    expect(readMessages(post, 'warning')).toEqual([
      expect.stringContaining('A registry token at us.icr.io may still be valid'),
    ]);
    expect(listRequests(stage.cloud)).not.toContain('DELETE us.icr.io/api/v1/tokens/of-somebody');
  });

  scenario('that is not a list does not prove that nothing is valid', {}, async (stage) => {
    stage.cloud.faults.add({ ...CREATION, do: { kind: 'reset-after' } });
    stage.cloud.faults.add({ ...LISTING, do: { kind: 'nonsense', as: 'other-json' } });
    const { main, post } = await playMint(stage);

    expect(main.failed).toBe(true);
    expect(readMessages(post, 'warning')).toEqual([
      expect.stringMatching(
        /^The registry token at us\.icr\.io was not revoked\. us\.icr\.io answered with something that is not a list of registry tokens/,
      ),
    ]);
    expect(listAlive(stage)).toHaveLength(1);
    letExpire(stage);
  });
});
