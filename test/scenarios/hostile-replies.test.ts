import { UnsecuredJWT } from 'jose';
import { describe, expect } from 'vitest';
import { expectDisarmed, expectNothingObeyed } from '../support/hostile.ts';
import { MINT, playMint } from '../support/minting.ts';
import { scenario } from '../support/scenario.ts';
import { CHECK, CREATION, EXCHANGE } from '../support/traffic.ts';

describe('a refusal with commands, escape sequences and markup in its text', () => {
  scenario(
    'of the registry that docker logs in to is harmless as well',
    { programs: ['docker'] },
    async (stage) => {
      stage.cloud.faults.add({ ...CHECK, do: { kind: 'hostile', status: 401 } });
      const main = await stage.fail({ client: 'docker' });

      expectDisarmed(main);
    },
  );

  scenario('is cut if it is too long', {}, async (stage) => {
    const body = { errorCode: 'C'.repeat(200), errorMessage: 'x'.repeat(100_000) };
    stage.cloud.faults.add({ ...EXCHANGE, do: { kind: 'status', status: 400, body } });
    const main = await stage.fail(MINT);

    expect(main.log).toContain(`${'C'.repeat(40)} "${'x'.repeat(500)}…"`);
    expect(main.log).not.toContain('C'.repeat(41));
    expect(main.log).not.toContain('x'.repeat(501));
  });

  scenario('that repeats the key is shown without it', {}, async (stage) => {
    const text = `Unable to find ${stage.user.apiKey}`;
    const body = { errorCode: 'BXNIM0000E', errorMessage: text, errorDetails: text };
    stage.cloud.faults.add({ ...EXCHANGE, do: { kind: 'status', status: 400, body } });
    const main = await stage.fail(MINT);

    expect(main.log).toContain('"Unable to find ***"');
  });

  scenario('that repeats the key as its code is shown without it', {}, async (stage) => {
    const { apiKey } = stage.user;
    const body = { errorCode: apiKey, errorMessage: 'No' };
    stage.cloud.faults.add({ ...EXCHANGE, do: { kind: 'status', status: 400, body } });
    const main = await stage.fail(MINT);

    expect(main.log).toContain('*** "No"');
    expect(main.log).not.toContain(apiKey.slice(0, 20));
  });
});

describe('a registry token with commands in its ID', () => {
  scenario('is found by its mark, and its ID is never printed', {}, async (stage) => {
    const jti = 'id ##[add-mask]hostile\n::stop-commands::hostile';
    const body = { token: new UnsecuredJWT({ jti }).setExpirationTime('24h').encode() };
    stage.secrets.push(body.token);
    const reply = { kind: 'status', status: 200, body } as const;
    stage.cloud.faults.add({ ...CREATION, actFirst: true, do: reply });
    stage.cloud.faults.add({ ...CHECK, actFirst: true, do: { kind: 'status', status: 200, body } });
    const { main, post } = await playMint(stage);

    expect(main.outputs['logged-in']).toBe('true');
    expectNothingObeyed(main);
    expect(main.outputs['credential-id']).toBeUndefined();
    expect(post.lines).toContain('Revoked the registry token at us.icr.io.');
    expectNothingObeyed(post);
  });
});
