import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openJob, openMachine, writeToy } from './toy-action.ts';

const PRINT_ENV = 'console.log(JSON.stringify(process.env));';

describe('a job', () => {
  it('provides the environment of a hosted runner', async () => {
    const payload = { pull_request: { number: 7 } };
    const job = await openJob({
      repository: 'me/mine',
      runId: '99',
      attempt: 2,
      job: 'release',
      actor: 'dependabot[bot]',
      event: { name: 'pull_request', payload },
      github: { head_ref: 'topic', server_url: 'https://ghe.example' },
    });
    const action = writeToy({ main: PRINT_ENV });
    const env = JSON.parse((await job.step({ action }).main()).stdout);
    expect(env).toMatchObject({
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION: '__self',
      GITHUB_ACTION_REPOSITORY: '',
      GITHUB_ACTOR: 'dependabot[bot]',
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_HEAD_REF: 'topic',
      GITHUB_JOB: 'release',
      GITHUB_REPOSITORY: 'me/mine',
      GITHUB_REPOSITORY_OWNER: 'me',
      GITHUB_RUN_ATTEMPT: '2',
      GITHUB_RUN_ID: '99',
      GITHUB_SERVER_URL: 'https://ghe.example',
      GITHUB_WORKSPACE: job.folders.workspace,
      RUNNER_ENVIRONMENT: 'github-hosted',
      RUNNER_TEMP: job.runnerTemp,
    });
    expect(JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, 'utf8'))).toEqual(payload);
    expect(env).not.toHaveProperty('GITHUB_ACTION_PATH');
    expect(env).not.toHaveProperty('RUNNER_DEBUG');
  });

  it('names steps as GitHub does', async () => {
    const job = await openJob();
    const action = writeToy({
      main: 'console.log(process.env.GITHUB_ACTION, process.env.GITHUB_ACTION_REF)',
    });
    const steps = ['me/a/sub@v1', './', 'me/a/sub@v1'].map((uses) => job.step({ action, uses }));
    const results = await Promise.all(steps.map((step) => step.main()));
    expect(results.map(({ lines }) => lines[0])).toEqual([
      '__me_a_sub v1',
      '__self ',
      '__me_a_sub_2 v1',
    ]);
    expect(results[0]?.log).toMatch(/^##\[group\]Run me\/a\/sub@v1\n/);
  });

  it('sets GITHUB_ACTION_PATH in main and post inside a composite action', async () => {
    const print = 'console.log(process.env.GITHUB_ACTION_PATH)';
    const action = writeToy({ main: print, post: print });
    const job = await openJob({ insideComposite: true });
    const step = job.step({ action });
    const folder = (await step.main()).lines[0] ?? '';
    expect(existsSync(folder)).toBe(true);
    expect((await step.post()).lines).toEqual([folder]);
  });

  it('runs the post phases of all started steps, last started first, even after a failure', async () => {
    const job = await openJob();
    const toy = (name: string, main = '', postIf?: string): string =>
      writeToy({ main, post: `console.log('${name}')`, ...(postIf ? { postIf } : {}) });
    const names = ['a', 'b', 'c', 'never started', 'only after success', 'only after failure'];
    const [a, b, c, , onSuccess, onFailure] = names.map((name) => {
      const condition = /after (\w+)/.exec(name)?.[1];
      const main = name === 'b' ? 'process.exit(1)' : '';
      return job.step({ action: toy(name, main, condition && `${condition}()`) });
    });
    for (const step of [a, b, onSuccess, onFailure]) {
      await step?.main();
    }
    // Nothing waits for this step before the job ends.
    c?.startMain();
    const posts = await job.finish();
    expect(posts.map(({ lines }) => lines[0])).toEqual(['c', 'only after failure', 'b', 'a']);
    expect(() => job.steps[3]?.startMain()).toThrow(/while the job lasts/);
  });

  it('leaves RUNNER_TEMP alone when its machine is lost, and the next job on the runner empties it', async () => {
    const machine = await openMachine();
    const action = writeToy({ main: 'stay(); console.log("up");', post: 'console.log("post")' });
    const lost = machine.startJob();
    const running = lost.step({ action }).startMain();
    await running.waitForLine(/^up$/);
    writeFileSync(join(lost.runnerTemp, 'mine'), '');
    await lost.abandon();
    expect(await running.result).toMatchObject({ signal: 'SIGKILL', failed: true });
    expect(existsSync(join(lost.runnerTemp, 'mine'))).toBe(true);
    const next = machine.startJob();
    expect(next.runnerTemp).toBe(lost.runnerTemp);
    expect(existsSync(join(next.runnerTemp, 'mine'))).toBe(false);
  });

  it('shares a home directory, but not RUNNER_TEMP, with a concurrent job', async () => {
    const machine = await openMachine();
    const jobs = [machine.startJob(), machine.startJob()];
    const action = writeToy({ main: 'console.log(process.env.HOME)' });
    const results = await Promise.all(jobs.map((job) => job.step({ action }).main()));
    expect(results.map(({ lines }) => lines[0])).toEqual([machine.home, machine.home]);
    expect(new Set(jobs.map((job) => job.runnerTemp)).size).toBe(2);
    const own = machine.startJob({ runnerTemp: join(machine.root, 'elsewhere') });
    expect(own.runnerTemp).toBe(join(machine.root, 'elsewhere'));
  });

  it.skipIf(process.platform === 'win32')(
    'runs programs between steps with what steps exported',
    async () => {
      const job = await openJob({ env: { A: 'job' } });
      await job.step({ action: writeToy({ main: `append('ENV', 'B=exported\\n');` }) }).main();
      const script = 'read -r line; echo "$A $B $C $line"; echo oops >&2; exit 4';
      const result = await job.run('sh', ['-c', script], { env: { C: 'own' }, input: 'typed\n' });
      expect(result).toEqual({ exitCode: 4, stdout: 'job exported own typed\n', stderr: 'oops\n' });
      const stay = job.run(process.execPath, ['-e', 'setInterval(() => {}, 999)'], {
        timeoutMs: 200,
      });
      await expect(stay).rejects.toThrow(/did not end within 200 ms/);
    },
  );
});
