import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import type { JobOptions, PostOptions, StepResult } from '../runner/index.ts';
import { letExpire, listAlive, MINT } from '../support/minting.ts';
import { readOutput } from '../support/outputs.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';
import { EXCHANGE, listRequests } from '../support/traffic.ts';

const COMPOSITE: JobOptions = { insideComposite: true };
const ASK_IAM = 'POST iam.cloud.ibm.com/identity/token';
const REVOKE = 'DELETE us.icr.io/api/v1/tokens/ID';

interface Minting {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly options?: JobOptions;
  /** How the runner evaluates the step again. */
  readonly again?: PostOptions;
  /** What happens between the two phases. */
  readonly meanwhile?: () => Promise<void> | void;
}

/** Runs a job that mints. Afterward, the double's log contains only the requests of the post phase. */
async function playAgain(
  stage: Stage,
  { inputs = {}, options = {}, again = {}, meanwhile }: Minting,
): Promise<{ readonly main: StepResult; readonly post: StepResult }> {
  if (options.insideComposite !== undefined) {
    stage.exceptKeptToken();
  }
  const step = stage.step(stage.startJob(options), { ...MINT, ...inputs });
  const main = await step.main();
  expect(main.failed).toBe(false);
  await meanwhile?.();
  stage.cloud.clearRequests();
  return { main, post: await step.post(again) };
}

/** The inputs of a step, with the key of another user instead of its own. */
function swapKey(stage: Stage): PostOptions {
  const other = stage.cloud.createUser({ account: stage.account, role: 'Manager' });
  stage.secrets.push(other.apiKey);
  return { with: { region: 'us-south', 'api-key': other.apiKey, ...MINT } };
}

/** Expects that nothing was revoked, and that one warning says so and names the command to do it. */
function expectNoAuthority(stage: Stage, post: StepResult, id = '-'): void {
  expect(post.failed).toBe(false);
  const [warning = '', ...more] = readMessages(post, 'warning');
  expect(more).toEqual([]);
  expect(warning).toContain(
    `The registry token ${id} at us.icr.io was not revoked. The post step did not get the secret that minted it, and has no access token.`,
  );
  expect(warning).toContain(`--request DELETE https://us.icr.io/api/v1/tokens/${id}`);
  expect(listRequests(stage.cloud)).toEqual([]);
  expect(listAlive(stage)).toEqual([id]);
  letExpire(stage);
}

describe('a minted credential at the end of a job', () => {
  const refused: readonly (readonly [string, (stage: Stage) => PostOptions])[] = [
    ['has changed', swapKey],
    ['is now empty', () => ({ noInputs: true })],
  ];
  for (const [how, again] of refused) {
    scenario(`stays valid if the secret ${how}, which IAM never sees`, {}, async (stage) => {
      const { main, post } = await playAgain(stage, { again: again(stage) });

      expectNoAuthority(stage, post, main.outputs['credential-id']);
    });
  }

  scenario('is revoked with the given access token', {}, async (stage) => {
    const token = await stage.cloud.issueAccessToken(stage.user);
    stage.secrets.push(token);
    const inputs = { 'api-key': '', 'access-token': `Bearer ${token}` };
    const { main, post } = await playAgain(stage, { inputs });

    expect(readMessages(main, 'warning')).toEqual([
      expect.stringMatching(/^The access token expires at \d{4}-.* With `api-key`, it can\.$/),
    ]);
    expect(listRequests(stage.cloud)).toEqual([REVOKE]);
    expect(post.annotations).toEqual([]);
  });
});

describe('a minted credential at the end of a composite action', () => {
  const wrong: readonly (readonly [string, (stage: Stage) => PostOptions])[] = [
    ['have the secret of another step', swapKey],
    ['are empty', () => ({ noInputs: true })],
  ];
  for (const [how, again] of wrong) {
    scenario(`is revoked with the token that was kept, if the inputs ${how}`, {}, async (stage) => {
      const { main, post } = await playAgain(stage, { options: COMPOSITE, again: again(stage) });

      expect(post.lines).toContain(
        `Revoked the registry token ${main.outputs['credential-id']} at us.icr.io.`,
      );
      expect(post.annotations).toEqual([]);
      expect(listRequests(stage.cloud)).toEqual([REVOKE]);
    });
  }

  scenario('is revoked with the API key if the inputs are unchanged', {}, async (stage) => {
    const { post } = await playAgain(stage, { options: COMPOSITE });

    expect(listRequests(stage.cloud)).toEqual([ASK_IAM, REVOKE]);
    expect(post.annotations).toEqual([]);
  });

  scenario('is revoked with the only access token', {}, async (stage) => {
    const token = await stage.cloud.issueAccessToken(stage.user);
    stage.secrets.push(token);
    const inputs = { 'api-key': '', 'access-token': token };
    const { post } = await playAgain(stage, { inputs, options: COMPOSITE });

    expect(listRequests(stage.cloud)).toEqual([REVOKE]);
    expect(post.masks.filter((mask) => mask === token)).toHaveLength(1);
    expect(post.annotations).toEqual([]);
  });

  scenario('is revoked with the kept token if IAM is down', {}, async (stage) => {
    const { post } = await playAgain(stage, {
      inputs: { timeout: '15' },
      options: COMPOSITE,
      meanwhile: () => {
        stage.cloud.faults.add({ ...EXCHANGE, do: { kind: 'hang' } });
      },
    });

    expect(listRequests(stage.cloud)).toEqual([ASK_IAM, REVOKE]);
    expect(post.annotations).toEqual([]);
  });

  scenario('is revoked with the kept token if the API key was deleted', {}, async (stage) => {
    const { post } = await playAgain(stage, {
      options: COMPOSITE,
      meanwhile: () => stage.cloud.deleteApiKey(stage.user.apiKeyId),
    });

    expect(listRequests(stage.cloud)).toEqual([ASK_IAM, REVOKE]);
    expect(post.annotations).toEqual([]);
  });

  scenario(
    'stays valid if the kept token has expired, and a warning says so',
    {},
    async (stage) => {
      const token = await stage.cloud.issueAccessToken(stage.user, { expiresInSeconds: 25 });
      // The clock of the post step must have passed that time as well, and the token's expiry is rounded to a
      // whole second.
      const end = Date.now() + 26_500;
      stage.secrets.push(token);
      const { main, post } = await playAgain(stage, {
        inputs: { 'api-key': '', 'access-token': token },
        options: COMPOSITE,
        again: { noInputs: true },
        meanwhile: () => sleep(end - Date.now()),
      });

      expectNoAuthority(stage, post, main.outputs['credential-id']);
    },
  );

  scenario('leaves no token in the state with `revoke: false`', {}, async (stage) => {
    const step = stage.step(stage.startJob(COMPOSITE), { ...MINT, revoke: 'false' });
    const main = await step.main();
    await step.post();

    expect(JSON.parse(main.state['icr-login'] ?? '{}')).not.toHaveProperty('accessToken');
    stage.survivors.push(readOutput(main, 'credential-id'));
  });
});
