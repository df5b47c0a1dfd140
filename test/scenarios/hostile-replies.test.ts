import { describe, expect } from 'vitest';
import type { RequestMatch } from '../ibm-cloud/index.ts';
import type { StepResult } from '../runner/index.ts';
import { MINT, outlive, playMint } from '../support/minting.ts';
import { scenario } from '../support/scenario.ts';
import { CHECK, CREATION, EXCHANGE, REMOVAL } from '../support/traffic.ts';

/** Commands that the action itself gives to the runner. */
const OWN_COMMANDS = /^::(?:add-mask|debug|error|notice|warning)/;

/** Nothing in a hostile text was obeyed, and none of it reaches a terminal or a page as it came. */
function expectDisarmed({ stdout, stderr, outputs, state, summary, masks, env }: StepResult): void {
  const raw = stdout + stderr;
  expect(raw).toContain('refused # #');
  expect(raw).not.toContain('##[');
  expect(raw).not.toContain('\u001b');
  expect(raw).not.toContain('\u0007');
  const commands = raw.split('\n').filter((line) => line.trimStart().startsWith('::'));
  expect(commands.filter((line) => !OWN_COMMANDS.test(line))).toEqual([]);
  expect(masks.filter((mask) => mask === 'hostile')).toEqual([]);
  expect(Object.keys(state).filter((name) => name !== 'icr-login')).toEqual([]);
  expect(outputs['name']).toBeUndefined();
  expect(JSON.stringify({ outputs, env })).not.toContain('hostile');
  expect(summary).not.toContain('hostile');
}

describe('a refusal with commands, escapes and markup in its text', () => {
  const phases: readonly (readonly [string, RequestMatch])[] = [
    ['of IAM', EXCHANGE],
    ['of the registry that is to make a token', CREATION],
    ['of the registry that checks the login', CHECK],
  ];
  for (const [whose, match] of phases) {
    scenario(`${whose} is shown as harmless text`, {}, async (stage) => {
      stage.cloud.faults.add({ ...match, do: { kind: 'hostile' } });
      const { main } = await playMint(stage);

      expect(main.failed).toBe(true);
      expectDisarmed(main);
      // The ID of the request is foreign text too: it is repeated only where it looks like one.
      expect(main.log).not.toContain('IBM transaction ID');
    });
  }

  scenario('of the registry that is to revoke is shown as harmless text', {}, async (stage) => {
    stage.cloud.faults.add({ ...REMOVAL, do: { kind: 'hostile' } });
    const { post } = await playMint(stage);

    expect(post.annotations.map(({ level }) => level)).toEqual(['warning']);
    expectDisarmed(post);
    outlive(stage);
  });

  scenario(
    'of the registry that docker logs in to is harmless as well',
    { programs: ['docker'] },
    async (stage) => {
      stage.cloud.faults.add({ ...CHECK, do: { kind: 'hostile', status: 401 } });
      const main = await stage.fail({ client: 'docker' });

      expectDisarmed(main);
    },
  );

  scenario('is cut where it is too long', {}, async (stage) => {
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
});
