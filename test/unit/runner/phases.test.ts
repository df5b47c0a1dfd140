import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openJob, openMachine, writeToy } from './toy-action.ts';

const PRINT_ENV = 'console.log(JSON.stringify(process.env));';

/** The environment that a toy action printed as its last line. */
function readEnv(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(JSON.parse(lines.at(-1) ?? '')));
}

describe('a step', () => {
  it('passes its state from main to post, and returns its outputs', async () => {
    const action = writeToy({
      main: `
        append('STATE', 'one=1\\nText<<E\\na\\nb\\nE\\nTEXT=c\\n');
        append('OUTPUT', 'registry=us.icr.io\\n');
        append('STEP_SUMMARY', '# Title\\n');`,
      post: PRINT_ENV,
    });
    const step = (await openJob()).step({ action });
    const main = await step.main();
    expect(main).toMatchObject({
      phase: 'main',
      exitCode: 0,
      signal: null,
      conclusion: 'success',
      failed: false,
      outputs: { registry: 'us.icr.io' },
      state: { one: '1', Text: 'c' },
      summary: '# Title\n',
      leftover: [],
    });
    const post = await step.post();
    expect(readEnv(post.lines)).toMatchObject({ STATE_one: '1', STATE_Text: 'c' });
  });

  it('passes inputs as INPUT_*, including defaults, and evaluates them again for post', async () => {
    const inputs = '{ api-key: {}, time out: { default: 60 } }';
    const action = writeToy({ main: PRINT_ENV, post: PRINT_ENV, inputs });
    const job = await openJob();
    const given = { 'api-key': 'k1', bogus: 'x' };
    const [same, other, none] = [1, 2, 3].map(() => job.step({ action, with: given }));
    const main = await same?.main();
    expect(readEnv(main?.lines ?? [])).toMatchObject({
      'INPUT_API-KEY': 'k1',
      INPUT_TIME_OUT: '60',
    });
    expect(main?.annotations).toEqual([
      {
        level: 'warning',
        message: "Unexpected input(s) 'bogus', valid inputs are ['api-key', 'time out']",
      },
    ]);
    await Promise.all([other?.main(), none?.main()]);
    const posts = await Promise.all([
      same?.post(),
      other?.post({ with: { 'time out': 5 } }),
      none?.post({ noInputs: true }),
    ]);
    const envs = posts.map((post) => readEnv(post?.lines ?? []));
    expect(envs[0]).toMatchObject({ 'INPUT_API-KEY': 'k1', INPUT_TIME_OUT: '60' });
    expect(envs[1]).toMatchObject({ 'INPUT_API-KEY': '', INPUT_TIME_OUT: '5' });
    expect(envs[2]).toMatchObject({ 'INPUT_API-KEY': '', INPUT_TIME_OUT: '60', INPUT_BOGUS: '' });
  });

  it('gives every phase its own files, and deletes none before the job ends', async () => {
    const action = writeToy({ main: `append('STATE', 'a=1\\n');`, post: PRINT_ENV });
    const job = await openJob();
    const steps = [job.step({ action }), job.step({ action })];
    for (const step of steps) {
      await step.main();
    }
    const post = await steps[0]?.post();
    const env = readEnv(post?.lines ?? []);
    const folder = join(job.runnerTemp, '_runner_file_commands');
    expect(dirname(env['GITHUB_STATE'] ?? '')).toBe(folder);
    const prefixes = readdirSync(folder).map((name) => name.replace(/[0-9a-f-]{36}$/, ''));
    for (const prefix of ['set_env_', 'save_state_', 'set_output_', 'step_summary_', 'add_path_']) {
      expect(prefixes.filter((found) => found === prefix)).toHaveLength(3);
    }
    await job.finish();
    expect(existsSync(job.runnerTemp)).toBe(true);
    expect(readdirSync(job.runnerTemp)).toEqual([]);
  });

  it('passes GITHUB_ENV and GITHUB_PATH to later steps and post phases, but not NODE_OPTIONS', async () => {
    const setter = writeToy({
      main: `
        append('ENV', 'A=1\\nNode_Options=--bad\\nB=2\\n');
        append('PATH', '/first\\n/second\\n/first\\n');`,
      post: PRINT_ENV,
    });
    const reader = writeToy({ main: PRINT_ENV });
    const job = await openJob({ env: { A: 'job', C: 'job' } });
    const first = job.step({ action: setter });
    const main = await first.main();
    expect(main.env).toEqual({ A: '1', B: '2' });
    expect(main.annotations[0]?.message).toMatch(/^Can't store NODE_OPTIONS/);
    expect(main.conclusion).toBe('success');
    const later = readEnv((await job.step({ action: reader, env: { B: 'step' } }).main()).lines);
    expect(later).toMatchObject({ A: '1', B: 'step', C: 'job' });
    expect(later['PATH']).toMatch(/^\/first.\/second./);
    expect(later).not.toHaveProperty('NODE_OPTIONS');
    job.exportVariable('A', '3');
    expect(readEnv((await first.post()).lines)).toMatchObject({ A: '3', B: '2' });
  });

  it('fails because of its exit code or an invalid file, in which earlier pairs still count', async () => {
    const job = await openJob();
    const failing = job.step({ action: writeToy({ main: 'process.exit(3);' }) });
    expect(await failing.main()).toMatchObject({ exitCode: 3, conclusion: 'failure' });
    const action = writeToy({ main: `append('STATE', 'a=1\\nwrong\\n');` });
    const malformed = await job.step({ action }).main();
    expect(malformed).toMatchObject({ exitCode: 0, failed: true, state: { a: '1' } });
    expect(malformed.lines).toEqual([
      "##[error]Unable to process file command 'state' successfully.",
      "##[error]Invalid format 'wrong'",
    ]);
    expect(job.status).toBe('failure');
  });

  it('shows the log as a user sees it: heading, commands from both streams, masks', async () => {
    const action = writeToy({
      inputs: '{ api-key: {}, region: {} }',
      main: `
        console.log('hush job-secret');
        console.log('::add-mask::hush');
        console.error('  ::warning::about hush');
        append('STEP_SUMMARY', 'hush!\\n');
        append('OUTPUT', 'o=hush\\n');`,
      post: `console.log('hush again');`,
    });
    const job = await openJob({ secrets: ['job-secret'] });
    const step = job.step({
      action,
      env: { E: 'v' },
      with: { 'api-key': 'job-secret', region: '' },
    });
    const main = await step.main();
    expect(main.log).toMatch(
      /^##\[group\]Run \.\/\nwith:\n {2}api-key: \*\*\*\nenv:\n {2}E: v\n##\[endgroup\]\n/,
    );
    expect([...main.lines].sort()).toEqual(['##[warning]about ***', 'hush ***']);
    expect(main).toMatchObject({ summary: '***!\n', outputs: { o: 'hush' }, masks: ['hush'] });
    expect((await step.post()).log).toBe('Post job cleanup.\n*** again\n');
    expect(job.passOutputs({ a: 'x hush x', b: 'fine', c: '' })).toEqual({ b: 'fine' });
  });

  it("shows debug lines and the runner's own debug lines with step debug logging", async () => {
    const action = writeToy({
      main: `console.log('::debug::d ' + process.env.RUNNER_DEBUG); append('OUTPUT', 'o=1\\n');`,
    });
    const [quiet, loud] = [await openJob(), await openJob({ debug: true })];
    const result = await quiet.step({ action }).main();
    expect(result.log).not.toContain('##[debug]');
    expect(result.debug[0]).toBe('d undefined');
    const { log, lines } = await loud.step({ action }).main();
    expect(log.split('\n').slice(-4)).toEqual([
      '##[debug]d 1',
      '##[debug]Node Action run completed with exit code 0',
      '##[debug]Set output o = 1',
      '',
    ]);
    expect(lines).toEqual([]);
  });

  it('runs the entries of another build instead of dist', async () => {
    const action = writeToy({ main: `console.log('first');` });
    const other = join(writeToy({ main: `console.log('second');` }), '..', 'dist');
    const job = await openJob();
    expect((await job.step({ action, dist: other }).main()).lines).toEqual(['second']);
    const machine = await openMachine({ dist: other });
    expect((await machine.startJob().step({ action }).main()).lines).toEqual(['second']);
  });

  it('refuses to run a phase out of order, or a missing entry', async () => {
    const job = await openJob();
    const step = job.step({ action: writeToy({ main: '', post: '' }) });
    expect(() => step.startPost()).toThrow(/post runs once/);
    await step.main();
    expect(() => step.startMain()).toThrow(/main runs once/);
    await step.post();
    expect(() => step.startPost()).toThrow(/post runs once/);
    const missing = job.step({ action: writeToy({ main: '' }), dist: '/nowhere' });
    expect(() => missing.startMain()).toThrow(/File not found/);
  });
});
