import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import type { JobOptions, PostOptions, StepResult } from '../runner/index.ts';
import { letExpire, listAlive, MINT } from '../support/minting.ts';
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
  /** What happens between the phases. */
  readonly meanwhile?: () => Promise<void> | void;
}

/** Plays a job that mints; afterwards only the requests of its post phase are in the log of the double. */
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

/** The inputs of a step, with another user's key in place of the one that it had. */
function swapKey(stage: Stage): PostOptions {
  const other = stage.cloud.createUser({ account: stage.account, role: 'Manager' });
  stage.secrets.push(other.apiKey);
  return { with: { region: 'us-south', 'api-key': other.apiKey, ...MINT } };
}

/** Nothing was revoked, and one warning says so and how to do it. */
function expectNoAuthority(stage: Stage, post: StepResult, id = '-'): void {
  expect(post.failed).toBe(false);
  const [warning = '', ...more] = readMessages(post, 'warning');
  expect(more).toEqual([]);
  expect(warning).toContain(
    `The registry token ${id} at us.icr.io was not revoked. The secret that it was made with is not among the inputs of the post step, and no access token is left.`,
  );
  expect(warning).toContain(`--request DELETE https://us.icr.io/api/v1/tokens/${id}`);
  expect(listRequests(stage.cloud)).toEqual([]);
  expect(listAlive(stage)).toEqual([id]);
  letExpire(stage);
}

describe('at the end of a job, what was minted', () => {
  const refused: readonly (readonly [string, (stage: Stage) => PostOptions])[] = [
    ['has become another one', swapKey],
    ['has become empty', () => ({ noInputs: true })],
  ];
  for (const [how, again] of refused) {
    scenario(`stays where the secret ${how}, which IAM never sees`, {}, async (stage) => {
      const { main, post } = await playAgain(stage, { again: again(stage) });

      expectNoAuthority(stage, post, main.outputs['credential-id']);
    });
  }

  scenario('is revoked with the access token that was given', {}, async (stage) => {
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

describe('at the end of a composite action, what was minted', () => {
  const wrong: readonly (readonly [string, (stage: Stage) => PostOptions])[] = [
    ['are evaluated to the secret of another step', swapKey],
    ['are evaluated to nothing', () => ({ noInputs: true })],
  ];
  for (const [how, again] of wrong) {
    scenario(`is revoked with the token that was kept, where inputs ${how}`, {}, async (stage) => {
      const { main, post } = await playAgain(stage, { options: COMPOSITE, again: again(stage) });

      expect(post.lines).toContain(
        `Revoked the registry token ${main.outputs['credential-id']} at us.icr.io.`,
      );
      expect(post.annotations).toEqual([]);
      expect(listRequests(stage.cloud)).toEqual([REVOKE]);
    });
  }

  scenario('is revoked with the key, where the inputs are right', {}, async (stage) => {
    const { post } = await playAgain(stage, { options: COMPOSITE });

    expect(listRequests(stage.cloud)).toEqual([ASK_IAM, REVOKE]);
    expect(post.annotations).toEqual([]);
  });

  scenario('is revoked with the one access token that there is', {}, async (stage) => {
    const token = await stage.cloud.issueAccessToken(stage.user);
    stage.secrets.push(token);
    const inputs = { 'api-key': '', 'access-token': token };
    const { post } = await playAgain(stage, { inputs, options: COMPOSITE });

    expect(listRequests(stage.cloud)).toEqual([REVOKE]);
    expect(post.masks.filter((mask) => mask === token)).toHaveLength(1);
    expect(post.annotations).toEqual([]);
  });

  scenario('is revoked with the token that was kept, where IAM is down', {}, async (stage) => {
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

  scenario('is revoked with the token that was kept, where the key is gone', {}, async (stage) => {
    const { post } = await playAgain(stage, {
      options: COMPOSITE,
      meanwhile: () => stage.cloud.deleteApiKey(stage.user.apiKeyId),
    });

    expect(listRequests(stage.cloud)).toEqual([ASK_IAM, REVOKE]);
    expect(post.annotations).toEqual([]);
  });

  scenario('stays where the token that was kept has ended, which is said', {}, async (stage) => {
    const token = await stage.cloud.issueAccessToken(stage.user, { expiresInSeconds: 25 });
    // By the clock of this step as well: it counts the seconds of the token from a whole one.
    const end = Date.now() + 26_500;
    stage.secrets.push(token);
    const { main, post } = await playAgain(stage, {
      inputs: { 'api-key': '', 'access-token': token },
      options: COMPOSITE,
      again: { noInputs: true },
      meanwhile: () => sleep(end - Date.now()),
    });

    expectNoAuthority(stage, post, main.outputs['credential-id']);
  });

  scenario('with `revoke: false` leaves no token behind', {}, async (stage) => {
    const step = stage.step(stage.startJob(COMPOSITE), { ...MINT, revoke: 'false' });
    const main = await step.main();
    await step.post();

    expect(JSON.parse(main.state['icr-login'] ?? '{}')).not.toHaveProperty('accessToken');
    stage.survivors.push(main.outputs['credential-id'] ?? '');
  });
});
