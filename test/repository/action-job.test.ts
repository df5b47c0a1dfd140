import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../../scripts/lib/root.ts';
import { createMachine, type Job, type StepResult } from '../runner/index.ts';
import { requireProgram } from '../support/programs.ts';

type Texts = Readonly<Record<string, string>>;

/** The part of a workflow that this test uses. */
interface Workflow {
  readonly jobs: Readonly<Record<string, WorkflowJob>>;
}

interface WorkflowJob {
  readonly steps: readonly WorkflowStep[];
  readonly needs?: readonly string[];
  readonly strategy?: { readonly matrix: { readonly include?: readonly Texts[] } };
}

interface WorkflowStep {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly with?: Texts;
  readonly run?: string;
  readonly env?: Texts;
}

const DOUBLE = './.github/actions/ibm-cloud-double';
/** An existing Docker config. */
const CONFIG_BEFORE =
  '{\n\t"auths": {"example.com": {"auth": "b2N0b2NhdDpteSBvd24gbG9naW4="}}\n}\n';

const { jobs }: Workflow = parse(readFileSync(join(ROOT, '.github/workflows/ci.yml'), 'utf8'));

/** Evaluates the expressions of the job: outputs of earlier steps, and the matrix. */
function evaluate(text: string, contexts: Texts): string {
  return text.replace(/\$\{\{ ([\w.-]+) \}\}/g, (expression, name: string) => {
    const value = contexts[name];
    expect(value, expression).toBeDefined();
    return value ?? '';
  });
}

function evaluateAll(texts: Texts = {}, contexts: Texts = {}): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, evaluate(text, contexts)]),
  );
}

/** Runs a step that uses an action of this repository. */
function runAction(job: Job, uses: string, inputs: Texts): Promise<StepResult> {
  const dist = process.env['ICR_LOGIN_DIST'];
  const build = dist === undefined || uses === DOUBLE ? {} : { dist };
  return job.step({ action: join(ROOT, uses), uses, with: inputs, ...build }).main();
}

async function runScript(job: Job, script: string, env: Texts): Promise<void> {
  const args = ['--noprofile', '--norc', '-eo', 'pipefail', '-c', `cd '${ROOT}'\n${script}`];
  const { exitCode, stdout, stderr } = await job.run('bash', args, { env });
  expect(exitCode, `${script}${stdout}${stderr}`).toBe(0);
}

/** Runs the steps of the job, without those that set up a new machine. */
async function play(job: Job, steps: readonly WorkflowStep[], matrix: Texts): Promise<void> {
  const contexts: Record<string, string> = Object.fromEntries(
    Object.entries(matrix).map(([name, value]) => [`matrix.${name}`, value]),
  );
  for (const { id, uses, run = '', with: inputs, env } of steps) {
    if (uses === undefined) {
      await runScript(job, run, evaluateAll(env, contexts));
      continue;
    }
    const result = await runAction(job, uses, evaluateAll(inputs, contexts));
    expect(result.failed, result.log).toBe(false);
    for (const [name, value] of Object.entries(result.outputs)) {
      contexts[`steps.${id}.outputs.${name}`] = value;
    }
  }
}

describe.skipIf(!requireProgram('docker'))('the CI job that uses the action', () => {
  test.concurrent('passes and leaves nothing behind', async () => {
    const machine = await createMachine({ programs: ['docker'] });
    try {
      mkdirSync(dirname(machine.dockerConfigPath));
      writeFileSync(machine.dockerConfigPath, CONFIG_BEFORE);
      const { steps, strategy } = jobs['action'] ?? { steps: [] };
      const matrix = strategy?.matrix.include?.find(({ client }) => client === 'docker');
      const first = steps.findIndex(({ uses }) => uses === DOUBLE);
      expect(steps.slice(0, first).map(({ uses, run }) => uses ?? run)).toEqual([
        expect.stringMatching(/^actions\/checkout@/),
        expect.stringMatching(/^actions\/setup-node@/),
        'npm ci',
      ]);
      const job = machine.startJob();
      job.context.path.push(dirname(process.execPath));
      await play(job, steps.slice(first), matrix ?? {});
      const posts = await job.finish();

      expect(posts.map(({ failed }) => failed)).toEqual([false, false, false, false]);
      expect(posts.at(-1)?.lines).toContainEqual(
        expect.stringMatching(
          /^Made and gone: registry-token \S+, api-key \S+ icr-login-\S+\. The Docker config is what it was\.$/,
        ),
      );
      expect(readFileSync(machine.dockerConfigPath, 'utf8')).toBe(CONFIG_BEFORE);
    } finally {
      await machine.remove();
    }
  });

  test.concurrent('fails if something is left behind', async () => {
    const machine = await createMachine();
    try {
      const job = machine.startJob();
      const cloud = await runAction(job, DOUBLE, { made: '2' });
      const { 'api-key': apiKey = '', 'service-id': serviceId = '' } = cloud.outputs;
      expect(cloud.masks).toEqual([apiKey]);
      const login = await runAction(job, './', {
        region: 'us-south',
        'api-key': apiKey,
        mint: 'api-key',
        'service-id': serviceId,
        client: 'file',
        logout: 'false',
        revoke: 'false',
      });
      expect(login.failed, login.log).toBe(false);
      const posts = await job.finish();

      const message = posts
        .at(-1)
        ?.annotations.map((annotation) => annotation.message)
        .join('\n');
      expect(posts.at(-1)?.failed).toBe(true);
      expect(message?.split('\n')).toEqual([
        expect.stringMatching(/^Still alive: api-key \S+ icr-login-/),
        '2 credentials were to be made, but 1 were.',
        expect.stringMatching(
          /\.docker was \(there is none\) and is \(config\.json [0-9a-f]{64}\)\.$/,
        ),
      ]);
    } finally {
      await machine.remove();
    }
  });
});

test('the required check of CI needs every other job', () => {
  const { 'ci-ok': gate, ...others } = jobs;

  expect(gate?.needs).toEqual(Object.keys(others));
});
