import { describe, expect } from 'vitest';
import type { JobOptions, PostOptions, StepResult } from '../runner/index.ts';
import { makeKeys } from '../support/home.ts';
import { listAlive, MINT, outlive, playMint } from '../support/minting.ts';
import { type Stage, scenario } from '../support/scenario.ts';
import { readMessages } from '../support/step-error.ts';
import { listRequests } from '../support/traffic.ts';

const COMPOSITE = { insideComposite: true } as const;

/** The one secret in a state, which the runner leaves readable below RUNNER_TEMP until the job ends. */
const KEPT_TOKEN = [/file state$/, /_runner_file_commands\/save_state_/];

/** The warning that a token stays, with everything that is needed to revoke it by hand. */
function expectWarning(post: StepResult, { id, end }: { id: string; end: string }): void {
  expect(post.failed).toBe(false);
  expect(post.annotations).toHaveLength(1);
  const [warning = ''] = readMessages(post, 'warning');
  expect(warning).toContain(`The registry token ${id} at us.icr.io was not revoked. `);
  expect(warning).toContain('is not among the inputs of the post step');
  expect(warning).toContain(`It ends by itself at ${end}`);
  expect(warning).toContain(`--request DELETE https://us.icr.io/api/v1/tokens/${id}`);
}

/** Plays main, then post with inputs that are evaluated in another way. */
async function playPost(
  stage: Stage,
  again: PostOptions,
  options: JobOptions = {},
): Promise<{ readonly main: StepResult; readonly post: StepResult }> {
  const step = stage.step(stage.startJob(options), MINT);
  const main = await step.main();
  stage.cloud.clearRequests();
  return { main, post: await step.post(again) };
}

describe('a post step', () => {
  scenario('without its inputs undoes the login, and warns of the token', {}, async (stage) => {
    const { main, post } = await playPost(stage, { noInputs: true });

    const { 'credential-id': id = '', 'expires-at': end = '' } = main.outputs;
    expectWarning(post, { id, end });
    expect(post.lines[0]).toMatch(/^us\.icr\.io: removed the login/);
    expect(stage.readConfig()).toBeUndefined();
    expect(stage.cloud.requests).toEqual([]);
    expect(listAlive(stage)).toEqual([id]);
    outlive(stage);
  });

  scenario('with the inputs of another step does not use them', {}, async (stage) => {
    const [other = ''] = makeKeys(stage, 1);
    const inputs = { region: 'eu-de', 'api-key': other, mint: 'none', client: 'none' };
    const { main, post } = await playPost(stage, { with: inputs });

    const { 'credential-id': id = '', 'expires-at': end = '' } = main.outputs;
    expectWarning(post, { id, end });
    expect(stage.readConfig()).toBeUndefined();
    expect(stage.cloud.requests).toEqual([]);
    expect(listAlive(stage)).toEqual([id]);
    outlive(stage);
  });

  scenario('finds a token that is gone already, and says so', {}, async (stage) => {
    const step = stage.step(stage.startJob(), MINT);
    const main = await step.main();
    const id = main.outputs['credential-id'] ?? '';
    stage.cloud.revokeRegistryToken(id);
    const post = await step.post();

    expect(post.annotations).toEqual([]);
    expect(post.lines.at(-1)).toBe(`The registry token ${id} at us.icr.io was gone already.`);
  });
});

describe('a post step of a composite action', () => {
  scenario('without its inputs revokes with the access token that was kept', {}, async (stage) => {
    stage.excepted.push(...KEPT_TOKEN);
    const { post } = await playPost(stage, { noInputs: true }, COMPOSITE);

    expect(post.annotations).toEqual([]);
    expect(listRequests(stage.cloud)).toEqual(['DELETE us.icr.io/api/v1/tokens/ID']);
    expect(listAlive(stage)).toEqual([]);
  });

  scenario('with the inputs of another step does so too', {}, async (stage) => {
    stage.excepted.push(...KEPT_TOKEN);
    const [other = ''] = makeKeys(stage, 1);
    const { post } = await playPost(stage, { with: { ...MINT, 'api-key': other } }, COMPOSITE);

    expect(post.annotations).toEqual([]);
    expect(listRequests(stage.cloud)).toEqual(['DELETE us.icr.io/api/v1/tokens/ID']);
  });

  scenario('does so where IAM is down', {}, async (stage) => {
    stage.excepted.push(...KEPT_TOKEN);
    const step = stage.step(stage.startJob(COMPOSITE), { ...MINT, timeout: '8' });
    await step.main();
    stage.cloud.setDown('iam', true);
    const post = await step.post();

    expect(post.annotations).toEqual([]);
    expect(listAlive(stage)).toEqual([]);
  });

  scenario('has no secret in its state where nothing is to be revoked', {}, async (stage) => {
    const account = { 'account-id': stage.account.id };
    const { main } = await stage.play({ ...account, client: 'file' }, COMPOSITE);
    expect(main.failed).toBe(false);

    const kept = await playMint(stage, { revoke: 'false', lifetime: '24h' }, COMPOSITE);
    expect(kept.post.lines.at(-1)).toMatch(/^Left alive, as `revoke: false` asks for/);
    outlive(stage);
  });
});
